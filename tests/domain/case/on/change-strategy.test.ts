import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../../../domain/calendar.ts';
import { decide } from '../../../../domain/case/decide.ts';
import { rungThatFits } from '../../../../domain/case/fit-ladder.ts';
import { nextStep } from '../../../../domain/case/next-step.ts';
import type { CaseState, PostedLetter } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import type { ContactId, LegalId, TaskId } from '../../../../domain/ids.ts';
import { expertScorer } from '../../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../../domain/strategy/built-in/cn-retail.ts';
import { strategySchema, type Rung, type Strategy } from '../../../../domain/strategy/schema.ts';
import { beijing, caseContext, caseFacts, caseState, NOW, promisedState, ZONE } from '../../fixtures.ts';

type Step = [onDay: number, action: Rung['do']];

function ladder(steps: readonly Step[]): unknown[] {
  const by = 'system';
  return steps.map(([onDay, action]) =>
    action === 'review'
      ? { onDay, do: action, by }
      : { onDay, do: action, by, channel: action === 'call' ? 'voice' : 'sms', script: 'reminder-soft' },
  );
}

function strategyOf(version: number, steps: readonly Step[], changes: object = {}): Strategy {
  const rungs = ladder(steps);
  return strategySchema.parse({
    ...{ ...cnRetail, version, ladders: { low: rungs, middle: rungs, high: rungs } },
    ...changes,
  });
}

const OLD: Step[] = [
  [3, 'remind'],
  [7, 'remind'],
  [12, 'call'],
  [60, 'letter'],
  [120, 'legal'],
  [180, 'review'],
];
const NEW: Step[] = [
  [3, 'remind'],
  [7, 'remind'],
  [10, 'call'],
  [14, 'call'],
  [40, 'letter'],
  [100, 'legal'],
  [160, 'review'],
];
const from = strategyOf(2, OLD);
const to = strategyOf(3, NEW);
const change = {
  type: 'change-strategy',
  id: 'cs',
  by: 'sup-1',
  strategy: 'cn-retail@3',
  why: 'softer',
} as const;
const lateSince = (days: number) => localDate(NOW - days * 86_400_000, ZONE);
const letter: PostedLetter = { contactId: 'L000001-1.9' as ContactId, postedAtMs: NOW };

/** The case on its rung of the old ladder, so many days late. */
const at = (rung: number, days: number, changes: Partial<CaseState> = {}) =>
  caseState({ strategy: 'cn-retail@2', rung, oldestDueOn: lateSince(days), ...changes });

function changed(state: CaseState, published: Record<string, Strategy> = { 'cn-retail@3': to }) {
  return transition(state, change, caseContext({ strategy: from, published }));
}

