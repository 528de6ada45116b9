import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../api/app.ts';
import type { CasePort } from '../../api/ports.ts';
import { signatureOf } from '../../api/plugins/twilio-signature.ts';
import type { TwilioConfig } from '../../config/twilio.ts';
import { HandoverRepository } from '../../db/handover-repository.ts';
import { unsubscribeToken } from '../../domain/contact/unsubscribe-token.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { ContactId, LoanId } from '../../domain/ids.ts';
import { ActivityBed } from '../activities/bed.ts';

const PUBLIC_URL = 'https://bank.example/arrears';
const CONFIG: TwilioConfig = {
  ...{ accountSid: `AC${'0'.repeat(32)}`, authToken: 'token-of-the-tests', baseUrl: 'http://127.0.0.1:9' },
  ...{ publicUrl: PUBLIC_URL, countryCode: '86', bankName: 'Example Bank' },
  sms: { from: '+14155550100' },
  voice: {
    ...{ from: '+14155550100', bankName: 'Example Bank', agentNumber: undefined },
    voicemail: { person: 'Kim Lee', number: '+14155550199' },
  },
};

type Told = { loanId: LoanId; event: Record<string, unknown> };

let bed: ActivityBed;
let app: FastifyInstance;
let told: Told[] = [];
let asked: Told[] = [];
let askFails: Error | undefined;
let tellFails: Error | undefined;
let count = 0;

const caseClient = {
  tell: (loanId: LoanId, event: object) => {
    if (tellFails) return Promise.reject(tellFails);
    told.push({ loanId, event: { ...event } });
    return Promise.resolve(true);
  },
  ask: (loanId: LoanId, event: object) => {
    if (askFails) return Promise.reject(askFails);
    asked.push({ loanId, event: { ...event } });
    return Promise.resolve({ state: null, next: null });
  },
} as unknown as CasePort;

function open(config: TwilioConfig | undefined = CONFIG): FastifyInstance {
  const { database, encryption } = bed;
  return buildApp({ database, encryption, caseClient, clock: { now: () => bed.nowMs }, twilio: config });
}

beforeAll(async () => {
  bed = await ActivityBed.create();
  app = open();
});
beforeEach(() => {
  [told, asked, askFails, tellFails] = [[], [], undefined, undefined];
});
afterAll(async () => {
  await app?.close();
  await bed?.close();
});

/** A contact that has been sent, to a number of its own. */
async function sent(changes: { jurisdiction?: string; channel?: 'sms' | 'voice'; status?: string } = {}) {
  count += 1;
  const { channel = 'sms', status = 'sent', jurisdiction } = changes;
  const phone = `+86138001${String(40_000 + count)}`;
  const loanId = await bed.seed({ loanId: `WH-${count}` });
  await bed.pool.query(
    `UPDATE contact_points SET value = $2, value_hash = $3 WHERE customer_id = $1 AND kind = 'phone'`,
    [`C-${loanId}`, bed.encryption.encrypt(phone), bed.encryption.hash(phone)],
  );
  const { contact } = await bed.reserve(loanId);
  await bed.pool.query(`UPDATE contacts SET status = $2, channel = $3 WHERE contact_id = $1`, [
    contact.contactId,
    status,
    channel,
  ]);
  if (jurisdiction !== undefined) {
    await bed.pool.query('UPDATE loans SET jurisdiction = $2 WHERE loan_id = $1', [loanId, jurisdiction]);
  }
  const handovers = new HandoverRepository(bed.pool, bed.encryption);
  const words = { language: 'en', body: 'CNY 500.00 is overdue.' };
  await handovers.begin({ contactId: contact.contactId, channel, address: phone, ...words, atMs: 0 });
  return { loanId, customerId: `C-${loanId}`, contactId: contact.contactId, phone };
}

/** Posts as Twilio does, signed by its own SDK. */
async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const url = `${PUBLIC_URL}${path}`;
  const signature = twilio.getExpectedTwilioSignature(CONFIG.authToken, url, fields);
  const response = await app.inject({
    ...{ method: 'POST', url: path, payload: new URLSearchParams(fields).toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
      ...headers,
    },
  });
  return { status: response.statusCode, text: response.body, type: response.headers['content-type'] };
}

