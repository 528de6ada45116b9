import { describe, expect, it } from 'vitest';
import { localDate } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import { nextStep } from '../../../../domain/case/next-step.ts';
import { plannedAt } from '../../../../domain/case/planning.ts';
import { liftHold, placeHold } from '../../../../domain/case/holds.ts';
import type { CaseEventOf } from '../../../../domain/case/events.ts';
import type { CaseAlertAction } from '../../../../domain/case/events/risk-alert.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { checkUpdate } from '../../../../domain/case/update-checks.ts';
import type { LegalId, TaskId } from '../../../../domain/ids.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseContext, caseFacts, caseState, NOW, promisedState, ZONE } from '../../fixtures.ts';

const DAY = 86_400_000;
/** Low risk: reminders on days 3, 7 and 14, then calls, the letter on day 60, court on day 120, the review on 180. */
const LADDER = cnRetail.ladders.low;
const LEGAL = LADDER.findIndex((rung) => rung.do === 'legal');
const alert = (action: CaseAlertAction, by = 'sup-1'): CaseEventOf<'risk-alert'> => ({
  ...{ type: 'risk-alert', id: 'ra', by, why: 'fell' },
  ...{ alertId: 'rating-drop:L000001:2026-11-01', action },
});
const lateSince = (days: number) => localDate(NOW - days * DAY, ZONE);
const at = (rung: number, days: number, changes: Partial<CaseState> = {}) =>
  caseState({ rung, oldestDueOn: lateSince(days), notBefore: { atMs: 0, why: 'opened' }, ...changes });
const gap = (days: number) => ({
  ...{ atMs: NOW + days * DAY, why: 'gap' },
  reason: { kind: 'gap' as const, days: 3 },
});

function taken(state: CaseState, action: CaseAlertAction) {
  const result = transition(state, alert(action), caseContext());
  if ('rejection' in result) throw new Error(result.rejection.message);
  return result;
}
const nextDay = (state: CaseState) => {
  const next = nextStep(state, cnRetail, NOW);
  return next && localDate(next.atMs, ZONE);
};
const courtDay = (state: CaseState) => {
  const atMs = plannedAt(state, { ...LADDER[LEGAL], do: 'legal' } as never, cnRetail);
  return atMs && localDate(atMs, ZONE);
};

describe('compress-ladder', () => {
  it.each<[string, CaseState, string, number]>([
    ['a rung that is days away comes tomorrow', at(2, 8), '2026-11-02', -5],
    ['one that is due tomorrow is left alone', at(2, 13), '2026-11-02', 0],
    ['one that is due today is not put off', at(2, 14), '2026-11-01', 0],
    ['the gap between two steps is not waited for', at(2, 20, { notBefore: gap(3) }), '2026-11-02', 0],
    ['after grace the days that it has given are taken', at(2, 8, { shiftDays: 10 }), '2026-11-02', -5],
  ])('%s', (_name, state, on, shiftDays) => {
    const { state: after } = taken(state, 'compress-ladder');
    expect([nextDay(after), after.shiftDays]).toEqual([on, shiftDays]);
    expect(after.rescoreFor).toContain('rating-drop:L000001:2026-11-01');
  });

  it.each([0, 10])(
    'the rest moves forward with it and court does not, %i days of grace before',
    (shiftDays) => {
      const before = at(2, 8, { shiftDays });
      const { state } = taken(before, 'compress-ladder');
      expect(courtDay(state)).toBe(courtDay(before));
      expect(plannedAt(state, LADDER[3]!, cnRetail)).toBeLessThan(plannedAt(before, LADDER[3]!, cnRetail)!);
      // Grace that is granted after it moves court back as it would have.
      const hold = { kind: 'grace' as const, sinceMs: NOW, untilMs: NOW + 9 * DAY, owner: 'sup-1' };
      const resumed = (one: CaseState) => liftHold(placeHold(one, hold, NOW), 'grace', NOW + 9 * DAY);
      expect(courtDay(resumed(state))).toBe(courtDay(resumed(before)));
    },
  );

  it('twice on a day is once', () => {
    const once = taken(at(2, 8), 'compress-ladder').state;
    const { state } = taken(once, 'compress-ladder');
    expect([state.shiftDays, state.notBefore]).toEqual([once.shiftDays, once.notBefore]);
  });

  it.each<[string, Partial<CaseState>]>([
    [
      'the time to answer a letter',
      {
        notBefore: {
          atMs: NOW + 20 * DAY,
          why: 'letter',
          reason: { kind: 'letter-answer', days: 30, served: true, on: '2026-10-20' },
        },
      },
    ],
    ['the rest after a payment', { rest: { atMs: NOW + 5 * DAY, why: 'paid' } }],
    ['the gate', { notBefore: { atMs: NOW + 6 * DAY, why: 'gate', reason: { kind: 'gate', rules: ['X'] } } }],
  ])('%s is waited for all the same', (_name, waits) => {
    const until = (waits.rest ?? waits.notBefore)!.atMs;
    const { state } = taken(at(2, 8, waits), 'compress-ladder');
    expect(nextStep(state, cnRetail, NOW)?.atMs).toBeGreaterThanOrEqual(until);
  });

  it('a hold stands, and what it held back comes the day after it', () => {
    const hold = { kind: 'grace' as const, sinceMs: NOW, untilMs: NOW + 9 * DAY, owner: 'sup-1' };
    const { state } = taken(placeHold(at(2, 8), hold, NOW), 'compress-ladder');
    expect(nextStep(state, cnRetail, NOW)?.step.kind).toBe('hold-end');
    const later = liftHold(state, 'grace', NOW + 9 * DAY);
    const next = nextStep(later, cnRetail, NOW + 9 * DAY);
    expect([next?.step.kind, next && localDate(next.atMs, ZONE)]).toEqual(['rung', '2026-11-11']);
  });

  it('a promise that is open is not touched', () => {
    const before = promisedState([{ dueOn: '2026-11-08', amountMinor: 50_000 }], {
      oldestDueOn: lateSince(8),
      rung: 2,
    });
    const { state } = taken(before, 'compress-ladder');
    expect([state.promise, state.holds]).toEqual([before.promise, before.holds]);
    expect(nextStep(state, cnRetail, NOW)?.step.kind).toBe('promise-reminder');
  });

  it.each<[string, CaseState]>([
    ['court is the next step', at(LEGAL, 70)],
    ['it is in court', at(LEGAL + 1, 130, { stage: 'legal' })],
    [
      'legal action is approved',
      at(LEGAL, 121, { legalAction: { id: 'L000001-1' as LegalId, ordinal: 1, approvedBy: [] } }),
    ],
  ])('is refused when %s', (_name, state) => {
    const result = transition(state, alert('compress-ladder'), caseContext());
    expect(result).toMatchObject({ rejection: { rule: 'LegalNotHurried' } });
  });
});

