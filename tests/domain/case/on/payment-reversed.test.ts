import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent, CaseEventOf } from '../../../../domain/case/events.ts';
import { closeCase } from '../../../../domain/case/settle-books.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import {
  beijing,
  caseContext,
  caseFacts,
  caseState,
  NOW,
  promisedState,
  type FactChanges,
} from '../../fixtures.ts';

const PAID = beijing('2026-11-02', '15:00');
const because = {
  paymentId: 'P1',
  amountMinor: 20_000,
  paidAtMs: PAID,
  reversedAtMs: PAID + DAY_MS,
  reason: 'AM04 insufficient funds',
};
const returned: CaseEvent = { type: 'payment-reversed', id: 'reversal:P1', by: 'core', ...because };
const overdue: CaseEventOf<'overdue'> = { type: 'overdue', id: 'overdue:reversal:P1', by: 'core', because };
const there = { paidAtMs: PAID, amountMinor: 20_000 };
const back = { paidAtMs: PAID, amountMinor: -20_000 };
const OWED = { arrearsMinor: 50_000, oldestDueOn: '2026-10-30', daysPastDue: 2 };
const LESS = { ...OWED, arrearsMinor: 30_000 };

function decided(
  state: CaseState | null,
  events: CaseEvent[],
  { now = NOW, ...facts }: FactChanges & { now?: number } = {},
) {
  const decision = decide({
    ...{ state, events, now, strategy: cnRetail, scorer: expertScorer },
    facts: caseFacts(facts),
  });
  return { ...decision, types: decision.entries.map(({ type }) => type) };
}

describe('in an open case', () => {
  it('is recorded with its reason, and takes back the rest that the payment had bought', () => {
    const resting = caseState({ rest: { atMs: NOW + DAY_MS, why: 'rest after a payment' } });
    const result = transition(resting, returned, caseContext());
    expect(result).toMatchObject({
      effects: {
        entries: [
          { type: 'payment-reversed', why: 'AM04 insufficient funds: CNY 500.00 is overdue', data: because },
        ],
      },
    });
    expect('state' in result && result.state.rest).toBeUndefined();
  });

  it('arrears come back, and the ladder goes on where a loan that late stands', () => {
    // 95 days late and at the legal notice, moved back to the call of day 25 by a payment.
    const moved = caseState({ oldestDueOn: '2026-10-14', rung: 3, arrearsMinor: 30_000, paidMinor: 20_000 });
    const { state, entries } = decided(moved, [returned], {
      delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-07-29' },
      paidMinor: 0,
    });
    expect(state).toMatchObject({ arrearsMinor: 50_000, rung: 5 });
    expect(entries.find(({ type }) => type === 'replanned')).toMatchObject({
      data: { fromRung: 3, toRung: 5 },
    });
  });

  const kept = decided(promisedState([{ dueOn: '2026-11-10', amountMinor: 20_000 }]), [], {
    ...{ payments: [there], paidMinor: 20_000, delinquency: LESS, now: PAID },
  });
  const after = (day: string, ...payments: { paidAtMs: number; amountMinor: number }[]) =>
    decided(kept.state, [returned], {
      payments: [there, back, ...payments],
      paidMinor: payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      delinquency: OWED,
      now: beijing(day, '12:00'),
    });

  it('a promise that it had kept is open again until its date', () => {
    expect(kept.state).toMatchObject({ keptPromises: 1, holds: [] });
    const { state, entries, instruction } = after('2026-11-04');
    expect(state).toMatchObject({
      keptPromises: 0,
      brokenPromises: 0,
      promise: { id: 'promise-1', paidMinor: 0 },
      holds: [{ kind: 'promise', untilMs: beijing('2026-11-13', '00:00'), owner: 'collector-1' }],
    });
    expect(state?.lastPromise).toBeUndefined();
    expect(entries.find(({ type }) => type === 'promise-judged-again')).toMatchObject({
      data: { was: 'kept', outcome: 'open' },
    });
    expect(instruction).toMatchObject({ kind: 'wait', step: 'reminder of the promise to pay' });
  });

  it('after its date it is broken', () => {
    const { state, types } = after('2026-11-20');
    expect(state).toMatchObject({ keptPromises: 0, brokenPromises: 1, lastPromise: { outcome: 'broken' } });
    expect(types).toContain('promise-judged-again');
  });

  it('it stays kept when another payment made by its date is enough', () => {
    const { state, types } = after('2026-11-20', {
      paidAtMs: beijing('2026-11-09', '12:00'),
      amountMinor: 20_000,
    });
    expect(state).toMatchObject({ keptPromises: 1, brokenPromises: 0 });
    expect(types).not.toContain('promise-judged-again');
  });

  it('what was paid towards the promise after it does not count for it as well', () => {
    const second = decided(
      kept.state,
      [
        {
          ...{ type: 'promise', id: 'promise-2', by: 'collector-1' },
          instalments: [{ dueOn: '2026-11-20', amountMinor: 30_000 }],
        },
      ],
      { payments: [there], paidMinor: 20_000, delinquency: LESS, now: beijing('2026-11-05', '12:00') },
    );
    const { state, entries } = decided(second.state, [returned], {
      payments: [there, back, { paidAtMs: beijing('2026-11-09', '12:00'), amountMinor: 20_000 }],
      ...{ paidMinor: 20_000, delinquency: OWED, now: beijing('2026-11-09', '13:00') },
    });
    expect(state).toMatchObject({ keptPromises: 0, promise: { id: 'promise-2', paidMinor: 20_000 } });
    expect(entries.find(({ type }) => type === 'promise-judged-again')).toMatchObject({
      data: { promiseId: 'promise-1', outcome: 'replaced' },
    });
  });
});

