import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent, CaseEventOf } from '../../../../domain/case/events.ts';
import { LOAN_CHANGES, type LoanChange } from '../../../../domain/case/events/endings.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { caseContext, caseFacts, caseState, NOW, promisedState, type FactChanges } from '../../fixtures.ts';

const changed = (
  change: LoanChange,
  changes: Partial<CaseEventOf<'loan-change'>> = {},
): CaseEventOf<'loan-change'> => ({
  ...{
    type: 'loan-change',
    id: `c-${change}`,
    by: 'core',
    change,
    effectiveOn: '2026-11-01',
    reportedAtMs: NOW,
  },
  ...changes,
});

const GONE: FactChanges = { delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 } };

function decided(
  state: CaseState,
  events: CaseEvent[],
  { now = NOW, ...facts }: FactChanges & { now?: number } = {},
) {
  const decision = decide({
    ...{ state, events, now, strategy: cnRetail, scorer: expertScorer },
    facts: caseFacts(facts),
  });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state, types: decision.entries.map(({ type }) => type) };
}

describe.each(LOAN_CHANGES)('a loan that is %s', (change) => {
  it('with nothing overdue any more ends the case by that name, without thanks', () => {
    const { state, types } = decided(caseState(), [changed(change)], GONE);
    expect(state).toMatchObject({ stage: 'closed', closed: { reason: change }, holds: [] });
    expect(state.thanksDue).toBeUndefined();
    expect(types).toEqual(['loan-change']);
  });

  it('was so before the case opened: recorded, and nothing follows', () => {
    const early = changed(change, { reportedAtMs: NOW - DAY_MS });
    const { state } = decided(caseState(), [early]);
    expect(state.closed).toBeUndefined();
    expect(state.holds).toEqual([]);
  });

  it('after the case has ended changes nothing', () => {
    const closed = caseState({ stage: 'closed', closed: { reason: 'recalled', atMs: NOW } });
    const result = transition(closed, changed(change), caseContext());
    expect(result).toMatchObject({ state: closed, effects: { entries: [{ type: 'loan-change' }] } });
  });
});

it.each(['written-off', 'sold', 'recalled'] as const)('%s: it ends whatever is open', (change) => {
  const before = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]);
  const { state, tasksClosed, instruction } = decided(before, [changed(change)]);
  expect(state.closed).toEqual({ reason: change, atMs: NOW });
  expect(state).not.toHaveProperty('promise');
  expect(tasksClosed).toBe('all');
  expect(instruction.kind).toBe('close');
});

describe('restructured, and the books still show arrears', () => {
  const waiting = decided(caseState(), [changed('restructured', { why: 'new term' })]);

  it('contacts rest until a supervisor looks', () => {
    expect(waiting.state.closed).toBeUndefined();
    expect(waiting.state.holds).toEqual([
      { kind: 'restructuring', sinceMs: NOW, untilMs: NOW + 5 * DAY_MS, owner: 'core', review: true },
    ]);
    expect(waiting.instruction).toMatchObject({ kind: 'wait', untilMs: NOW + 5 * DAY_MS });
    expect(waiting.entries[0]?.why).toMatch(/^new term; the books still show CNY 500\.00 overdue/);
  });

  it('it ends as restructured as soon as they follow', () => {
    const { state, types } = decided(waiting.state, [], { ...GONE, now: NOW + DAY_MS });
    expect(state.closed).toEqual({ reason: 'restructured', atMs: NOW + DAY_MS });
    expect(types).toEqual(['restructured']);
  });

  it('said again it changes nothing: the task that waits is kept', () => {
    const asked = decided(waiting.state, [], { now: NOW + 5 * DAY_MS });
    const again = decided(asked.state, [changed('restructured')], { now: NOW + 6 * DAY_MS });
    expect(again.types).toEqual(['loan-change']);
    expect(again.state.holds).toEqual(asked.state.holds);
  });

  it('when they do not, a supervisor finds out why; the hold stays, or is lifted', () => {
    const asked = decided(waiting.state, [], { now: NOW + 5 * DAY_MS });
    expect(asked.tasksOpened).toMatchObject([
      {
        kind: 'hold-review',
        summary: expect.stringMatching(/^Find out why the books still show arrears/) as string,
      },
    ]);
    expect(asked.state.holds).toHaveLength(1);
    const taskId = asked.tasksOpened[0]?.taskId ?? '';
    const answer = { type: 'approval', id: 'a', by: 'sup-1', taskId, why: 'an error' } as const;
    const now = NOW + 6 * DAY_MS;
    expect(decided(asked.state, [{ ...answer, approved: true }], { now }).state.holds).toEqual([]);
    expect(decided(asked.state, [{ ...answer, approved: false }], { now }).state.holds).toHaveLength(1);
  });
});
