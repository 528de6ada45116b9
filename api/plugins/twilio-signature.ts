import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../problem.ts';

export interface SignatureOptions {
  authToken: string;
  /** under which Twilio reaches us: it signs the address that it was given, whatever a proxy makes of it */
  publicUrl: string;
}

/** Only Twilio gets through to the routes of this plugin: a wrong signature is refused before anything is read. */
export function addTwilioSignature(app: FastifyInstance, { authToken, publicUrl }: SignatureOptions): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const { 'x-twilio-signature': signature } = request.headers;
    const url = `${publicUrl}${request.url}`;
    const fields = (request.body ?? {}) as Record<string, string | string[]>;
    const signed =
      typeof signature === 'string' &&
      waysToName(url).some((name) => sameText(signature, signatureOf(authToken, name, fields)));
    done(
      signed
        ? undefined
        : new ApiFailure(
            'SignatureWrong',
            'The signature does not fit: TWILIO_AUTH_TOKEN and ARREARS_PUBLIC_URL must be those of the account and of the webhook',
          ),
    );
  });
}

/** @returns the signature of a request with a form body, base64 */
export function signatureOf(
  authToken: string,
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
): string {
  const hmac = createHmac('sha1', authToken).update(url, 'utf8');
  for (const name of Object.keys(fields).sort()) {
    const values = [...new Set([fields[name] ?? ''].flat())].sort();
    for (const value of values) hmac.update(name + value, 'utf8');
  }
  return hmac.digest('base64');
}

/** Twilio names the usual port in what it signs, or does not, whichever way the address was given. */
function waysToName(url: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] = /^(https?):\/\/([^/:]+)(:\d+)?(.*)$/.exec(url) ?? [];
  const usual = scheme === 'https' ? ':443' : ':80';
  if (port === undefined) return [url, `${scheme}://${host}${usual}${rest}`];
  return [url, `${scheme}://${host}${rest}`];
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
