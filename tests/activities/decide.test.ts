import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseEvent } from '../../domain/case/events.ts';
import { createDatabase } from '../../db/client.ts';
import { bookPayment, timelineOf } from '../setup/case-records.ts';
import { ActivityBed, overdue, stateOf } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const promise: CaseEvent = {
  ...{ type: 'promise', id: 'promise-1', by: 'collector-1' },
  instalments: [{ dueOn: '2026-11-08', amountMinor: 50_000 }],
};
const payment: CaseEvent = {
  ...{ type: 'payment', id: 'payment-1', by: 'core', amountMinor: 20_000, paidAtMs: 0 },
};

describe('the same decision asked for again', () => {
  test('opening a case: one case, one answer', async () => {
    const loanId = await bed.seed({ loanId: 'OPEN-1' });
    const input = { loanId, state: null, events: [overdue(loanId)] };
    const first = await bed.activities().decide(input);
    bed.nowMs += 60_000;
    expect(await bed.activities().decide(input)).toEqual(first);
    expect(await bed.count('cases', loanId)).toBe(1);
    expect(await bed.count('case_decisions', loanId)).toBe(1);
    expect(await timelineOf(bed.pool, loanId)).toHaveLength(1);
  });

  test('a reservation: the same contact, once in the ledger', async () => {
    const loanId = await bed.seed({ loanId: 'RESERVE-1' });
    const opened = await bed.open(loanId);
    bed.nowMs += 3_600_000;
    const first = await bed.activities().decide({ loanId, state: opened, events: [] });
    bed.nowMs += 3_600_000;
    const second = await bed.activities().decide({ loanId, state: opened, events: [] });
    expect(second).toEqual(first);
    expect(second.instruction).toMatchObject({ kind: 'deliver', contactId: 'RESERVE-1-1.2' });
    expect(await bed.count('contacts', loanId)).toBe(1);
  });

  test('at once, by fifty: one decision, fifty equal answers', async () => {
    const loanId = await bed.seed({ loanId: 'FIFTY-1' });
    const state = await bed.open(loanId);
    const ask = () => bed.activities().decide({ loanId, state, events: [promise] });
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(await bed.count('case_decisions', loanId)).toBe(2);
    expect(await bed.count('case_events', loanId)).toBe(2);
  });
});