const statusOf = (contactId: string) => `/webhooks/twilio/status?contact=${encodeURIComponent(contactId)}`;
const report = (contactId: string, MessageStatus: string, more: Record<string, string> = {}) =>
  post(statusOf(contactId), { MessageSid: `SM${contactId}`, MessageStatus, ...more });
const text = (From: string, Body: string, more: Record<string, string> = {}) => {
  count += 1;
  return post('/webhooks/twilio/inbound', { MessageSid: `SMin${count}`, From, Body, ...more });
};

async function rows(query: string, ...values: unknown[]) {
  return (await bed.pool.query<Record<string, unknown>>(query, values)).rows;
}
const contactRow = async (contactId: string) =>
  (
    await rows('SELECT status, outcome, provider_ref, detail FROM contacts WHERE contact_id = $1', contactId)
  )[0];
const optOuts = async (customerId: string) =>
  (
    await rows(
      'SELECT channel FROM opt_outs WHERE customer_id = $1 AND ended_at IS NULL ORDER BY channel',
      customerId,
    )
  ).map(({ channel }) => channel);

describe('a signature', () => {
  test.each([
    ['of another token', (url: string, fields: Record<string, string>) => signatureOf('other', url, fields)],
    [
      'of another address',
      (_url: string, fields: Record<string, string>) => signatureOf(CONFIG.authToken, 'https://x', fields),
    ],
    ['of other fields', (url: string) => signatureOf(CONFIG.authToken, url, { MessageSid: 'SM1' })],
    ['that is none', () => 'x'],
  ])('%s: 403, and nothing is stored', async (_name, sign) => {
    const { contactId } = await sent();
    const fields = { MessageSid: 'SM1', MessageStatus: 'failed' };
    const path = statusOf(contactId);
    const answer = await post(path, fields, { 'x-twilio-signature': sign(`${PUBLIC_URL}${path}`, fields) });
    expect([answer.status, answer.type]).toEqual([403, 'application/problem+json; charset=utf-8']);
    expect(await rows('SELECT 1 FROM delivery_reports WHERE contact_id = $1', contactId)).toEqual([]);
  });

  test('missing: 403', async () => {
    const response = await app.inject({
      ...{ method: 'POST', url: '/webhooks/twilio/inbound', payload: 'MessageSid=SM1&From=%2B1&Body=STOP' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.statusCode).toBe(403);
  });

  test('may name the usual port or not', async () => {
    const { contactId } = await sent();
    const path = statusOf(contactId);
    const fields = { MessageSid: 'SM1', MessageStatus: 'sent' };
    const signature = signatureOf(CONFIG.authToken, `https://bank.example:443/arrears${path}`, fields);
    expect((await post(path, fields, { 'x-twilio-signature': signature })).status).toBe(204);
  });

  test('is checked for nothing when no account is set up: there is no such route', async () => {
    const without = buildApp({
      ...{ database: bed.database, encryption: bed.encryption, caseClient },
      clock: { now: () => bed.nowMs },
    });
    const response = await without.inject({ method: 'POST', url: '/webhooks/twilio/inbound' });
    expect(response.statusCode).toBe(404);
    await without.close();
  });
});

describe('a report about an SMS', () => {
  test('delivered: kept, and the case hears nothing that it does not expect', async () => {
    const { contactId } = await sent();
    expect((await report(contactId, 'sent')).status).toBe(204);
    expect((await report(contactId, 'delivered')).status).toBe(204);
    expect(await rows('SELECT status FROM delivery_reports WHERE contact_id = $1', contactId)).toEqual([
      { status: 'delivered' },
    ]);
    expect([await contactRow(contactId), told]).toMatchObject([{ status: 'sent' }, []]);
  });

  test.each([
    [['failed', 'delivered'], 'failed', 'failed'],
    [['delivered', 'failed'], 'delivered', 'sent'],
    [['delivered', 'sent', 'queued'], 'delivered', 'sent'],
    [['undelivered', 'sent', 'delivered'], 'undelivered', 'failed'],
  ])('out of order, %s: a final status is not left again', async (statuses, kept, ledger) => {
    const { contactId } = await sent();
    for (const status of statuses) expect((await report(contactId, status)).status).toBe(204);
    expect(await rows('SELECT status FROM delivery_reports WHERE contact_id = $1', contactId)).toEqual([
      { status: kept },
    ]);
    expect(await contactRow(contactId)).toMatchObject({ status: ledger });
    expect(told.map(({ event }) => event['id'])).toEqual(
      kept === 'delivered' ? [] : [`report:${contactId}:${kept}`],
    );
  });

  test('undelivered to a number that is gone: it does not count, and is not used again', async () => {
    const { contactId, customerId, phone, loanId } = await sent();
    await report(contactId, 'undelivered', { ErrorCode: '30005', To: phone });
    await report(contactId, 'undelivered', { ErrorCode: '30005', To: phone });
    expect(await contactRow(contactId)).toMatchObject({
      status: 'failed',
      detail: 'the number does not exist any more (Twilio 30005)',
    });
    expect(
      await rows(`SELECT usable FROM contact_points WHERE customer_id = $1 AND kind = 'phone'`, customerId),
    ).toEqual([{ usable: false }]);
    const event = { type: 'delivery-report', end: 'undelivered', addressLost: true, contactId };
    // Told twice with one id: the case handles it once.
    expect(told).toMatchObject([
      { loanId, event },
      { loanId, event },
    ]);
    expect(new Set(told.map(({ event: { id } }) => id)).size).toBe(1);
  });

  test('of which it was not known whether it was taken: now it is', async () => {
    const { contactId, loanId } = await sent({ status: 'unknown' });
    await report(contactId, 'sent');
    expect(await contactRow(contactId)).toMatchObject({ status: 'sent', provider_ref: `SM${contactId}` });
    const event = { id: `reconciled:${contactId}:accepted`, contactId, end: 'accepted' };
    expect(told).toMatchObject([{ loanId, event }]);
    await report(contactId, 'delivered');
    expect(told).toHaveLength(1);
  });

  test('of which it was not known whether it was taken, and that reached nobody: only that is said', async () => {
    const { contactId } = await sent({ status: 'unknown' });
    await report(contactId, 'undelivered');
    expect(await contactRow(contactId)).toMatchObject({ status: 'failed' });
    expect(told).toMatchObject([{ event: { end: 'undelivered' } }]);
  });

  test('of a contact, or with a status, that is not known: 204, and nothing is stored', async () => {
    const { contactId } = await sent();
    expect((await report('NOBODY-1.1', 'delivered')).status).toBe(204);
    expect((await report(contactId, 'teleported')).status).toBe(204);
    expect(await rows('SELECT 1 FROM delivery_reports WHERE contact_id = $1', contactId)).toEqual([]);
  });

  test('of another message than the one that was sent: not taken', async () => {
    const { contactId } = await sent();
    await bed.pool.query(`UPDATE contacts SET provider_ref = 'SMother' WHERE contact_id = $1`, [contactId]);
    expect((await report(contactId, 'failed')).status).toBe(204);
    expect(await contactRow(contactId)).toMatchObject({ status: 'sent' });
  });
});

describe('a text message', () => {
  test('STOP: an opt-out at once, one confirmation however often it is said, and START undoes it', async () => {
    const { customerId, phone, loanId } = await sent();
    const first = await text(phone, 'STOP');
    expect(first.type).toBe('text/xml; charset=utf-8');
    expect(first.text).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Example Bank: You will get no more text messages from us. Reply START to get them again.</Message></Response>',
    );
    expect(await optOuts(customerId)).toEqual(['sms']);
    expect((await text(phone, '退订')).text).not.toContain('<Message>');
    expect((await text(phone, 'start')).text).toContain('again');
    expect(await optOuts(customerId)).toEqual([]);
    expect((await text(phone, 'start')).text).not.toContain('<Message>');
    expect((await text(phone, '停止')).text).toContain('<Message>');
    expect(told[0]).toMatchObject({ loanId, event: { type: 'customer-reply', meaning: 'stop' } });
  });

  test('the same one twice, even at once: one confirmation, one row', async () => {
    const { customerId, phone } = await sent();
    const fields = { MessageSid: `SMtwice-${customerId}`, From: phone, Body: 'stop' };
    const answers = await Promise.all([1, 2, 3].map(() => post('/webhooks/twilio/inbound', fields)));
    expect(answers.filter(({ text: xml }) => xml.includes('<Message>')).length).toBe(1);
    expect(
      await rows('SELECT meaning FROM inbound_messages WHERE message_id = $1', fields.MessageSid),
    ).toEqual([{ meaning: 'stop' }]);
  });

  test('that Twilio itself has understood and answered is not answered again', async () => {
    const { customerId, phone } = await sent();
    expect((await text(phone, 'Stop', { OptOutType: 'STOP' })).text).not.toContain('<Message>');
    expect(await optOuts(customerId)).toEqual(['sms']);
  });

  test('STOP is in force though the cases cannot be told', async () => {
    const { customerId, phone } = await sent();
    tellFails = new DomainFailure('UpstreamUnavailable', 'Temporal does not answer');
    expect((await text(phone, 'STOP')).text).toContain('<Message>');
    expect(await optOuts(customerId)).toEqual(['sms']);
  });

  test('an import of the consent does not undo it', async () => {
    const { customerId, phone } = await sent();
    await text(phone, 'stop all');
    await bed.pool.query(`UPDATE consents SET granted = true WHERE customer_id = $1`, [customerId]);
    expect(await optOuts(customerId)).toEqual(['sms', 'voice']);
  });

  test.each([
    ['I already paid', { meaning: 'already-paid' }],
    ['周五还500', { meaning: 'pay-offer', amountMinor: 50_000, dueOn: '2026-11-06' }],
    ['can pay 120.50 tomorrow', { meaning: 'pay-offer', amountMinor: 12_050, dueOn: '2026-11-02' }],
    ['why?', { meaning: 'other' }],
  ])('%s: the case is told, and never that it is a promise', async (body, event) => {
    const { phone, loanId } = await sent();
    expect((await text(phone, body)).text).not.toContain('<Message>');
    expect(told).toMatchObject([{ loanId, event: { type: 'customer-reply', channel: 'sms', ...event } }]);
    expect(asked).toEqual([]);
  });

  test('is told again when the case could not be told: the provider is to repeat it', async () => {
    const { phone, loanId } = await sent();
    const fields = { MessageSid: `SMlater-${loanId}`, From: phone, Body: 'already paid' };
    tellFails = new DomainFailure('UpstreamUnavailable', 'Temporal does not answer');
    expect((await post('/webhooks/twilio/inbound', fields)).status).toBe(503);
    tellFails = undefined;
    expect((await post('/webhooks/twilio/inbound', fields)).status).toBe(200);
    expect(told).toMatchObject([{ loanId, event: { id: `reply:SMlater-${loanId}` } }]);
  });

  test('wrong number: it is not used again', async () => {
    const { phone, customerId } = await sent();
    await text(phone, 'wrong number');
    expect(
      await rows(`SELECT usable FROM contact_points WHERE customer_id = $1 AND kind = 'phone'`, customerId),
    ).toEqual([{ usable: false }]);
    expect(told).toMatchObject([{ event: { meaning: 'wrong-person' } }]);
  });

  test('from a number on file without its country code is the same customer’s', async () => {
    const { phone, customerId } = await sent();
    const national = phone.slice(3);
    await bed.pool.query(
      `UPDATE contact_points SET value_hash = $2 WHERE customer_id = $1 AND kind = 'phone'`,
      [customerId, bed.encryption.hash(national)],
    );
    await text(phone, 'TD');
    expect(await optOuts(customerId)).toEqual(['sms']);
  });

  test('from a number of nobody: kept, and nothing else', async () => {
    const answer = await text('+15005550006', 'STOP');
    expect([answer.status, answer.text.includes('<Message>'), told]).toEqual([200, false, []]);
  });

  test('is kept encrypted, and read by whoever is to answer it', async () => {
    const { phone } = await sent();
    await text(phone, 'my secret reason');
    const [row] = await rows(
      'SELECT message_id, body FROM inbound_messages ORDER BY at DESC, message_id DESC LIMIT 1',
    );
    const id = `SMin${count}`;
    expect(JSON.stringify(row)).not.toContain('secret');
    const response = await app.inject({ url: `/v1/customer-messages/${id}` });
    expect(response.json()).toMatchObject({ messageId: id, text: 'my secret reason', meaning: 'other' });
    expect((await app.inject({ url: '/v1/customer-messages/none' })).statusCode).toBe(404);
  });
});

describe('a call', () => {
  const voice = (contactId: string, step = '') => `/webhooks/twilio/voice/${contactId}${step}`;
  const CallSid = `CA${'1'.repeat(32)}`;

  test('says nothing of the debt before the customer has said who is there', async () => {
    const { contactId, customerId } = await sent({ channel: 'voice' });
    const { text: xml } = await post(voice(contactId), { CallSid, AnsweredBy: 'human' });
    expect(xml).toContain('Example Bank');
    expect(xml).toContain(customerId);
    expect(xml).toContain(`action="${PUBLIC_URL}/webhooks/twilio/voice/${contactId}/person"`);
    expect(xml).not.toMatch(/500|overdue/);
    const { text: script } = await post(voice(contactId, '/person'), { CallSid, Digits: '1' });
    expect(script).toContain('CNY 500.00 is overdue.');
    expect(script).toContain('To promise to pay CNY 500.00 by 2026-11-08, press 1.');
    expect(script).toContain('choice?amount=50000&amp;by=2026-11-08');
  });

  test.each([
    [
      'US',
      'machine_end_beep',
      'This is Example Bank. Please call Kim Lee at 1 4 1 5 5 5 5 0 1 9 9. Thank you.',
    ],
    ['CN', 'machine_end_beep', undefined],
    ['US', 'fax', 'This is Example Bank.'],
  ])('to a machine in %s, %s: %s', async (jurisdiction, AnsweredBy, words) => {
    const { contactId, customerId } = await sent({ channel: 'voice', jurisdiction });
    const { text: xml } = await post(voice(contactId), { CallSid, AnsweredBy });
    if (words === undefined) expect(xml).toContain('<Response><Hangup/></Response>');
    else expect(xml).toContain(words);
    expect(xml).not.toMatch(/overdue|500\.00|<Gather/);
    expect(xml).not.toContain(customerId);
  });

  test('1: the promise that was offered; asked twice it has one id', async () => {
    const { contactId, loanId } = await sent({ channel: 'voice' });
    const path = voice(contactId, '/choice?amount=50000&by=2026-11-08');
    expect((await post(path, { CallSid, Digits: '1' })).text).toContain(
      'you will pay CNY 500.00 by 2026-11-08',
    );
    await post(path, { CallSid, Digits: '1' });
    const event = {
      ...{ type: 'promise', id: `call:${contactId}`, by: 'customer' },
      instalments: [{ dueOn: '2026-11-08', amountMinor: 50_000 }],
    };
    expect(asked).toEqual([
      { loanId, event },
      { loanId, event },
    ]);
  });

  test('1, and the case refuses: somebody calls back', async () => {
    const { contactId, loanId } = await sent({ channel: 'voice' });
    askFails = new DomainFailure('Rejected.NoPromisesNow', 'not now');
    const path = voice(contactId, '/choice?amount=50000&by=2026-11-08');
    expect((await post(path, { CallSid, Digits: '1' })).text).toContain('A colleague will be in touch');
    expect(told).toMatchObject([{ loanId, event: { meaning: 'call-back' } }]);
  });

  test('2: a task to call back, or the agents’ number where there is one', async () => {
    const { contactId } = await sent({ channel: 'voice' });
    const path = voice(contactId, '/choice');
    expect((await post(path, { CallSid, Digits: '2' })).text).toContain('call you back');
    expect(told).toMatchObject([
      { event: { type: 'customer-reply', channel: 'voice', meaning: 'call-back' } },
    ]);
    const before = app;
    app = open({ ...CONFIG, voice: CONFIG.voice && { ...CONFIG.voice, agentNumber: '+14155550177' } });
    expect((await post(path, { CallSid, Digits: '2' })).text).toContain('>+14155550177</Dial>');
    await app.close();
    app = before;
  });

  test('9: no more calls', async () => {
    const { contactId, customerId } = await sent({ channel: 'voice' });
    expect((await post(voice(contactId, '/person'), { CallSid, Digits: '9' })).text).toContain(
      'not call you',
    );
    expect(await optOuts(customerId)).toEqual(['voice']);
  });

  test('2 at the beginning: somebody else; the number is not used again', async () => {
    const { contactId, customerId } = await sent({ channel: 'voice' });
    const { text: xml } = await post(voice(contactId, '/person'), { CallSid, Digits: '2' });
    expect(xml).not.toContain('overdue');
    expect(
      await rows(`SELECT usable FROM contact_points WHERE customer_id = $1 AND kind = 'phone'`, customerId),
    ).toEqual([{ usable: false }]);
  });

  test.each([
    ['completed', 'human', 'answered'],
    ['completed', 'unknown', 'answered'],
    ['completed', 'machine_end_silence', 'voicemail'],
    ['no-answer', undefined, 'no-answer'],
    ['busy', undefined, 'busy'],
    ['failed', undefined, 'not-connected'],
  ])('%s, answered by %s: the ledger counts it as %s', async (CallStatus, AnsweredBy, outcome) => {
    const { contactId, loanId } = await sent({ channel: 'voice' });
    const fields = { CallSid, CallStatus, ...(AnsweredBy !== undefined && { AnsweredBy }) };
    expect((await post(voice(contactId, '/status'), fields)).status).toBe(204);
    expect(await contactRow(contactId)).toMatchObject({ status: 'sent', outcome });
    expect(told).toMatchObject([{ loanId, event: { type: 'delivery-report', end: outcome } }]);
  });

  test('of no contact that is known is ended', async () => {
    expect((await post(voice('NOBODY-1.1'), { CallSid })).text).toContain('<Response><Hangup/></Response>');
  });
});

describe('the unsubscribe link', () => {
  const link = (contactId: ContactId) =>
    `/unsubscribe?t=${unsubscribeToken(contactId, (value) => bed.encryption.hash(value))}`;

  async function mailed() {
    const contact = await sent();
    await bed.pool.query(`UPDATE contacts SET channel = 'email' WHERE contact_id = $1`, [contact.contactId]);
    return contact;
  }

  test('opened: a page with one button, and nothing has changed', async () => {
    const { contactId, customerId } = await mailed();
    const response = await app.inject({ url: link(contactId) });
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body.match(/<button>/g)?.length).toBe(1);
    expect(response.body).toContain('退订');
    expect(await optOuts(customerId)).toEqual([]);
  });

  test.each([
    ['by the button', undefined, ''],
    ['by a mail program', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  ])('posted %s: the channel is ended, once', async (_name, type, payload) => {
    const { contactId, customerId, loanId } = await mailed();
    const request = {
      ...{ method: 'POST' as const, url: link(contactId), payload },
      headers: type === undefined ? {} : { 'content-type': type },
    };
    expect((await app.inject(request)).statusCode).toBe(200);
    expect((await app.inject(request)).statusCode).toBe(200);
    expect(await optOuts(customerId)).toEqual(['email']);
    expect(told).toMatchObject([
      { loanId, event: { channel: 'email', meaning: 'stop' } },
      { loanId, event: { id: told[0]?.event['id'] } },
    ]);
  });

  test.each(['', 'x', 'TDEtMS40.c2ln'])(
    'that was not made here (%s): 404, whatever the method',
    async (t) => {
      for (const method of ['GET', 'POST'] as const) {
        expect((await app.inject({ method, url: `/unsubscribe?t=${t}` })).statusCode).toBe(404);
      }
    },
  );
});
