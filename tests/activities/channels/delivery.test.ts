import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../../activities/channels/ports.ts';
import { ContactPointRepository } from '../../../db/contact-point-repository.ts';
import { beginSending } from '../../../db/delivery-repository.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { rateLimited, upstreamUnavailable } from '../../../domain/failures.ts';
import type { LoanId } from '../../../domain/ids.ts';
import { contactsOf } from '../../setup/case-records.ts';
import { ActivityBed } from '../bed.ts';

/** What becomes of a contact by what its channel says. */

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const ledger = async (loanId: LoanId) =>
  (await contactsOf(bed.pool, loanId)).map(({ channel, status, messages }) => [channel, status, messages]);

async function reserve(id: string) {
  const loanId = await bed.seed({ loanId: id });
  return { loanId, ...(await bed.reserve(loanId)) };
}

const neverAsked = () => Promise.reject(new Error('it was asked for what nobody has taken'));

describe('a channel that has taken nothing', () => {
  test.each([
    ['BUSY-1', () => rateLimited('slower', { retryAfterMs: 7_000 }), '7s'],
    ['DOWN-1', () => upstreamUnavailable('down'), undefined],
  ])('%s: the contact is as before, and is sent when it can', async (id, failure, delay) => {
    const { loanId, contact } = await reserve(id);
    const refused = bed.activities({ deliver: () => Promise.reject(failure()), lookUp: neverAsked });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const error: unknown = await refused.deliver(contact).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ type: failure().type, nonRetryable: false });
      expect((error as { nextRetryDelay?: unknown }).nextRetryDelay).toBe(delay && 7_000);
      expect(await ledger(loanId)).toEqual([['sms', 'reserved', 0]]);
    }
    await bed.activities({ lookUp: neverAsked }).deliver(contact);
    expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
  });

  test('for too long: failed, so that the next channel is tried, and never sent after that', async () => {
    const { loanId, contact } = await reserve('DOWN-2');
    const down = bed.activities({ deliver: () => Promise.reject(upstreamUnavailable('down')) });
    await expect(down.deliver(contact)).rejects.toThrow();
    const result = await bed.activities().abandonDelivery(contact);
    const [given] = await contactsOf(bed.pool, loanId);
    expect(given).toMatchObject({ status: 'failed', detail: 'the channel took no messages for too long' });
    expect(await bed.activities().deliver(contact)).toEqual(result);
    expect(await ledger(loanId)).toEqual([
      ['sms', 'failed', 0],
      ['email', 'reserved', 0],
    ]);
  });

  test('an attempt that comes late does not take back what was concluded meanwhile', async () => {
    const { loanId, contact } = await reserve('LATE-1');
    let release: (error: Error) => void = () => undefined;
    const hanging = new Promise<never>((_resolve, reject) => (release = reject));
    let handedOver: () => void = () => undefined;
    const offered = new Promise<void>((resolve) => (handedOver = resolve));
    const late = bed
      .activities({ deliver: () => (handedOver(), hanging) })
      .deliver(contact)
      .catch((error: unknown) => error);
    await offered;
    await bed.activities({ lookUp: () => Promise.resolve('unknown') }).deliver(contact);
    release(upstreamUnavailable('down'));
    await late;
    expect(await ledger(loanId)).toEqual([['sms', 'unknown', 0]]);
  });
});

test('an address that reaches nobody is not used again', async () => {
  const { loanId, contact } = await reserve('GONE-1');
  const gone = { outcome: 'failed', detail: 'no such number', effect: 'unusable' } as const;
  await bed.activities({ deliver: () => Promise.resolve(gone) }).deliver(contact);
  const { rows } = await bed.pool.query(
    `SELECT kind, usable FROM contact_points WHERE customer_id = 'C-GONE-1' ORDER BY kind`,
  );
  expect(rows).toContainEqual({ kind: 'phone', usable: false });
  expect(rows).not.toContainEqual({ kind: 'email', usable: false });
  expect((await ledger(loanId))[0]).toEqual(['sms', 'failed', 0]);
});

