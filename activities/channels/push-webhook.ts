import { callOnce, signedHeaders, type HttpTimeouts } from './http-call.ts';
import { settled, type PushTransport } from './push.ts';

export interface PushWebhookOptions {
  url: string;
  secret: string;
  /** epoch milliseconds, real time: what a signature is dated with */
  now: () => number;
  timeouts?: HttpTimeouts;
}

/** Push messages to the bank's own app, by its backend. */
export function pushWebhookTransport({
  url,
  secret,
  now,
  timeouts,
}: PushWebhookOptions): PushTransport<'app'> {
  return {
    async send({ contactId, subject, body, language }, { token }) {
      const content = Buffer.from(JSON.stringify({ contactId, token, title: subject, body, language }));
      const headers = {
        'content-type': 'application/json',
        ...signedHeaders(secret, content, encodeURIComponent(contactId), now()),
      };
      const name = "the app's backend";
      const { status } = await callOnce({
        ...{ url, headers, body: content, name },
        ...(timeouts && { timeouts }),
      });
      // 404 may as well be a wrong address of ours: only 410 says that the app is not there any more.
      return settled({ status, providerRef: contactId }, name, [410]);
    },
  };
}