describe('more has come by the time it is asked again', () => {
  test('the answer is the first one; the newcomer is decided next; nothing lost, nothing doubled', async () => {
    const loanId = await bed.seed({ loanId: 'MORE-1' });
    const opened = await bed.open(loanId);
    // The answer of this one never arrives.
    const lost = await bed.activities().decide({ loanId, state: opened, events: [promise] });
    await bookPayment(bed.pool, { id: 'MORE-1-P', loanId, amountMinor: 20_000, paidAtMs: bed.nowMs });
    const retried = await bed.activities().decide({ loanId, state: opened, events: [promise, payment] });
    expect(retried).toEqual(lost);
    expect(retried.answers).toEqual([{ id: 'promise-1', accepted: true }]);

    const next = await bed.activities().decide({ loanId, state: retried.state, events: [payment] });
    expect(next.answers).toEqual([{ id: 'payment-1', accepted: true }]);
    expect(next.state).toMatchObject({ arrearsMinor: 30_000, promise: { id: 'promise-1' } });
    const types = (await timelineOf(bed.pool, loanId)).map(({ type }) => type);
    expect(types).toEqual(['opened', 'promise', 'payment']);
  });

  test('when a case is opened: the same', async () => {
    const loanId = await bed.seed({ loanId: 'MORE-2' });
    const lost = await bed.activities().decide({ loanId, state: null, events: [overdue(loanId)] });
    const retried = await bed
      .activities()
      .decide({ loanId, state: null, events: [overdue(loanId), promise] });
    expect(retried).toEqual(lost);
    const next = await bed.activities().decide({ loanId, state: retried.state, events: [promise] });
    expect(next.answers).toEqual([{ id: 'promise-1', accepted: true }]);
    expect(await bed.count('cases', loanId)).toBe(1);
  });

  test('an event that an earlier decision has handled is answered and does nothing', async () => {
    const loanId = await bed.seed({ loanId: 'AGAIN-1' });
    const opened = await bed.open(loanId);
    const promised = await bed.activities().decide({ loanId, state: opened, events: [promise] });
    const again = await bed
      .activities()
      .decide({ loanId, state: promised.state, events: [promise, payment] });
    expect(new Set(again.answers)).toEqual(
      new Set([
        { id: 'payment-1', accepted: true },
        { id: 'promise-1', accepted: true },
      ]),
    );
    const types = (await timelineOf(bed.pool, loanId)).map(({ type }) => type);
    expect(types).toEqual(['opened', 'promise', 'payment']);
  });

  test('what was refused stays refused on a retry, and is judged anew when asked anew', async () => {
    const loanId = await bed.seed({ loanId: 'REFUSED-1' });
    const opened = await bed.open(loanId);
    const late: CaseEvent = { ...promise, instalments: [{ dueOn: '2027-03-01', amountMinor: 50_000 }] };
    const refused = await bed.activities().decide({ loanId, state: opened, events: [late] });
    expect(refused.answers).toMatchObject([{ accepted: false, rejection: { rule: 'PromiseTooLate' } }]);
    expect(await bed.activities().decide({ loanId, state: opened, events: [late] })).toEqual(refused);
    const anew = await bed.activities().decide({ loanId, state: refused.state, events: [late] });
    expect(anew.answers).toMatchObject([{ accepted: false }]);
    expect(await timelineOf(bed.pool, loanId)).toHaveLength(1);
  });
});

describe('what cannot be decided', () => {
  test('a loan that nobody knows: NotFound, never repeated', async () => {
    const asked = bed
      .activities()
      .decide({ loanId: 'NOBODY' as never, state: null, events: [overdue('NOBODY')] });
    await expect(asked).rejects.toMatchObject({ type: 'NotFound', nonRetryable: true });
  });

  test('a loan without arrears: no case', async () => {
    const loanId = await bed.seed({ loanId: 'PAID-1' }, -10);
    const result = await bed.activities().decide({ loanId, state: null, events: [overdue(loanId)] });
    expect(result).toMatchObject({ state: null, instruction: { kind: 'close', reason: 'not-delinquent' } });
    expect(await bed.count('cases', loanId)).toBe(0);
  });

  test('no case and nothing that opens one: InvalidInput', async () => {
    const loanId = await bed.seed({ loanId: 'EARLY-1' });
    const asked = bed.activities().decide({ loanId, state: null, events: [payment] });
    await expect(asked).rejects.toMatchObject({ type: 'InvalidInput', nonRetryable: true });
  });

  test('PostgreSQL away: UpstreamUnavailable, to be repeated', async () => {
    const nowhere = createDatabase('postgres://nobody:none@127.0.0.1:1/none');
    const loanId = await bed.seed({ loanId: 'AWAY-1' });
    const asked = bed.activities({}, nowhere).decide({ loanId, state: null, events: [overdue(loanId)] });
    await expect(asked).rejects.toMatchObject({ type: 'UpstreamUnavailable', nonRetryable: false });
    await nowhere.close();
  });
});

test('decisions are numbered without a gap', async () => {
  const loanId = await bed.seed({ loanId: 'CHAIN-1' });
  let state = await bed.open(loanId);
  for (const id of ['a', 'b', 'c']) {
    const event: CaseEvent = { type: 'overdue', id, by: 'core' };
    state = stateOf(await bed.activities().decide({ loanId, state, events: [event] }));
  }
  expect(state.sequence).toBe(4);
  const { rows } = await bed.pool.query('SELECT sequence FROM cases WHERE loan_id = $1', [loanId]);
  expect(rows).toEqual([{ sequence: 4 }]);
});
