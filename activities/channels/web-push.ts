import webPush from 'web-push';
import { callOnce, type HttpTimeouts } from './http-call.ts';
import { messageKey } from './message-key.ts';
import { settled, type PushTransport } from './push.ts';

export interface WebPushOptions {
  /** mailto: or https: of whom a push service may ask */
  subject: string;
  publicKey: string;
  privateKey: string;
  timeouts?: HttpTimeouts;
}

/**
 * A message about today's books is not worth delivering tomorrow, and must not light up a telephone in the night because
 * it was off until then.
 */
const KEEP_SECONDS = 3600;

/** What all push services take (RFC 8030), less what encryption adds. */
const LONGEST_BYTES = 3_993;

/** Push messages to browsers by their makers' push services (RFC 8030, 8291, 8292). */
export function webPushTransport({ timeouts, ...vapidDetails }: WebPushOptions): PushTransport<'web'> {
  return {
    async send({ contactId, subject, body, language }, { endpoint, keys }) {
      const key = messageKey(contactId);
      const payload = Buffer.from(JSON.stringify({ title: subject, body, language, tag: key }));
      if (payload.length > LONGEST_BYTES) {
        return { outcome: 'failed', detail: `${payload.length} bytes are too many for a push message` };
      }
      const { headers, body: encrypted } = webPush.generateRequestDetails({ endpoint, keys }, payload, {
        vapidDetails,
        TTL: KEEP_SECONDS,
        urgency: 'normal',
        // What has not reached the browser yet is replaced by a repeat.
        topic: key,
      });
      const name = 'the push service';
      const call = { url: endpoint, headers: headers as Record<string, string>, body: encrypted ?? payload };
      const { status, location } = await callOnce({ ...call, name, ...(timeouts && { timeouts }) });
      return settled({ status, providerRef: location ?? key }, name, GONE);
    },
  };
}

/** RFC 8030 says 404, in practice some services say 410: the browser has ended its subscription. */
const GONE = [404, 410];
