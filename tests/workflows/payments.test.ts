import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../domain/calendar.ts';
import { caseWorkflowId } from '../../domain/ids.ts';
import { spread } from '../../domain/stable-hash.ts';
import { beijing } from '../domain/fixtures.ts';
import { bookPayment, minuteOf } from '../setup/case-records.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const inTheHour = (loanId: string, date: string, time: string) =>
  minuteOf(beijing(date, time) + spread(loanId, 60 * MINUTE_MS));

describe('a payment of everything', () => {
  test('by day: closes the case at once, thanks once, ends the workflow', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'CURE-1' }, 5);
    await cases.open(loanId);
    await cases.passUntil('2026-11-02', '11:30');
    const state = await cases.pay(loanId, 50_000, 'P-CURE-1');
    expect(state).toMatchObject({ stage: 'closed', closed: { reason: 'cured' }, arrearsMinor: 0 });
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });

    const contacts = await cases.contacts(loanId);
    expect(contacts.map(({ purpose, status, messages }) => [purpose, status, messages])).toEqual([
      ['collect', 'sent', 1],
      ['acknowledge', 'sent', 1],
    ]);
    expect(await cases.cases(loanId)).toMatchObject([{ stage: 'closed', closeReason: 'cured' }]);
  });

  test('by night: closes at once, thanks after 08:00', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'CURE-2' }, 1);
    await cases.open(loanId);
    await cases.passUntil('2026-11-01', '23:15');
    expect(await cases.pay(loanId, 50_000, 'P-CURE-2')).toMatchObject({ closed: { reason: 'cured' } });
    expect(await cases.contacts(loanId)).toEqual([]);
    await cases.passUntil('2026-11-02', '12:00');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await cases.contacts(loanId)).toMatchObject([
      { purpose: 'acknowledge', status: 'sent', at: inTheHour(loanId, '2026-11-02', '08:00') },
    ]);
  });

  test('that nobody announced: found in the books when the next step is due; nothing is asked for', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'CURE-3' }, 1);
    await cases.open(loanId);
    const paidAtMs = beijing('2026-11-02', '12:00');
    await bookPayment(cases.database.pool, { id: 'P-CURE-3', loanId, amountMinor: 50_000, paidAtMs });
    await cases.passUntil('2026-11-03', '12:00');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    const contacts = await cases.contacts(loanId);
    expect(contacts.map(({ purpose }) => purpose)).toEqual(['acknowledge']);
  });
});

describe('a partial payment', () => {
  test('gives three days of rest, then the ladder goes on from where it stood', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'PART-1' }, 1);
    await cases.open(loanId);
    await cases.passUntil('2026-11-03', '09:00');
    const state = await cases.pay(loanId, 20_000, 'P-PART-1');
    expect(state).toMatchObject({ arrearsMinor: 30_000, rung: 0, stage: 'reminder' });
    await cases.passUntil('2026-11-06', '09:00');
    expect(await cases.contacts(loanId)).toEqual([]);
    await cases.passUntil('2026-11-09', '12:00');
    // The first reminder was put off; the second is two days after it.
    expect((await cases.contacts(loanId)).map(({ rung, at }) => [rung, at])).toEqual([
      [0, inTheHour(loanId, '2026-11-06', '10:00')],
      [1, inTheHour(loanId, '2026-11-08', '10:00')],
    ]);
  });

  test('of the older of two instalments: days past due fall, the ladder waits for them', async () => {
    await cases.begin('2026-11-01', '12:00');
    const instalments = [
      { dueOn: '2026-10-01', amountMinor: 30_000 },
      { dueOn: '2026-10-30', amountMinor: 30_000 },
    ];
    const loanId = await cases.seed({ loanId: 'PART-2', instalments }, 31);
    expect(await cases.open(loanId)).toMatchObject({ arrearsMinor: 60_000, oldestDueOn: '2026-10-01' });
    expect(await cases.pay(loanId, 30_000, 'P-PART-2')).toMatchObject({
      arrearsMinor: 30_000,
      oldestDueOn: '2026-10-30',
    });
  });

  test('told twice, counted once', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'PART-3' }, 1);
    await cases.open(loanId);
    await cases.pay(loanId, 20_000, 'P-PART-3');
    const payment = {
      type: 'payment',
      id: 'P-PART-3',
      by: 'core',
      amountMinor: 20_000,
      paidAtMs: cases.now(),
    };
    await cases.client.tell(loanId, { ...payment, type: 'payment' });
    expect(await cases.state(loanId)).toMatchObject({ arrearsMinor: 30_000 });
    expect((await cases.types(loanId)).filter((type) => type === 'payment')).toHaveLength(1);
  });
});

