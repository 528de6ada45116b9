import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../activities/channels/ports.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { bookPayment, contactsOf } from '../setup/case-records.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const crash = () => Promise.reject(new Error('the worker was killed here'));

/** @returns status and messages of the loan's contacts */
const ledger = async (loanId: LoanId) =>
  (await contactsOf(bed.pool, loanId)).map(({ channel, status, messages }) => [channel, status, messages]);

async function reserve(id: string) {
  const loanId = await bed.seed({ loanId: id });
  return { loanId, ...(await bed.reserve(loanId)) };
}

describe('a delivery', () => {
  test('sends what the script says to the number on file, and records it', async () => {
    const { loanId, contact } = await reserve('SEND-1');
    const sent: OutgoingMessage[] = [];
    const result = await bed
      .activities({
        deliver: async (message) => {
          sent.push(message);
          return bed.sandbox.deliver(message);
        },
      })
      .deliver(contact);
    expect(sent).toMatchObject([{ contactId: contact.contactId, channel: 'sms', language: 'en' }]);
    expect(bed.encryption.decrypt(sent[0]?.address ?? '')).toBe('+86 C-SEND-1');
    expect(sent[0]?.body).toContain('CNY 500.00');
    expect(result.state).toMatchObject({ rung: 1, sequence: 3 });
    expect(result.instruction).toMatchObject({ kind: 'wait' });
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });

  test('run twice: one message, the same answer', async () => {
    const { loanId, contact } = await reserve('TWICE-1');
    const first = await bed.activities().deliver(contact);
    bed.nowMs += 60_000;
    expect(await bed.activities().deliver(contact)).toEqual(first);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
    expect(await bed.count('case_decisions', loanId)).toBe(3);
  });

  test('run twice at once: one message, one decision', async () => {
    const { loanId, contact } = await reserve('ATONCE-1');
    const both = await Promise.all([bed.activities().deliver(contact), bed.activities().deliver(contact)]);
    expect(both[0]).toEqual(both[1]);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
    expect(await bed.count('case_decisions', loanId)).toBe(3);
  });

  test('of a contact that is not in the ledger: NotFound', async () => {
    const { contact } = await reserve('MISSING-1');
    const wrong = { ...contact, contactId: 'MISSING-1-1.99' as never };
    await expect(bed.activities().deliver(wrong)).rejects.toMatchObject({ type: 'NotFound' });
  });
});

describe('a crash', () => {
  test('after the reservation: the retry sends', async () => {
    const { loanId, contact } = await reserve('CRASH-1');
    expect(await ledger(loanId)).toEqual([['sms', 'reserved', 0]]);
    await bed.activities().deliver(contact);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });

  test('before the message was handed over: the retry asks, then sends', async () => {
    const { loanId, contact } = await reserve('CRASH-2');
    await expect(bed.activities({ deliver: crash }).deliver(contact)).rejects.toThrow();
    expect(await ledger(loanId)).toEqual([['sms', 'sending', 0]]);
    await bed.activities().deliver(contact);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });

  test('after it was handed over, before that was recorded: the retry asks and records', async () => {
    const { loanId, contact } = await reserve('CRASH-3');
    const thenCrash = async (message: OutgoingMessage) => {
      await bed.sandbox.deliver(message);
      return crash();
    };
    await expect(bed.activities({ deliver: thenCrash }).deliver(contact)).rejects.toThrow();
    expect(await ledger(loanId)).toEqual([['sms', 'sending', 1]]);
    const never = () => Promise.reject(new Error('it was sent a second time'));
    await bed.activities({ deliver: never }).deliver(contact);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });

  test('and the channel cannot tell: unknown, never sent again', async () => {
    const { loanId, contact } = await reserve('CRASH-4');
    let handedOver = 0;
    const channel = {
      deliver: () => {
        handedOver += 1;
        return crash();
      },
      lookUp: () => Promise.resolve('unknown' as const),
    };
    await expect(bed.activities(channel).deliver(contact)).rejects.toThrow();
    const result = await bed.activities(channel).deliver(contact);
    expect(await bed.activities(channel).deliver(contact)).toEqual(result);
    expect(handedOver).toBe(1);
    expect(result.state).toMatchObject({ rung: 1 });
    expect(await ledger(loanId)).toEqual([['sms', 'unknown', 0]]);
  });

  test('after it was recorded, before the answer arrived: the retry gets the answer', async () => {
    const { loanId, contact } = await reserve('CRASH-5');
    const lost = await bed.activities().deliver(contact);
    const never = () => Promise.reject(new Error('it was sent a second time'));
    expect(await bed.activities({ deliver: never }).deliver(contact)).toEqual(lost);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });
});

describe('giving up', () => {
  test('what may have left is unknown, and the case goes on', async () => {
    const { loanId, contact } = await reserve('GIVEUP-1');
    await expect(bed.activities({ deliver: crash }).deliver(contact)).rejects.toThrow();
    const result = await bed.activities().abandonDelivery(contact);
    expect(result.state).toMatchObject({ rung: 1 });
    expect(await ledger(loanId)).toEqual([['sms', 'unknown', 0]]);
    expect(await bed.activities().abandonDelivery(contact)).toEqual(result);
  });

  test('what was sent meanwhile stays sent', async () => {
    const { loanId, contact } = await reserve('GIVEUP-2');
    const sent = await bed.activities().deliver(contact);
    expect(await bed.activities().abandonDelivery(contact)).toEqual(sent);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });
});

describe('between reservation and delivery', () => {
  test('a payment: superseded, nothing is sent', async () => {
    const { loanId, contact } = await reserve('PAID-1');
    await bookPayment(bed.pool, { id: 'PAID-1-P', loanId, amountMinor: 50_000, paidAtMs: bed.nowMs });
    const never = () => Promise.reject(new Error('it was sent'));
    const result = await bed.activities({ deliver: never }).deliver(contact);
    const [asked] = await contactsOf(bed.pool, loanId);
    expect(asked).toMatchObject({ status: 'superseded', messages: 0 });
    expect(result.state).toMatchObject({ closed: { reason: 'cured' } });
    expect(result.instruction).toMatchObject({ kind: 'deliver', summary: 'thank-you for the payment' });
  });

  test('the hours of contact end: too late, not sent, put off until they open', async () => {
    const { loanId, contact } = await reserve('LATE-1');
    bed.nowMs = beijing('2026-11-01', '22:05');
    const never = () => Promise.reject(new Error('it was sent'));
    const result = await bed.activities({ deliver: never }).deliver(contact);
    expect(await ledger(loanId)).toEqual([['sms', 'too-late', 0]]);
    expect(result.state).toMatchObject({ rung: 0 });
    expect(result.instruction).toMatchObject({ kind: 'wait' });
  });

  test('the number on file becomes unusable: that channel has failed, the next one is tried', async () => {
    const { loanId, contact } = await reserve('NUMBER-1');
    await bed.pool.query(
      `UPDATE contact_points SET usable = false WHERE customer_id = 'C-NUMBER-1' AND kind = 'phone'`,
    );
    const result = await bed.activities().deliver(contact);
    expect((await ledger(loanId))[0]).toEqual(['sms', 'failed', 0]);
    expect(result.instruction).toMatchObject({ kind: 'deliver', channel: 'email' });
  });
});