describe('after the case had closed as cured', () => {
  const cured = closeCase(
    caseState({ brokenPromises: 1, keptPromises: 1, arrearsMinor: 0, oldestDueOn: null }),
    'cured',
    PAID,
  );

  it('and before the thanks: they are not said any more', () => {
    const { instruction, state, contact } = decided({ ...cured, thanksDue: true }, [returned], {
      delinquency: OWED,
    });
    expect(instruction).toMatchObject({ kind: 'close', reason: 'cured' });
    expect([state?.thanksDue, contact]).toEqual([undefined, undefined]);
  });

  it('opens a case that is linked to it, goes on with its record, and says why', () => {
    const { state, entries } = decided(null, [overdue], {
      previous: cured,
      casesSoFar: 1,
      now: PAID + DAY_MS,
    });
    expect(state).toMatchObject({
      caseId: 'L000001-2',
      reopens: 'L000001-1',
      brokenPromises: 1,
      keptPromises: 1,
    });
    expect(entries[0]).toMatchObject({
      type: 'opened',
      data: { reopens: 'L000001-1', reversedPaymentId: 'P1' },
    });
    expect(entries[0]?.why).toMatch(
      /^opened again: the payment of CNY 200.00 of 2026-11-02 was taken back \(AM04 insufficient funds\); /,
    );
  });

  it('a promise that it had kept there is judged again here', () => {
    const keeping = decided(promisedState([{ dueOn: '2026-11-10', amountMinor: 20_000 }]), [], {
      ...{ payments: [there], paidMinor: 20_000, now: PAID },
      delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 },
    });
    expect(keeping.state).toMatchObject({ closed: { reason: 'cured' }, keptPromises: 1 });
    const open = (now: number) =>
      decided(null, [overdue], { payments: [there, back], previous: keeping.state, casesSoFar: 1, now })
        .state;
    expect(open(PAID + DAY_MS)).toMatchObject({ keptPromises: 0, promise: { id: 'promise-1' } });
    expect(open(PAID + 20 * DAY_MS)).toMatchObject({ keptPromises: 0, brokenPromises: 1 });
  });

  it.each(['sold', 'settled', 'written-off', 'restructured', 'recalled'] as const)(
    'it does not undo a decision: a case that was %s stays closed',
    (reason) => {
      const { state, instruction } = decided(null, [overdue], {
        previous: closeCase(caseState(), reason, PAID),
        casesSoFar: 1,
      });
      expect([state, instruction.kind]).toEqual([null, 'close']);
    },
  );

  it('a payment that was made after the case had closed says why, and goes on with nothing', () => {
    const earlier = { ...cured, closed: { reason: 'cured' as const, atMs: PAID - DAY_MS } };
    const { state, entries } = decided(null, [overdue], { previous: earlier, casesSoFar: 1 });
    expect(state).toMatchObject({ caseId: 'L000001-2', brokenPromises: 0 });
    expect(state?.reopens).toBeUndefined();
    expect(entries[0]?.why).toContain('was taken back');
  });

  it('nothing is opened when nothing is overdue without the payment', () => {
    const delinquency = { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 };
    expect(decided(null, [overdue], { previous: cured, delinquency }).state).toBeNull();
  });
});

it('an open case is told by the event of its own, not twice', () => {
  const { types, answers } = decided(caseState(), [returned, overdue], { delinquency: OWED });
  expect(types).toEqual(['payment-reversed']);
  expect(answers).toEqual([
    { id: 'reversal:P1', accepted: true },
    { id: 'overdue:reversal:P1', accepted: true },
  ]);
});