describe('after the end', () => {
  test('overdue again: a new case of its own, -2, in a new run of the same workflow id', async () => {
    await cases.begin('2026-11-01', '12:00');
    const instalments = [
      { dueOn: '2026-10-25', amountMinor: 50_000 },
      { dueOn: '2026-11-25', amountMinor: 50_000 },
    ];
    const loanId = await cases.seed({ loanId: 'AGAIN-1', instalments }, 7);
    await cases.open(loanId);
    await cases.pay(loanId, 50_000, 'P-AGAIN-1');
    await cases.result(loanId);
    await cases.passUntil('2026-11-28', '12:00');
    expect(await cases.open(loanId, 'overdue-again')).toMatchObject({
      caseId: 'AGAIN-1-2',
      arrearsMinor: 50_000,
    });
    expect(await cases.cases(loanId)).toMatchObject([
      { caseId: 'AGAIN-1-1', closeReason: 'cured' },
      { caseId: 'AGAIN-1-2', closeReason: null, stage: 'reminder' },
    ]);
    expect((await cases.describe(loanId)).workflowId).toBe(caseWorkflowId(loanId));
  });

  test('overdue again while the thanks still wait for the morning: the new case follows the old one', async () => {
    await cases.begin('2026-11-24', '12:00');
    const instalments = [
      { dueOn: '2026-10-25', amountMinor: 50_000 },
      { dueOn: '2026-11-24', amountMinor: 50_000 },
    ];
    const loanId = await cases.seed({ loanId: 'AGAIN-2', instalments }, 30);
    await cases.open(loanId);
    await cases.passUntil('2026-11-24', '23:00');
    await cases.pay(loanId, 50_000, 'P-AGAIN-2');
    await cases.passUntil('2026-11-25', '00:30');
    await cases.client.reportOverdue(loanId, { type: 'overdue', id: 'overdue-again', by: 'core' });
    await cases.passUntil('2026-11-25', '12:00');
    expect(await cases.state(loanId)).toMatchObject({ caseId: 'AGAIN-2-2' });
    expect((await cases.contacts(loanId)).map(({ caseId, purpose }) => [caseId, purpose])).toContainEqual([
      'AGAIN-2-1',
      'acknowledge',
    ]);
    expect(await cases.cases(loanId)).toMatchObject([{ closeReason: 'cured' }, { closeReason: null }]);
  });

  test('reported overdue but nothing is: no case, the workflow ends', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'NONE-1' }, -5);
    await cases.client.reportOverdue(loanId, { type: 'overdue', id: 'overdue-none', by: 'core' });
    expect(await cases.result(loanId)).toEqual({ closed: 'not-delinquent' });
    expect(await cases.cases(loanId)).toEqual([]);
  });

  test('a payment to a loan without a case is no error', async () => {
    await cases.begin('2026-11-01', '12:00');
    const paidAtMs = cases.now();
    const known = await cases.client.tell('NOBODY' as never, {
      ...{ type: 'payment', id: 'P-NOBODY', by: 'core', amountMinor: 1, paidAtMs },
    });
    expect(known).toBe(false);
  });
});
