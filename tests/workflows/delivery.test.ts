import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelAdapter } from '../../activities/channels/ports.ts';
import type { LoanId } from '../../domain/ids.ts';
import { bookPayment } from '../setup/case-records.ts';
import { activitiesOf } from '../setup/history.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

/** A low-risk case at noon of 1 November, one day late: an SMS on the 3rd, an e-mail on the 7th. */
async function openCase(id: string): Promise<LoanId> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, 1);
  await cases.open(loanId);
  return loanId;
}

const ledger = async (loanId: LoanId) =>
  (await cases.contacts(loanId)).map(({ rung, channel, status, messages }) => [
    ...[rung, channel, status, messages],
  ]);

/** The sandbox with changes; `sent` are the contacts that were handed over. */
function channelThat(changes: Partial<ChannelAdapter>, only: 'sms' | 'all' = 'sms') {
  const adapter: ChannelAdapter = { ...cases.sandbox, ...changes };
  cases.channels = (channel) => (only === 'all' || channel === 'sms' ? adapter : cases.sandbox);
}

describe('a channel that refuses', () => {
  test('the next channel of the rung takes over at once, the rung counts once', async () => {
    const loanId = await openCase('REFUSE-1');
    channelThat({ deliver: () => Promise.resolve({ outcome: 'failed', detail: 'number not in use' }) });
    await cases.passUntil('2026-11-03', '12:00');
    expect(await ledger(loanId)).toEqual([
      [0, 'sms', 'failed', 0],
      [0, 'email', 'sent', 1],
    ]);
    const [failed] = await cases.contacts(loanId);
    expect(failed?.detail).toBe('number not in use');
    expect(await cases.state(loanId)).toMatchObject({ rung: 1, fallback: 0 });
  });

  test('every channel: the rung is over, the next one comes on its day', async () => {
    const loanId = await openCase('REFUSE-2');
    channelThat(
      { deliver: () => Promise.resolve({ outcome: 'failed', detail: 'provider is closed' }) },
      'all',
    );
    await cases.passUntil('2026-11-06', '12:00');
    expect(await ledger(loanId)).toEqual([
      [0, 'sms', 'failed', 0],
      [0, 'email', 'failed', 0],
    ]);
    cases.channels = undefined;
    await cases.passUntil('2026-11-07', '12:00');
    expect((await ledger(loanId)).at(-1)).toEqual([1, 'email', 'sent', 1]);
  });

  test('without consent for the first channel the second is used', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'CONSENT-1', consents: ['email'] }, 1);
    await cases.open(loanId);
    await cases.passUntil('2026-11-03', '12:00');
    expect(await ledger(loanId)).toEqual([[0, 'email', 'sent', 1]]);
    expect(await cases.types(loanId)).toContain('contact-denied');
  });
});

describe('a channel whose answer is lost', () => {
  test('and cannot say what became of it: unknown, never sent again, the ladder goes on', async () => {
    const loanId = await openCase('LOST-1');
    let handedOver = 0;
    channelThat({
      deliver: () => {
        handedOver += 1;
        return Promise.reject(new Error('connection reset'));
      },
      lookUp: () => Promise.resolve('unknown'),
    });
    await cases.passUntil('2026-11-07', '12:00');
    expect(handedOver).toBe(1);
    expect(await ledger(loanId)).toEqual([
      [0, 'sms', 'unknown', 0],
      [1, 'email', 'sent', 1],
    ]);
  });

  test('and had arrived: recorded as sent, not sent again', async () => {
    const loanId = await openCase('LOST-2');
    let handedOver = 0;
    channelThat({
      deliver: async (message) => {
        handedOver += 1;
        await cases.sandbox.deliver(message);
        throw new Error('connection reset');
      },
    });
    await cases.passUntil('2026-11-03', '12:00');
    expect(handedOver).toBe(1);
    expect(await ledger(loanId)).toEqual([[0, 'sms', 'sent', 1]]);
  });

  test('and had certainly not arrived: sent with the second attempt', async () => {
    const loanId = await openCase('LOST-3');
    let attempts = 0;
    channelThat({
      deliver: async (message) => {
        attempts += 1;
        if (attempts === 1) throw new Error('connection refused');
        return cases.sandbox.deliver(message);
      },
    });
    await cases.passUntil('2026-11-03', '12:00');
    expect(attempts).toBe(2);
    expect(await ledger(loanId)).toEqual([[0, 'sms', 'sent', 1]]);
  });

  test('for half an hour: given up as unknown, and late success of it is not repeated', async () => {
    const loanId = await openCase('LOST-4');
    let attempts = 0;
    channelThat({
      deliver: () => {
        attempts += 1;
        return Promise.reject(new Error('connection refused'));
      },
    });
    await cases.passUntil('2026-11-03', '12:00');
    expect(attempts).toBeGreaterThan(10);
    expect(await ledger(loanId)).toEqual([[0, 'sms', 'unknown', 0]]);
    expect(activitiesOf(await cases.history(loanId))).toEqual([
      { type: 'takeStep', summary: 'SMS reminder 1, D+3' },
      { type: 'deliver', summary: 'SMS reminder 1, D+3' },
      { type: 'abandonDelivery', summary: 'give up: SMS reminder 1, D+3' },
    ]);
    expect(await cases.state(loanId)).toMatchObject({ rung: 1 });
  });
});

describe('a payment between the reservation of the fall-back and its delivery', () => {
  /** The first SMS fails; what is paid comes in before the e-mail instead of it leaves. */
  async function paidBeforeFallback(id: string, amountMinor: number): Promise<LoanId> {
    const loanId = await openCase(id);
    let failed = false;
    channelThat({
      deliver: (message) => {
        if (failed) return cases.sandbox.deliver(message);
        failed = true;
        return Promise.resolve({ outcome: 'failed', detail: 'number not in use' });
      },
    });
    let paid = false;
    cases.before.deliver = async () => {
      if (!paid) await bookPayment(cases.database.pool, payment(loanId, amountMinor));
      paid = true;
    };
    return loanId;
  }

  test('of everything: nothing is asked for, only thanks', async () => {
    const loanId = await paidBeforeFallback('SUPERSEDED-1', 50_000);
    await cases.passUntil('2026-11-03', '12:00');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await ledger(loanId)).toEqual([
      [0, 'sms', 'failed', 0],
      [0, 'email', 'superseded', 0],
      [null, 'sms', 'sent', 1],
    ]);
  });

  test('of a part: that message is not sent; the amount of the next one is right', async () => {
    const loanId = await paidBeforeFallback('SUPERSEDED-2', 20_000);
    await cases.passUntil('2026-11-08', '12:00');
    const [, superseded, sent] = await cases.contacts(loanId);
    expect(superseded).toMatchObject({ rung: 0, status: 'superseded', messages: 0 });
    expect(sent).toMatchObject({ rung: 0, status: 'sent', messages: 1 });
    const { rows } = await cases.database.pool.query<{ body: string }>(
      'SELECT body FROM sandbox_messages WHERE contact_id = $1',
      [sent?.contactId],
    );
    expect(rows[0]?.body).toContain('CNY 300.00');
  });

  const payment = (loanId: LoanId, amountMinor: number) => ({
    ...{ id: `P-${loanId}`, loanId, amountMinor, paidAtMs: cases.now() },
  });
});
