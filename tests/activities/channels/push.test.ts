import { createECDH, createHmac, randomBytes, createDecipheriv, hkdfSync } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { messageKey } from '../../../activities/channels/message-key.ts';
import type { OutgoingMessage } from '../../../activities/channels/ports.ts';
import type { PushAddress } from '../../../activities/channels/push-address.ts';
import { pushWebhookTransport } from '../../../activities/channels/push-webhook.ts';
import { pushChannel } from '../../../activities/channels/push.ts';
import { webPushTransport } from '../../../activities/channels/web-push.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { answers, drips, hangsUp, httpFarSide, saysNothing, type Answer } from '../../setup/http-far-side.ts';

/** Real requests to a real HTTP server, which counts them. */

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function farSide(...given: Answer[]) {
  const far = await httpFarSide(...given);
  opened.push(far);
  return far;
}

/** A browser's half of a subscription. */
const browser = createECDH('prime256v1');
browser.generateKeys();
const auth = randomBytes(16);
const keys = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') };

const timeouts = { connectMs: 500, totalMs: 700 };
const secret = 'a secret of the two of us';
const channelTo = (url: string) =>
  pushChannel({
    decrypt: (address) => address,
    web: webPushTransport({ subject: 'mailto:it@bank.example', ...webPush.generateVAPIDKeys(), timeouts }),
    app: pushWebhookTransport({ url, secret, now: () => 1_794_000_000_000, timeouts }),
  });

const WAYS = ['web', 'app'] as const;
type Way = (typeof WAYS)[number];

const contactId = 'L1-1.4' as ContactId;
function messageTo(way: Way, endpoint: string): OutgoingMessage {
  const address: PushAddress =
    way === 'web' ? { type: 'web', endpoint, keys } : { type: 'app', token: 'T-1' };
  return {
    ...{ contactId, channel: 'push', address: JSON.stringify(address), language: 'zh-CN' },
    ...{ subject: '还款提醒', body: '您有一笔款项尚未还清。', atMs: 0 },
  };
}

const deliver = (way: Way, url: string) => channelTo(url).deliver(messageTo(way, url));

describe.each(WAYS)('push (%s)', (way) => {
  test('taken: sent, once', async () => {
    const far = await farSide(answers(201));
    expect(await deliver(way, far.url)).toMatchObject({ outcome: 'sent' });
    expect(far.received).toHaveLength(1);
  });

  test.each<[string, Answer, object]>([
    ['400: refused', answers(400), { outcome: 'failed' }],
    ['410: nobody is there any more', answers(410), { outcome: 'failed', effect: 'unusable' }],
    ['413: too large', answers(413), { outcome: 'failed' }],
  ])('%s', async (_what, answer, delivery) => {
    const far = await farSide(answer);
    expect(await deliver(way, far.url)).toMatchObject(delivery);
    expect(far.received).toHaveLength(1);
  });

  test.each<[string, Answer, object]>([
    ['429 says when', answers(429, { 'retry-after': '7' }), { type: 'RateLimited', retryAfterMs: 7_000 }],
    ['429 without a time', answers(429), { type: 'RateLimited' }],
    [
      '429 for a day: asked again sooner',
      answers(429, { 'retry-after': '86400' }),
      { retryAfterMs: 300_000 },
    ],
    ['500', answers(500), { type: 'UpstreamUnavailable' }],
    [
      '503 says when',
      answers(503, { 'retry-after': '9' }),
      { type: 'UpstreamUnavailable', retryAfterMs: 9_000 },
    ],
    ['401: our keys', answers(401), { type: 'UpstreamUnavailable' }],
    [
      '301: our address',
      answers(301, { location: 'https://elsewhere.example' }),
      { type: 'UpstreamUnavailable' },
    ],
    ['502: a gateway lost it', answers(502), { type: 'OutcomeUnknown' }],
    ['it hangs up after the request', hangsUp, { type: 'OutcomeUnknown' }],
    ['it never answers', saysNothing, { type: 'OutcomeUnknown' }],
    ['it answers byte by byte', drips, { type: 'OutcomeUnknown' }],
  ])('%s', async (_what, answer, failure) => {
    const far = await farSide(answer);
    await expect(deliver(way, far.url)).rejects.toMatchObject(failure);
    expect(far.received).toHaveLength(1);
  });

  test('nothing listens: nothing was done', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(deliver(way, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      type: 'UpstreamUnavailable',
    });
  });

  test('what may have arrived cannot be asked for', async () => {
    expect(await channelTo('http://127.0.0.1:1').lookUp(contactId)).toBe('unknown');
  });
});

test('a browser reads what was written, and a push service sees a name that tells it nothing', async () => {
  const far = await farSide(answers(201, { location: 'https://push.example/m/1' }));
  const delivery = await deliver('web', far.url);
  expect(delivery).toEqual({ outcome: 'sent', providerRef: 'https://push.example/m/1' });
  const [request] = far.received;
  expect(JSON.parse(decryptedByBrowser(request?.body ?? Buffer.alloc(0)))).toEqual({
    ...{ title: '还款提醒', body: '您有一笔款项尚未还清。', language: 'zh-CN' },
    tag: messageKey(contactId),
  });
  expect(request?.headers).toMatchObject({ ttl: '3600', topic: messageKey(contactId) });
  expect(request?.headers.authorization).toMatch(/^vapid t=.+, k=.+$/);
});

test('404: a browser that has ended its subscription, or an address of ours that is wrong', async () => {
  const far = await farSide(answers(404));
  expect(await deliver('web', far.url)).toMatchObject({ outcome: 'failed', effect: 'unusable' });
  expect(await deliver('app', far.url)).toEqual({
    ...{ outcome: 'failed', detail: "the app's backend refused it (HTTP 404)" },
  });
});

test('too long for a push message: failed, nothing is cut and nothing leaves', async () => {
  const far = await farSide(answers(201));
  const message = { ...messageTo('web', far.url), body: '款'.repeat(1_400) };
  expect(await channelTo(far.url).deliver(message)).toMatchObject({ outcome: 'failed' });
  expect(far.received).toHaveLength(0);
});

test('the app’s backend can tell that it was us, and that it has had this one', async () => {
  const far = await farSide(answers(202));
  await deliver('app', far.url);
  const [{ body, headers } = { body: Buffer.alloc(0), headers: {} }] = far.received;
  const signature = createHmac('sha256', secret).update('1794000000.').update(body).digest('hex');
  expect(headers).toMatchObject({
    ...{ 'x-arrears-timestamp': '1794000000', 'x-arrears-signature': `v1=${signature}` },
    'idempotency-key': contactId,
  });
  expect(JSON.parse(body.toString())).toMatchObject({ contactId, token: 'T-1', title: '还款提醒' });
});

test('a way that is not set up: failed, so that the next channel is tried', async () => {
  const none = pushChannel({ decrypt: (address) => address });
  for (const way of WAYS) {
    const message = messageTo(way, 'http://127.0.0.1:1');
    expect(await none.deliver(message)).toMatchObject({ outcome: 'failed' });
  }
});

/** RFC 8291, the receiver's side, by its own account. */
function decryptedByBrowser(body: Buffer): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + (body[20] ?? 0));
  const encrypted = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secretOfBoth = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
  const derive = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secretOfBoth, salt, Buffer.from(`Content-Encoding: ${name}\0`), length));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(encrypted.subarray(-16));
  const plain = Buffer.concat([decipher.update(encrypted.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}
