import type { ContactId } from '../ids.ts';

/** Signs a text with a key that only this system has; equal texts give equal signatures. */
export type Sign = (text: string) => string;

const signatureOf = (contactId: ContactId, sign: Sign) =>
  Buffer.from(sign(`unsubscribe:${contactId}`)).toString('base64url');

/**
 * The token of the link by which a customer ends a channel, the one of the contact that carries the link.
 *
 * @param sign keyed hash (HMAC) of a text
 * @returns text that may stand in a query as it is
 * @example unsubscribeToken('L1-1.4' as ContactId, sign) // 'TDEtMS40.c2ln…'
 * @see RFC 8058
 */
export function unsubscribeToken(contactId: ContactId, sign: Sign): string {
  return `${Buffer.from(contactId).toString('base64url')}.${signatureOf(contactId, sign)}`;
}

/**
 * @param token as it came in the query: anything
 * @returns the contact whose message carried the link; undefined when the token was not made here
 * @example readUnsubscribeToken('TDEtMS40.c2ln…', sign) // 'L1-1.4'
 */
export function readUnsubscribeToken(token: string, sign: Sign): ContactId | undefined {
  const [id, signature, ...rest] = token.split('.');
  if (!id || !signature || rest.length > 0) return undefined;
  const contactId = Buffer.from(id, 'base64url').toString('utf8') as ContactId;
  return sameText(signature, signatureOf(contactId, sign)) ? contactId : undefined;
}

/** Takes as long for texts that differ early as for those that differ late: a signature cannot be felt out. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i += 1) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i);
  return difference === 0;
}
