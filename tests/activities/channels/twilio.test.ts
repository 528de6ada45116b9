import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelAdapter } from '../../../activities/channels/ports.ts';
import { twilioClient } from '../../../activities/channels/twilio-client.ts';
import { twilioSms, type TwilioChannelDeps } from '../../../activities/channels/twilio-sms.ts';
import { twilioVoice } from '../../../activities/channels/twilio-voice.ts';
import { HandoverRepository } from '../../../db/handover-repository.ts';
import { OptOutRepository } from '../../../db/opt-out-repository.ts';
import type { LoanId } from '../../../domain/ids.ts';
import { contactsOf } from '../../setup/case-records.ts';
import { ACCOUNT, TwilioMock, isDescribed, type Fate } from '../../setup/twilio-mock.ts';
import { ActivityBed } from '../bed.ts';

const PUBLIC_URL = 'https://bank.example/arrears';
const SENDER = { messagingServiceSid: `MG${'a'.repeat(32)}` };
/** Of a server that does not answer; the product waits longer. */
const TIMEOUT_MS = 400;

describe.skipIf(!isDescribed)(
  `Twilio, by its own description${isDescribed ? '' : ' (SKIPPED: ../shared/data/twilio is not there)'}`,
  () => {
    let bed: ActivityBed;
    let mock: TwilioMock;
    let deps: TwilioChannelDeps;
    let sms: ChannelAdapter;
    let number = 0;

    beforeAll(async () => {
      bed = await ActivityBed.create();
      mock = await TwilioMock.start();
      const client = twilioClient({ ...ACCOUNT, baseUrl: mock.url, timeoutMs: TIMEOUT_MS });
      deps = {
        client: () => client,
        handovers: new HandoverRepository(bed.pool, bed.encryption),
        decrypt: (value) => bed.encryption.decrypt(value),
        publicUrl: PUBLIC_URL,
      };
      sms = twilioSms(deps, { sender: SENDER });
    });
    beforeEach(() => mock.clear());
    afterAll(async () => {
      await mock?.close();
      await bed?.close();
    });

    /** A case whose first reminder, an SMS, is reserved, for a customer with these numbers. */
    async function reserved(...numbers: string[]) {
      number += 1;
      const loanId = await bed.seed({ loanId: `TW-${number}` });
      await bed.pool.query(`DELETE FROM contact_points WHERE customer_id = $1 AND kind = 'phone'`, [
        `C-${loanId}`,
      ]);
      for (const [index, value] of (numbers.length > 0 ? numbers : [aNumber()]).entries()) {
        await bed.pool.query(
          `INSERT INTO contact_points (contact_point_id, customer_id, kind, value, value_hash) VALUES ($1, $2, 'phone', $3, $4)`,
          [
            `C-${loanId}:phone${index}`,
            `C-${loanId}`,
            bed.encryption.encrypt(value),
            bed.encryption.hash(value),
          ],
        );
      }
      return { loanId, ...(await bed.reserve(loanId)) };
    }

    const aNumber = () => `+861380013${String(8000 + number).padStart(4, '0')}`;

    const ledger = async (loanId: LoanId) =>
      (await contactsOf(bed.pool, loanId)).map(({ channel, status }) => `${channel} ${status}`);

    /** Delivers as a worker does, again and again until it ends, and not oftener than five times. */
    async function delivered(contact: Awaited<ReturnType<typeof reserved>>['contact'], channel = sms) {
      const failures: string[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) {
        try {
          return { result: await bed.activities(channel).deliver(contact), failures };
        } catch (error) {
          failures.push(`${(error as { type?: string }).type}`);
        }
      }
      throw new Error(`it does not end: ${failures.join(', ')}`);
    }

    test('takes an SMS: what the script says, to the number on file, with our id in the callback', async () => {
      const { loanId, contact } = await reserved('+8613800130001');
      await delivered(contact);
      expect(mock.faults).toEqual([]);
      expect(mock.accepted.map(({ fields }) => fields)).toEqual([
        {
          To: '+8613800130001',
          Body: expect.stringContaining('CNY 500.00') as string,
          MessagingServiceSid: SENDER.messagingServiceSid,
          StatusCallback: `${PUBLIC_URL}/webhooks/twilio/status?contact=${contact.contactId}`,
        },
      ]);
      const { rows } = await bed.pool.query('SELECT provider_ref FROM contacts WHERE loan_id = $1', [loanId]);
      expect(rows).toEqual([{ provider_ref: mock.accepted[0]?.sid }]);
      expect(await ledger(loanId)).toEqual(['sms sent']);
    });

    test.each<[string, Fate[], string[], string, number]>([
      [
        'is throttled, then takes it',
        [{ status: 429, code: 20429, retryAfter: '7' }],
        ['RateLimited'],
        'sms sent',
        1,
      ],
      [
        'fails by its own word, then takes it',
        [{ status: 500, code: 20500 }],
        ['UpstreamUnavailable'],
        'sms sent',
        1,
      ],
      [
        'is down by its own word, then takes it',
        [{ status: 503, code: 20503 }],
        ['UpstreamUnavailable'],
        'sms sent',
        1,
      ],
      [
        'does not know the account, then does',
        [{ status: 401, code: 20003 }],
        ['UpstreamUnavailable'],
        'sms sent',
        1,
      ],
      [
        'is behind a gateway that fails',
        [{ status: 502, page: '<h1>Bad Gateway</h1>' }],
        ['OutcomeUnknown'],
        'sms unknown',
        0,
      ],
      ['hangs without taking it', ['hang'], ['OutcomeUnknown'], 'sms unknown', 0],
      ['takes it and hangs', ['accept-then-hang'], ['OutcomeUnknown'], 'sms sent', 1],
      ['takes it and breaks the connection', ['accept-then-reset'], ['OutcomeUnknown'], 'sms sent', 1],
      ['breaks the connection', ['reset'], ['OutcomeUnknown'], 'sms unknown', 0],
    ])('%s: never two', async (_name, fates, failures, end, accepted) => {
      const { loanId, contact } = await reserved();
      mock.fates = [...fates];
      expect((await delivered(contact)).failures).toEqual(failures);
      expect(await ledger(loanId)).toEqual([end]);
      expect([mock.accepted.length, mock.faults]).toEqual([accepted, []]);
    });

    test('takes it, breaks the connection and does not show it yet: unknown, never sent again', async () => {
      const { loanId, contact } = await reserved();
      mock.fates = ['accept-then-reset'];
      mock.listed = false;
      await delivered(contact);
      await delivered(contact);
      expect(await ledger(loanId)).toEqual(['sms unknown']);
      expect([mock.accepted.length, mock.attempts]).toEqual([1, 1]);
    });

    test('throttles for a time: that long nothing is tried', async () => {
      const { contact } = await reserved();
      mock.fates = [{ status: 429, code: 20429, retryAfter: '7' }];
      await expect(bed.activities(sms).deliver(contact)).rejects.toMatchObject({ nextRetryDelay: 7000 });
      expect(mock.attempts).toBe(1);
    });

    test('is not there: nothing was sent, and it is tried again', async () => {
      const { loanId, contact } = await reserved();
      const nowhere = twilioClient({ ...ACCOUNT, baseUrl: 'http://127.0.0.1:9', timeoutMs: TIMEOUT_MS });
      const channel = twilioSms({ ...deps, client: () => nowhere }, { sender: SENDER });
      await expect(bed.activities(channel).deliver(contact)).rejects.toMatchObject({
        type: 'UpstreamUnavailable',
      });
      expect(await ledger(loanId)).toEqual(['sms reserved']);
      await delivered(contact);
      expect([mock.accepted.length, await ledger(loanId)]).toEqual([1, ['sms sent']]);
    });

    test('a worker that dies before it has asked: the retry sends', async () => {
      const { loanId, contact } = await reserved();
      const dies = { ...sms, deliver: () => Promise.reject(new Error('the worker was killed here')) };
      await expect(bed.activities(dies).deliver(contact)).rejects.toThrow('killed');
      await delivered(contact);
      expect([mock.accepted.length, await ledger(loanId)]).toEqual([1, ['sms sent']]);
    });

    test('a worker that dies after it was taken: the retry finds it', async () => {
      const { loanId, contact } = await reserved();
      const dies: ChannelAdapter = {
        ...sms,
        deliver: (message) => sms.deliver(message).then(() => Promise.reject(new Error('killed'))),
      };
      await expect(bed.activities(dies).deliver(contact)).rejects.toThrow('killed');
      await delivered(contact);
      expect([mock.accepted.length, await ledger(loanId)]).toEqual([1, ['sms sent']]);
    });

    test('the same words to the same number for another contact are not taken for this one', async () => {
      const shared = '+8613800139999';
      const first = await reserved(shared);
      await delivered(first.contact);
      const [taken] = mock.accepted;
      const second = await reserved(shared);
      await bed.pool.query(`UPDATE contacts SET customer_id = $2 WHERE contact_id = $1`, [
        first.contact.contactId,
        `C-${second.loanId}`,
      ]);
      mock.fates = ['reset'];
      const sent = sms.deliver({
        ...{ contactId: second.contact.contactId, channel: 'sms', language: 'en', subject: '', atMs: 0 },
        ...{ address: bed.encryption.encrypt(shared), body: taken?.fields['Body'] ?? '' },
      });
      await expect(sent).rejects.toMatchObject({ type: 'OutcomeUnknown' });
      expect(await sms.lookUp(second.contact.contactId)).toBe('unknown');
    });

    test('says that the number is not valid: it is not used again, the next one is', async () => {
      const { loanId, contact } = await reserved('+8613800130011', '+8613800130022');
      mock.fates = [{ status: 400, code: 21211 }];
      const { result } = await delivered(contact);
      expect(result.instruction).toMatchObject({ kind: 'deliver', channel: 'sms' });
      const { rows } = await bed.pool.query(
        'SELECT usable FROM contact_points WHERE customer_id = $1 AND kind = $2 ORDER BY contact_point_id',
        [`C-${loanId}`, 'phone'],
      );
      expect(rows).toEqual([{ usable: false }, { usable: true }]);
      if (result.instruction.kind !== 'deliver' || !result.state) throw new Error('nothing follows');
      const { contactId, reservedAtMs } = result.instruction;
      await delivered({ ...contact, contactId, reservedAtMs, sequence: result.state.sequence });
      expect(mock.accepted.map(({ fields }) => fields['To'])).toEqual(['+8613800130022']);
      expect(await ledger(loanId)).toEqual(['sms failed', 'sms sent']);
    });

    test('says so of the only number, and there is no e-mail: somebody looks for a way', async () => {
      const { loanId, contact } = await reserved('+8613800130033');
      await bed.pool.query(`DELETE FROM contact_points WHERE customer_id = $1 AND kind = 'email'`, [
        `C-${loanId}`,
      ]);
      mock.fates = [{ status: 400, code: 21211 }];
      await delivered(contact);
      const { rows } = await bed.pool.query(
        `SELECT kind FROM tasks WHERE case_id = $1 AND closed_at IS NULL`,
        [contact.caseId],
      );
      expect(rows).toContainEqual({ kind: 'find-address' });
    });

    test('says that the customer has told it to stop: an opt-out of SMS', async () => {
      const { loanId, contact } = await reserved();
      mock.fates = [{ status: 400, code: 21610 }];
      const { result } = await delivered(contact);
      expect(await ledger(loanId)).toContain('sms failed');
      expect(result.instruction).not.toMatchObject({ channel: 'sms' });
      const { rows } = await bed.pool.query(
        'SELECT channel, source, ended_at FROM opt_outs WHERE customer_id = $1',
        [`C-${loanId}`],
      );
      expect(rows).toEqual([{ channel: 'sms', source: 'told the provider', ended_at: null }]);
    });

    test('an opt-out that comes after the reservation: nothing is sent, and the gate lets no SMS through', async () => {
      const { loanId, contact } = await reserved();
      await new OptOutRepository(bed.pool).place(
        { customerId: `C-${loanId}`, channel: 'sms', contactPoint: '', source: 'a test' },
        contact.reservedAtMs + 1,
      );
      const { result } = await delivered(contact);
      expect(mock.attempts).toBe(0);
      expect(await ledger(loanId)).toContain('sms held');
      expect(result.instruction).not.toMatchObject({ channel: 'sms' });
    });

    test('says that the number takes no SMS: the next channel, and calls to it go on', async () => {
      const { loanId, contact } = await reserved();
      mock.fates = [{ status: 400, code: 21614 }];
      const { result } = await delivered(contact);
      expect(result.instruction).toMatchObject({ kind: 'deliver', channel: 'email' });
      const { rows } = await bed.pool.query(
        `SELECT usable FROM contact_points WHERE customer_id = $1 AND kind = 'phone'`,
        [`C-${loanId}`],
      );
      expect(rows).toEqual([{ usable: true }]);
    });

    test('calls: it asks the API what to say, once it knows who has answered', async () => {
      const voice = twilioVoice(deps, { from: '+14155550100', publicUrl: PUBLIC_URL });
      const { contact } = await reserved();
      const url = `${PUBLIC_URL}/webhooks/twilio/voice/${contact.contactId}`;
      const message = {
        ...{
          contactId: contact.contactId,
          channel: 'voice' as const,
          language: 'zh-CN',
          subject: '',
          atMs: 0,
        },
        ...{ address: bed.encryption.encrypt('+8613800130044'), body: '您好' },
      };
      expect(await voice.deliver(message)).toEqual({
        outcome: 'sent',
        providerRef: mock.accepted[0]?.sid,
      });
      expect(mock.faults).toEqual([]);
      expect(mock.accepted[0]?.fields).toMatchObject({
        ...{ To: '+8613800130044', From: '+14155550100', Url: url, MachineDetection: 'DetectMessageEnd' },
        StatusCallback: `${url}/status`,
      });
      expect(await deps.handovers.find(contact.contactId)).toMatchObject({ body: '您好', language: 'zh-CN' });
      mock.fates = ['accept-then-reset'];
      await expect(voice.deliver(message)).rejects.toMatchObject({ type: 'OutcomeUnknown' });
      expect(await voice.lookUp(contact.contactId)).toBe('sent');
    });

    test('a failure names no number and no token', async () => {
      const { contact } = await reserved('+8613800130055');
      mock.fates = ['reset'];
      const failure = await bed
        .activities(sms)
        .deliver(contact)
        .catch((error: unknown) => error);
      const told = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
      expect(told).not.toMatch(/13800130055|token-of-the-tests/);
    });
  },
);
