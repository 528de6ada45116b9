import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { endGraceEarly } from '../../../../domain/case/grace.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import type { GracePolicy } from '../../../../domain/strategy/schema.ts';
import { beijing, caseContext, caseFacts, caseState, NOW, type FactChanges } from '../../fixtures.ts';

interface World extends FactChanges {
  now?: number;
  policy?: Partial<GracePolicy>;
}

/** One decision, on books that say 500.00 overdue unless told otherwise. */
function decided(state: CaseState, events: CaseEvent[], { now = NOW, policy = {}, ...facts }: World = {}) {
  const strategy = { ...cnRetail, grace: { ...cnRetail.grace, ...policy } };
  const decision = decide({
    state,
    events,
    facts: caseFacts(facts),
    strategy,
    scorer: expertScorer,
    now,
  });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

type Reason = 'force-majeure' | 'illness';
const ask = (reason: Reason, extra: { documentIds?: string[]; note?: string } = {}): CaseEvent => ({
  ...{ type: 'grace', id: 'grace-1', by: 'collector-1', reason, days: 10 },
  ...extra,
});
const flood = ask('force-majeure');

describe('force majeure', () => {
  it.each<[string, Partial<CaseState>, Partial<GracePolicy>, 'grace' | 'hardship-review']>([
    ['with a good record is granted at once', {}, {}, 'grace'],
    ['with a broken promise is for a supervisor', { brokenPromises: 1 }, {}, 'hardship-review'],
    ['with as many as policy allows is granted', { brokenPromises: 1 }, { autoMaxBroken: 1 }, 'grace'],
    ['with a broken plan is for a supervisor', { brokenPlans: 1 }, {}, 'hardship-review'],
    ['for the second time is for a supervisor', { graces: 1 }, {}, 'hardship-review'],
    ['for the second time, within policy', { graces: 1 }, { autoMaxGrants: 2 }, 'grace'],
    ['as late as policy allows is granted', { oldestDueOn: '2026-10-02' }, {}, 'grace'],
    ['a day later is for a supervisor', { oldestDueOn: '2026-10-01' }, {}, 'hardship-review'],
  ])('%s', (_name, changes, policy, hold) => {
    const oldestDueOn = changes.oldestDueOn ?? '2026-10-30';
    const { state } = decided(caseState(changes), [flood], { policy, delinquency: { oldestDueOn } });
    expect(state.holds.map(({ kind }) => kind)).toEqual([hold]);
  });

  it('is counted', () => expect(decided(caseState(), [flood]).state.graces).toBe(1));
});

it('evidence is kept on the timeline, and not in the state', () => {
  const evidence = { documentIds: ['DOC-17', 'DOC-18'], note: 'letter of the village office' };
  const { entries, state } = decided(caseState(), [ask('illness', evidence)]);
  expect(entries[0]).toMatchObject({ type: 'grace', actor: 'collector-1', data: evidence });
  expect(JSON.stringify(state)).not.toContain('DOC-17');
});

describe('a request that nobody decides', () => {
  const atDeadline = NOW + 3 * DAY_MS;
  it.each<[GracePolicy['whenUnanswered'], string, string[]]>([
    ['decline', 'nobody decided in time: declined', []],
    ['grant', 'nobody decided in time: granted', ['grace']],
  ])('%s', (whenUnanswered, why, holds) => {
    const policy = { whenUnanswered };
    const asked = decided(caseState(), [ask('illness')], { policy });
    const taskId = asked.tasksOpened[0]?.taskId;
    expect(asked.tasksOpened[0]?.summary).toContain(whenUnanswered === 'grant' ? 'granted' : 'declined');
    const { state, entries, tasksClosed } = decided(asked.state, [], { policy, now: atDeadline });
    expect(state.holds.map(({ kind }) => kind)).toEqual(holds);
    expect(entries[0]).toMatchObject({ type: 'hold-ended', why });
    expect(tasksClosed).toEqual([taskId]);
  });

  it('granted, it lasts as long as was asked for, from then on', () => {
    const policy = { whenUnanswered: 'grant' } as const;
    const asked = decided(caseState(), [ask('illness')], { policy }).state;
    const granted = decided(asked, [], { policy, now: atDeadline }).state;
    expect(granted.holds).toMatchObject([
      { kind: 'grace', untilMs: atDeadline + 10 * DAY_MS, owner: 'policy' },
    ]);
    const after = decided(granted, [], { policy, now: atDeadline + 10 * DAY_MS }).state;
    expect(after).toMatchObject({ holds: [], shiftDays: 13 });
  });
});

describe('payments in grace', () => {
  // Due on the 5th, and five days to pay it.
  const inGrace = decided(caseState(), [flood], { nextDueOn: '2026-11-05' });
  const looked = beijing('2026-11-11', '00:00');

  it('are looked at when an instalment that falls due in it has had its time', () => {
    expect(inGrace.instruction).toMatchObject({
      kind: 'wait',
      untilMs: looked,
      step: 'see what fell due in grace',
    });
  });

  it.each([
    ['the instalment is not paid', 100_000, true],
    ['a part is not paid', 50_001, true],
    ['it is paid', 50_000, false],
    ['as much of the older debt is paid', 20_000, false],
  ])('%s: ended early %j', (_name, arrearsMinor, ended) => {
    const world = { now: looked, delinquency: { arrearsMinor }, nextDueOn: '2026-12-05' };
    const { state, entries, tasksOpened } = decided(inGrace.state, [], world);
    expect(state.holds.some(({ kind }) => kind === 'grace')).toBe(!ended);
    expect(entries.map(({ type }) => type).includes('grace-ended-early')).toBe(ended);
    expect(tasksOpened.map(({ kind }) => kind)).toEqual(ended ? ['grace-ended'] : []);
  });

  it('are not judged before', () => {
    const world = { now: looked - 1, delinquency: { arrearsMinor: 100_000 }, nextDueOn: '2026-12-05' };
    expect(decided(inGrace.state, [], world).state.holds).toHaveLength(1);
  });

  it('are not judged when policy says so, or grace ends before', () => {
    const policy = { missedInstalmentDays: null };
    const unwatched = decided(caseState(), [flood], { nextDueOn: '2026-11-05', policy });
    expect(unwatched.instruction).toMatchObject({ step: "end of hold 'grace'" });
    const later = decided(caseState(), [flood], { nextDueOn: '2026-11-06' });
    expect(later.instruction).toMatchObject({ step: "end of hold 'grace'", untilMs: NOW + 10 * DAY_MS });
  });

  it('that cure end it like any other case', () => {
    const delinquency = { arrearsMinor: 0, oldestDueOn: null };
    const { state } = decided(inGrace.state, [], { now: looked, delinquency });
    expect(state.closed?.reason).toBe('cured');
  });
});

describe('endGraceEarly', () => {
  const context = caseContext({ now: NOW + 4 * DAY_MS, sequence: 7 });
  const why = 'the rating fell from 700 to 500';

  it('ends grace with a task, and the ladder resumes where it stood', () => {
    const { state: inGrace } = decided(caseState(), [flood]);
    const { state, effects } = endGraceEarly(inGrace, why, context);
    expect(state).toMatchObject({ holds: [], shiftDays: 4, rung: inGrace.rung });
    expect(state.errands).toEqual([{ taskId: 'L000001-1.7.6', kind: 'grace-ended' }]);
    expect(effects.entries).toMatchObject([{ type: 'grace-ended-early', why }]);
    expect(effects.tasksOpened).toEqual([
      {
        taskId: 'L000001-1.7.6',
        kind: 'grace-ended',
        dueAtMs: NOW + 7 * DAY_MS,
        summary: `Grace was ended early, look at the case: ${why}`,
      },
    ]);
  });

  it('changes nothing when there is no grace', () => {
    const before = caseState();
    expect(endGraceEarly(before, why, context)).toEqual({
      state: before,
      effects: { entries: [], tasksOpened: [], tasksClosed: [] },
    });
  });
});