describe('the ladder goes on at the rung that fits', () => {
  it.each<[string, CaseState, number]>([
    ['nothing taken, 1 day late', at(0, 1), 0],
    ['nothing taken, 12 days late: what its lateness has reached', at(0, 12), 2],
    ['the call of day 12 made: not again', at(3, 12), 3],
    ['reminded on day 7, 8 days late', at(2, 8), 2],
    ['nothing taken, 90 days late: never to court without a letter', at(0, 90), 4],
    ['at the letter, 90 days late', at(3, 90), 4],
    ['the letter passed over, none sent', at(4, 110), 4],
    ['the letter sent, 70 days late: not a second one', at(4, 70, { letter }), 5],
    ['the letter sent, 130 days late: court, not past it', at(4, 130, { letter }), 5],
    [
      'in court: only the review is left',
      at(5, 130, {
        letter,
        legalAction: { id: 'L000001-1' as LegalId, ordinal: 1, approvedBy: ['a'], openedAtMs: NOW },
      }),
      6,
    ],
    ['court was passed over: the review', at(5, 200, { letter }), 6],
    ['12 days late, 8 of them in grace', at(1, 12, { shiftDays: 8 }), 1],
    ['12 days late, standing still since day 4', at(1, 12, { frozenSinceMs: NOW - 8 * 86_400_000 }), 1],
  ])('%s', (_name, state, rung) => {
    expect(rungThatFits(state, { from, to, now: NOW })).toBe(rung);
  });

  it('whatever the ladders: never back, never to court unwarned, never a second letter, never off the end', () => {
    const ladders = fc
      .record({
        reminders: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 }),
        calls: fc.nat(3),
        letterAfter: fc.integer({ min: 1, max: 30 }),
      })
      .map(({ reminders, calls, letterAfter }): Step[] => {
        const days = reminders.toSorted((a, b) => a - b);
        const soft = days.map((day, i): Step => [day, i >= days.length - calls ? 'call' : 'remind']);
        const day = (days.at(-1) ?? 1) + letterAfter;
        return [...soft, [day, 'letter'], [day + 40, 'legal'], [day + 100, 'review']];
      });
    fc.assert(
      fc.property(
        ladders,
        ladders,
        fc.nat(9),
        fc.integer({ min: 1, max: 250 }),
        fc.boolean(),
        (one, other, r, days, sent) => {
          const rung = Math.min(r, one.length - 1);
          const reached = one.slice(0, rung).some(([, action]) => action === 'letter');
          const state = at(rung, days, sent && reached ? { letter } : {});
          const next = rungThatFits(state, { from: strategyOf(2, one), to: strategyOf(3, other), now: NOW });
          const action = other[next]?.[1];
          expect(action).toBeDefined();
          const letters = other.findIndex(([, what]) => what === 'letter');
          if (state.letter) expect(next).toBeGreaterThan(letters);
          else expect(next).toBeLessThanOrEqual(letters);
          const [takenDay, taken] = one[rung - 1] ?? [0, 'remind'];
          if (taken === 'call') expect(action).not.toBe('remind');
          // A soft step is taken again only where the ladder has nothing later that is as soft.
          if (action === 'remind') expect(other[next]?.[0] ?? 0).toBeGreaterThan(takenDay);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the change', () => {
  it('is audited, pins the version with its terms, and its next step is never on the same day', () => {
    const promise = { ...to.promise, latestDays: 10 };
    const other = { ...to, promise };
    const result = changed(at(0, 12), { 'cn-retail@3': other });
    if (!('state' in result)) throw new Error('refused');
    expect(result.effects.entries).toEqual([
      {
        type: 'change-strategy',
        actor: 'sup-1',
        why: 'softer',
        data: { eventId: 'cs', from: 'cn-retail@2', to: 'cn-retail@3', fromRung: 0, toRung: 2, onDay: 10 },
      },
    ]);
    expect(result.state).toMatchObject({
      strategy: 'cn-retail@3',
      rung: 2,
      terms: { promise: { latestDays: 10 } },
    });
    const next = nextStep(result.state, other, NOW);
    expect(next?.atMs).toBeGreaterThanOrEqual(beijing('2026-11-02', '10:00'));
  });

  it('counts in the decision that it is made in: nothing is sent, the wait is the new one', () => {
    const decision = decide({
      ...{ state: at(0, 12), events: [change], facts: caseFacts(), now: NOW },
      ...{ strategy: from, published: { 'cn-retail@3': to }, scorer: expertScorer },
    });
    expect(decision.instruction).toMatchObject({ kind: 'wait' });
    expect(decision.state?.strategy).toBe('cn-retail@3');
    expect(decision.contact).toBeUndefined();
  });

  it('leaves an open promise as it was taken', () => {
    const lenient = { ...cnRetail.promise, toleranceDays: 7, toleranceMinor: 5_000 };
    const instalments = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
    const before = promisedState(instalments, {
      strategy: 'cn-retail@2',
      terms: { promise: lenient, grace: cnRetail.grace },
    });
    const result = changed(before);
    expect(result).toMatchObject({
      state: {
        promise: before.promise,
        terms: { promise: { toleranceDays: 7, toleranceMinor: 5_000, latestDays: 30 } },
        holds: [{ kind: 'promise', untilMs: beijing('2026-11-18', '00:00') }],
      },
    });
  });

  it('withdraws what was asked for a rung of the old ladder, and the call task', () => {
    const about = { kind: 'legal-approval', rung: 4 } as const;
    const ask = {
      kind: about.kind,
      dueAtMs: NOW + 1,
      persons: 1 as const,
      askedBy: 'system',
      approvedBy: [],
      about,
    };
    const task = { taskId: 'T-call' as TaskId, dueAtMs: NOW + 1 };
    const result = changed(
      at(4, 120, {
        letter,
        asks: [{ ...ask, taskId: 'T-legal' as TaskId }],
        callWork: { rung: 2, attempts: 1, task },
      }),
    );
    expect(result).toMatchObject({ effects: { tasksClosed: ['T-call', 'T-legal'] } });
    expect('state' in result && result.state.asks).toBeUndefined();
    expect('state' in result && result.state.callWork).toBeUndefined();
  });

  it.each<[string, Record<string, Strategy>, string]>([
    ['that is not published', {}, 'StrategyNotPublished'],
    ['of another jurisdiction', { 'cn-retail@3': { ...to, jurisdiction: 'UK' } }, 'StrategyElsewhere'],
  ])('to one %s is refused', (_name, published, rule) => {
    expect(changed(at(0, 12), published)).toMatchObject({ rejection: { rule } });
  });
});
