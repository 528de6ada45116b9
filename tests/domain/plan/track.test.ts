import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar.ts';
import { dueOnOf, monthsOf, piecesOf, totalOf } from '../../../domain/plan/plan.ts';
import { planPolicySchema } from '../../../domain/plan/policy.ts';
import * as track from '../../../domain/plan/track.ts';
import type { StandingPlan } from '../../../domain/plan/track.ts';

/** Three days and 1.00 of tolerance, half of an instalment is partly kept, two misses end it. */
const policy = planPolicySchema.parse({});

function standing(amountsMinor: number[], changes: Partial<StandingPlan> = {}): StandingPlan {
  return {
    kind: 'spread',
    firstDueOn: '2026-11-20',
    pieces: piecesOf(amountsMinor),
    arrearsMinor: 1,
    interestMinor: 0,
    id: 'plan-1',
    paidBeforeMinor: 70_000,
    outcomes: '',
    missed: 0,
    ladderDays: 2,
    reminded: 0,
    ...changes,
  };
}

/** @returns letters of what was judged, and whether the plan is broken */
function judge(plan: StandingPlan, paidSince: number, today: string) {
  const { plan: after, broken } = track.judgePlan(plan, 70_000 + paidSince, today, policy);
  return [after.outcomes, after.missed, broken];
}

describe('an instalment', () => {
  const plan = standing([10_000, 10_000, 10_000]);
  it.each<[string, number, string, [string, number, boolean]]>([
    ['nothing paid on its date', 0, '2026-11-20', ['', 0, false]],
    ['on the last day of tolerance', 0, '2026-11-23', ['', 0, false]],
    ['a day later', 0, '2026-11-24', ['m', 1, false]],
    ['paid early', 10_000, '2026-11-02', ['k', 0, false]],
    ['paid within the tolerance of money', 9_900, '2026-11-02', ['k', 0, false]],
    ['a minor unit below, while there is time', 9_899, '2026-11-23', ['', 0, false]],
    ['a minor unit below', 9_899, '2026-11-24', ['p', 0, false]],
    ['half of it', 5_000, '2026-11-24', ['p', 0, false]],
    ['less than half', 4_999, '2026-11-24', ['m', 1, false]],
    ['all three at once', 30_000, '2026-11-02', ['kkk', 0, false]],
    ['two of three', 20_000, '2026-11-24', ['kk', 0, false]],
    ['two dates passed together: one miss', 0, '2026-12-24', ['mm', 1, false]],
    ['the first paid, the second not', 10_000, '2026-12-24', ['km', 1, false]],
  ])('%s', (_name, paid, today, judged) => expect(judge(plan, paid, today)).toEqual(judged));
});

describe('an instalment that was held back until 30 November', () => {
  const plan = standing([10_000, 10_000], { heldUntilOn: '2026-11-30' });
  it.each<[string, string, [string, number, boolean]]>([
    ['has its tolerance after that', '2026-12-03', ['', 0, false]],
    ['is judged when it is over', '2026-12-04', ['m', 1, false]],
    ['leaves the next one its own date', '2026-12-23', ['m', 1, false]],
  ])('%s', (_name, today, judged) => expect(judge(plan, 0, today)).toEqual(judged));

  it('is reason for a plan to end later, if it was to end before', () => {
    expect(track.lastDateOf(plan, policy)).toBe('2027-01-23');
    expect(track.lastDateOf({ ...plan, heldUntilOn: '2027-02-01' }, policy)).toBe('2027-02-04');
  });
});

describe('a plan', () => {
  const missedOnce = standing([10_000, 10_000, 10_000], { outcomes: 'm', missed: 1 });
  it.each<[string, number, string, [string, number, boolean]]>([
    ['stands after one miss', 0, '2026-12-23', ['m', 1, false]],
    ['ends with the second', 0, '2026-12-24', ['mm', 2, true]],
    ['goes on when both are made good', 20_000, '2026-12-20', ['mk', 1, false]],
    ['is not saved by the one instalment alone', 10_000, '2026-12-24', ['mm', 2, true]],
  ])('%s', (_name, paid, today, judged) => expect(judge(missedOnce, paid, today)).toEqual(judged));

  it('whose last instalment is missed has a month more, and then ends', () => {
    const last = standing([10_000, 10_000], { outcomes: 'k' });
    expect(judge(last, 10_000, '2026-12-24')).toEqual(['km', 1, false]);
    const over = standing([10_000, 10_000], { outcomes: 'kp' });
    expect(judge(over, 15_000, '2027-01-23')).toEqual(['kp', 0, false]);
    expect(judge(over, 15_000, '2027-01-24')).toEqual(['kp', 0, true]);
    expect(judge(over, 20_000, '2027-01-24')).toEqual(['kp', 0, false]);
  });

  it('is not kept by what was paid before', () => {
    expect(track.paidTowards(missedOnce, 70_000)).toBe(0);
    expect(track.paidTowards(missedOnce, 60_000)).toBe(0);
    expect(track.isPaid(missedOnce, 99_899, policy)).toBe(false);
    expect(track.isPaid(missedOnce, 99_900, policy)).toBe(true);
  });

  it('reminds of the next that is not paid, with all that is missing by then', () => {
    expect(track.instalmentToRemind(missedOnce, 75_000, policy)).toEqual({
      ...{ index: 1, dueOn: '2026-12-20', missingMinor: 15_000 },
    });
    expect(track.instalmentToRemind(missedOnce, 90_000, policy)).toMatchObject({ index: 2 });
    expect(track.instalmentToRemind(missedOnce, 100_000, policy)).toBeUndefined();
  });

  it('says how each instalment was judged', () => {
    const plan = standing([1, 1, 1, 1], { outcomes: 'kpm' });
    expect([0, 1, 2, 3].map((index) => track.outcomeOf(plan, index))).toEqual([
      ...['kept', 'partly', 'missed', 'open'],
    ]);
  });

  it('judged day by day comes to its end by its last date, whatever is paid', () => {
    const lives = fc.record({
      amounts: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 8 }),
      payments: fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 30_000 })), { maxLength: 10 }),
    });
    fc.assert(
      fc.property(lives, ({ amounts, payments }) => {
        let plan = standing(amounts);
        const lastDate = addDays(track.lastDateOf(plan, policy), 1);
        for (let day = 0; ; day += 1) {
          const today = addDays('2026-11-01', day);
          const paid = payments.filter(([on]) => on <= day).reduce((sum, [, minor]) => sum + minor, 70_000);
          const result = track.judgePlan(plan, paid, today, policy);
          // What was judged is not judged again, and nothing is judged missed that is paid.
          expect(result.plan.outcomes.startsWith(plan.outcomes)).toBe(true);
          for (const { outcome, missingMinor } of result.judged) {
            expect(outcome === 'kept').toBe(missingMinor <= policy.toleranceMinor);
          }
          plan = result.plan;
          const isPaid = track.isPaid(plan, paid, policy);
          if (isPaid) expect(paid - 70_000 + policy.toleranceMinor).toBeGreaterThanOrEqual(totalOf(plan));
          if (isPaid || result.broken) break;
          expect(today < lastDate).toBe(true);
          expect(plan.outcomes.length).toBeLessThanOrEqual(monthsOf(plan));
          expect(track.judgedAfter(plan, policy) >= today).toBe(true);
        }
      }),
    );
  });

  it('has its last date a month after its last instalment', () => {
    expect(track.lastDateOf(missedOnce, policy)).toBe(addDays(dueOnOf(missedOnce, 3), 3));
  });
});