describe('early-recall', () => {
  it('asks a second person, and ends nothing by itself', () => {
    const { state, effects } = taken(at(2, 8), 'early-recall');
    expect(state.closed).toBeUndefined();
    expect(state.asks).toMatchObject([
      {
        kind: 'close-approval',
        persons: 1,
        askedBy: 'sup-1',
        about: { kind: 'close-approval', reason: 'recalled' },
      },
    ]);
    expect(effects.tasksOpened).toMatchObject([{ kind: 'close-approval', dueAtMs: NOW + 5 * DAY }]);
  });

  it.each([
    ['sup-1', 'SamePerson'],
    ['sup-2', undefined],
  ])('approved by %s', (by, rule) => {
    const { state } = taken(at(2, 8), 'early-recall');
    const taskId = state.asks?.[0]?.taskId as TaskId;
    const approval = { type: 'approval', id: 'ap', by, taskId, approved: true, why: 'agreed' } as const;
    const result = transition(state, approval, caseContext({ sequence: 2 }));
    if (rule) expect(result).toMatchObject({ rejection: { rule } });
    else expect('state' in result && result.state.closed).toMatchObject({ reason: 'recalled' });
  });

  it('is refused while somebody is asked already how the case ends', () => {
    const { state } = taken(at(2, 8), 'early-recall');
    expect(transition(state, alert('early-recall'), caseContext({ sequence: 2 }))).toMatchObject({
      rejection: { rule: 'EndUnderReview' },
    });
  });
});

describe('more-security', () => {
  it('is a task with a deadline that whoever has it completes', () => {
    const { state, effects } = taken(at(2, 8), 'more-security');
    expect(effects.tasksOpened).toMatchObject([{ kind: 'ask-security', dueAtMs: NOW + 2 * DAY }]);
    const taskId = state.errands?.[0]?.taskId as TaskId;
    const done = {
      type: 'task',
      id: 't',
      by: 'ann',
      taskId,
      action: 'complete',
      why: 'a guarantor',
    } as const;
    const result = transition(state, done, caseContext({ sequence: 2 }));
    expect('state' in result && [result.state.errands, result.effects.tasksClosed]).toEqual([
      undefined,
      [taskId],
    ]);
  });

  it('is one task, however many alerts', () => {
    const { state } = taken(at(2, 8), 'more-security');
    const again = transition(state, alert('more-security'), caseContext({ sequence: 2 }));
    expect('state' in again && [again.state.errands, again.effects.tasksOpened]).toEqual([state.errands, []]);
  });
});

it.each(['compress-ladder', 'early-recall', 'more-security'] as const)(
  '%s is on the timeline, and scored',
  (action) => {
    const strategy = cnRetail;
    const { oldestDueOn, ...state } = at(2, 8);
    const facts = caseFacts({ delinquency: { oldestDueOn, daysPastDue: 8 } });
    const decision = decide({
      ...{ state: { ...state, oldestDueOn }, events: [alert(action)], facts, strategy },
      ...{ scorer: expertScorer, now: NOW },
    });
    expect(decision.answers).toEqual([{ id: 'ra', accepted: true }]);
    const [entry, rescored] = decision.entries;
    expect(entry).toMatchObject({
      ...{ type: 'risk-alert', actor: 'sup-1' },
      data: { alertId: 'rating-drop:L000001:2026-11-01', action },
      why: expect.stringMatching(/^fell; /) as string,
    });
    expect(rescored?.type).toBe('rescored');
  },
);

it.each(['compress-ladder', 'early-recall', 'more-security'] as const)(
  'a closed case refuses %s',
  (action) => {
    const closed = at(2, 8, { closed: { reason: 'cured', atMs: NOW }, stage: 'closed' });
    expect(checkUpdate(closed, alert(action), NOW)?.rule).toBe('CaseClosed');
  },
);

it('the hour of tomorrow is the strategy’s', () => {
  const { state } = taken(at(2, 8), 'compress-ladder');
  const atMs = nextStep(state, cnRetail, NOW)?.atMs ?? 0;
  expect(atMs).toBeGreaterThanOrEqual(beijing('2026-11-02', '08:00'));
  expect(atMs).toBeLessThan(beijing('2026-11-02', '22:00'));
});