describe('addresses that customers give', () => {
  const points = () => new ContactPointRepository(bed.pool, bed.encryption);
  const pushOf = async (customerId: string) => {
    const { rows } = await bed.pool.query<{ value: string; usable: boolean; granted: boolean }>(
      `SELECT value, usable, (SELECT granted FROM consents c WHERE c.customer_id = $1 AND channel = 'push') AS granted
       FROM contact_points WHERE customer_id = $1 AND kind = 'push'`,
      [customerId],
    );
    return rows.map(({ value, ...row }) => ({ ...row, address: bed.encryption.decrypt(value) }));
  };

  test('a push subscription is one, however often it is reported, and consent with it', async () => {
    await bed.seed({ loanId: 'PUSH-1' });
    const [customerId, address] = ['C-PUSH-1', '{"type":"app","token":"T-1"}'];
    const id = await points().subscribe(customerId, address);
    await bed.pool.query(`UPDATE contact_points SET usable = false WHERE customer_id = $1`, [customerId]);
    expect(await points().subscribe(customerId, address)).toBe(id);
    expect(await pushOf(customerId)).toEqual([{ address, usable: true, granted: true }]);
    const second = await points().subscribe(customerId, '{"type":"app","token":"T-2"}');
    expect(await points().unsubscribe(customerId, id ?? '')).toBe(true);
    expect(await points().unsubscribe(customerId, id ?? '')).toBe(false);
    expect(await pushOf(customerId)).toMatchObject([{ granted: true }]);
    await points().unsubscribe(customerId, second ?? '');
    const { rows } = await bed.pool.query(
      `SELECT granted FROM consents WHERE customer_id = $1 AND channel = 'push'`,
      [customerId],
    );
    expect(rows).toEqual([{ granted: false }]);
    expect(await points().subscribe('C-NOBODY', address)).toBeUndefined();
  });

  test('a push message goes there, a letter to the postal address, and without one by customer number', async () => {
    const { loanId, state, contact } = await reserve('WHERE-1');
    const customerId = 'C-WHERE-1';
    const sent: OutgoingMessage[] = [];
    const channel = {
      deliver: (message: OutgoingMessage) => {
        sent.push(message);
        return Promise.reject(upstreamUnavailable('not now'));
      },
    };
    const sendBy = async (by: string) => {
      const script = by === 'letter' ? 'formal-demand' : 'reminder-soft';
      await bed.pool.query('UPDATE contacts SET channel = $2, script = $3 WHERE contact_id = $1', [
        ...[contact.contactId, by, script],
      ]);
      await expect(bed.activities(channel).deliver(contact)).rejects.toThrow('not now');
      return bed.encryption.decrypt(sent.at(-1)?.address ?? '');
    };
    await points().subscribe(customerId, '{"type":"app","token":"T-9"}');
    expect(await sendBy('push')).toBe('{"type":"app","token":"T-9"}');
    expect(await sendBy('letter')).toBe(`customer ${customerId}`);
    await bed.pool.query('UPDATE customers SET post_returned = true WHERE customer_id = $1', [customerId]);
    expect(await points().savePostalAddress(customerId, ['1 High Street', 'London'])).toBe(true);
    await points().savePostalAddress(customerId, ['2 High Street', 'London']);
    expect(await sendBy('letter')).toBe('2 High Street\nLondon');
    expect(sent.at(-1)?.post).toMatchObject({ customerId, reference: state.caseId });
    expect(sent[0]?.post).toBeUndefined();
    const { rows } = await bed.pool.query('SELECT post_returned FROM customers WHERE customer_id = $1', [
      customerId,
    ]);
    expect(rows).toEqual([{ post_returned: false }]);
    expect(await ledger(loanId)).toEqual([['letter', 'reserved', 0]]);
  });

  test('of a contact that is not there nothing is begun', async () => {
    const none = { contactId: 'NONE-1.1', reservedAtMs: bed.nowMs, sequence: 1 };
    expect(await inTransaction(bed.pool, (tx) => beginSending(tx, none, bed.nowMs))).toBeUndefined();
  });
});
