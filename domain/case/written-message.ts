/** A collector's own words in place of a script: the ledger names them by their id, and nobody else says them. */

const PREFIX = 'message/';

/** @example nameOfWritten('m-1') // 'message/m-1' */
export function nameOfWritten(messageId: string): string {
  return `${PREFIX}${messageId}`;
}

/** @returns the id of the message that a contact's script names, if it is one. @example writtenMessageIn('thanks') // undefined */
export function writtenMessageIn(script: string): string | undefined {
  return script.startsWith(PREFIX) ? script.slice(PREFIX.length) : undefined;
}
