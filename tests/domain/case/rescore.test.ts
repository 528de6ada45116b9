import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import { decide } from '../../../domain/case/decide.ts';
import { placeHold } from '../../../domain/case/holds.ts';
import { changeTier } from '../../../domain/case/rescore.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { tierAfter } from '../../../domain/risk/tier.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { ladderOf } from '../../../domain/strategy/ladder.ts';
import { TIERS, type Tier } from '../../../domain/strategy/schema.ts';
import { beijing, caseContext, caseFacts, caseState, NOW, type FactChanges } from '../fixtures.ts';

const FROM = { low: 0.7, middle: 0.4 };

describe('tierAfter', () => {
  it.each<[Tier, number, Tier]>([
    ['low', 0.65, 'low'],
    ['low', 0.6499, 'middle'],
    ['low', 0.01, 'middle'],
    ['middle', 0.7499, 'middle'],
    ['middle', 0.75, 'low'],
    ['middle', 0.3501, 'middle'],
    ['middle', 0.3499, 'high'],
    ['high', 0.4499, 'high'],
    ['high', 0.45, 'middle'],
    ['high', 0.99, 'middle'],
  ])('%s risk at %d becomes %s', (tier, probability, after) => {
    expect(tierAfter(tier, probability, FROM, 0.05)).toBe(after);
  });

  it('comes to rest: the same score twice more changes nothing, and it never jumps', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TIERS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.15, noNaN: true }),
        (tier, probability, band) => {
          const once = tierAfter(tier, probability, FROM, band);
          const twice = tierAfter(once, probability, FROM, band);
          expect(Math.abs(TIERS.indexOf(tier) - TIERS.indexOf(once))).toBeLessThanOrEqual(1);
          expect(tierAfter(twice, probability, FROM, band)).toBe(twice);
        },
      ),
    );
  });
});

/** So many days late at noon of 1 November 2026. */
const late = (days: number, changes: Partial<CaseState> = {}) =>
  caseState({ oldestDueOn: new Date(NOW - days * DAY_MS).toISOString().slice(0, 10), ...changes });
const moved = (state: CaseState, tier: Tier) => changeTier(state, tier, caseContext());
const dayAt = (state: CaseState) => ladderOf(cnRetail, state.tier)[state.rung]?.onDay;

describe('the ladder of another tier', () => {
  it.each<[string, Tier, Tier, number, number, number | undefined]>([
    // from, to, days late, next rung before, day of the next rung after
    ['worse: at the rung that its lateness has reached', 'low', 'middle', 13, 2, 12],
    ['worse: before anything is due', 'low', 'high', 0, 0, 1],
    ['worse: never past the letter that was not sent', 'middle', 'high', 99, 6, 30],
    ['worse after the letter: it is not sent twice', 'low', 'middle', 70, 6, 100],
    ['better: at the first rung that is not due yet', 'middle', 'low', 5, 2, 7],
    ['better after a call: not back to reminders', 'middle', 'low', 13, 4, 25],
    ['better after the letter: not back to calls', 'high', 'low', 32, 6, 120],
    ['better, late: at the letter, not past it', 'high', 'middle', 80, 4, 45],
    ['at the end of it: the review', 'high', 'low', 400, 7, 180],
  ])('%s', (_name, from, to, days, rung, onDay) => {
    expect(dayAt(moved(late(days, { tier: from, rung }), to))).toBe(onDay);
  });

  it('is entered tomorrow at the earliest, and once a day', () => {
    const state = moved(late(13, { tier: 'low', rung: 2, notBefore: { atMs: NOW - 1, why: 'w' } }), 'middle');
    expect(state.notBefore.atMs).toBeGreaterThanOrEqual(beijing('2026-11-02', '10:00'));
    expect(state.tierSince).toBe('2026-11-01');
  });

  it('is never behind what was done, and never past a letter that was not sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TIERS),
        fc.constantFrom(...TIERS),
        fc.nat(300),
        fc.nat(7),
        fc.integer({ min: -20, max: 20 }),
        (from, to, days, rung, shiftDays) => {
          const before = late(days, { tier: from, rung, shiftDays });
          const after = moved(before, to);
          const [old, ladder] = [ladderOf(cnRetail, from), ladderOf(cnRetail, to)];
          const order = ['remind', 'call', 'letter', 'legal', 'review'];
          const done = old[rung - 1]?.do ?? 'remind';
          const next = ladder[after.rung]?.do ?? '';
          expect(order.indexOf(next)).toBeGreaterThanOrEqual(order.indexOf(done));
          if (done === 'letter') expect(next).not.toBe('letter');
          if (order.indexOf(done) < 2) expect(order.indexOf(next)).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});

function decided(
  state: CaseState,
  events: CaseEvent[],
  { now = NOW, ...facts }: FactChanges & { now?: number } = {},
) {
  const known = caseFacts({ delinquency: { daysPastDue: 40 }, ...facts });
  const input = { state, events, facts: known, strategy: cnRetail, scorer: expertScorer, now };
  const decision = decide(input);
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const rating = (score: number, id = 'r'): CaseEvent => ({
  ...{ type: 'rating', id, by: 'bureau', source: 'internal', asOf: '2026-11-01', score, grade: null },
});
const debt = (totalMinor: number): CaseEvent => ({
  ...{ type: 'external-debt', id: 'x', by: 'bureau', source: 'bureau', asOf: '2026-11-01', totalMinor },
});
const macro: CaseEvent = {
  ...{ type: 'macro-alert', id: 'm', by: 'desk', source: 'desk', asOf: '2026-11-01' },
  ...{ indicator: 'unemployment', level: 'severe' },
};
const find = (entries: { type: string }[], type: string) => entries.find((entry) => entry.type === type);

describe('what may change the risk', () => {
  const state = late(40, { rung: 4, notBefore: { atMs: NOW + DAY_MS, why: 'w' } });

  it.each<[string, CaseEvent[], FactChanges, Tier]>([
    ['a worse rating', [rating(450)], { customer: { internalScore: 450 } }, 'middle'],
    ['a rating that changes nothing', [rating(690)], { customer: { internalScore: 690 } }, 'low'],
    ['debts elsewhere and a bad economy', [debt(90_000_000), macro], {}, 'middle'],
    ['debts elsewhere alone', [debt(15_000_000)], {}, 'low'],
  ])('%s: scored with model, probability and reasons', (_name, events, facts, tier) => {
    const { state: after, entries } = decided(state, events, facts);
    expect(after.tier).toBe(tier);
    expect(find(entries, 'rescored')).toMatchObject({
      data: {
        model: 'expert-3',
        probability: expect.any(Number) as number,
        reasons: expect.arrayContaining([
          {
            points: -65,
            facts: [{ feature: 'daysPastDue', is: 'within', from: 31, below: 61, better: 'lower' }],
          },
        ]) as unknown,
      },
    });
    expect(find(entries, 'tier-changed') !== undefined).toBe(tier !== 'low');
    expect(after.rescoreFor).toBeUndefined();
  });

  it('is remembered: what the customer owes elsewhere counts in every score after it', () => {
    const debtFact = { feature: 'externalDebtShare', is: 'within', from: 1, below: 3, better: 'lower' };
    const { state: after } = decided(state, [debt(15_000_000)]);
    const { entries } = decided(after, [rating(690)]);
    expect(find(entries, 'rescored')).toMatchObject({
      data: { reasons: expect.arrayContaining([expect.objectContaining({ facts: [debtFact] })]) as unknown },
      why: expect.stringContaining('debt elsewhere is 100 % to 300 % of the limit') as string,
    });
  });

  it('twice on a day: the tier changes once', () => {
    const worse = { customer: { internalScore: 450 } };
    const first = decided(state, [rating(450)], worse);
    const second = decided(first.state, [rating(451, 'r2'), debt(90_000_000), macro], worse);
    expect(second.state.tier).toBe('middle');
    expect(find(second.entries, 'rescored')).toMatchObject({
      why: expect.stringContaining('has changed today already') as string,
    });
    const tomorrow = decided(second.state, [rating(452, 'r3')], { ...worse, now: NOW + DAY_MS });
    expect(tomorrow.state.tier).toBe('high');
  });

  it('waits while a contact is under way, and is not forgotten', () => {
    const contactId = 'L000001-1.9' as never;
    const pending = { contactId, channel: 'sms' as const, reservedAtMs: NOW, rung: 4 };
    const worse = { customer: { internalScore: 450 } };
    const waiting = decided({ ...state, pending }, [rating(450)], worse);
    expect(waiting.state).toMatchObject({ tier: 'low', rescoreFor: expect.any(String) as string });
    const sent: CaseEvent = { type: 'delivered', id: contactId, by: 'system', outcome: 'sent' };
    expect(decided(waiting.state, [sent], worse).state).toMatchObject({ tier: 'middle' });
  });

  it('in grace ends it early, with a task and not silently', () => {
    const until = {
      kind: 'grace' as const,
      sinceMs: NOW - DAY_MS,
      untilMs: NOW + 9 * DAY_MS,
      owner: 'policy',
    };
    const {
      state: after,
      tasksOpened,
      entries,
    } = decided(placeHold(state, until, NOW - DAY_MS), [rating(450)], { customer: { internalScore: 450 } });
    expect(after.holds).toEqual([]);
    expect(tasksOpened).toMatchObject([{ kind: 'grace-ended' }]);
    expect(find(entries, 'grace-ended-early')).toBeDefined();
  });

  it('in grace, for the better, leaves it alone', () => {
    const until = {
      kind: 'grace' as const,
      sinceMs: NOW - DAY_MS,
      untilMs: NOW + 9 * DAY_MS,
      owner: 'policy',
    };
    const held = placeHold({ ...state, tier: 'high' }, until, NOW - DAY_MS);
    const { state: after } = decided(held, [rating(750)], { customer: { internalScore: 750 } });
    expect(after).toMatchObject({ tier: 'middle', holds: [{ kind: 'grace' }] });
  });

  it('once a case goes to court is recorded, and the tier left as it is', () => {
    const worse = { customer: { internalScore: 450 } };
    const { state: after, entries } = decided({ ...state, stage: 'legal', rung: 7 }, [rating(450)], worse);
    expect(after.tier).toBe('low');
    expect(find(entries, 'rescored')).toMatchObject({
      why: expect.stringContaining('goes to court') as string,
    });
  });

  it('after the case is closed is recorded, and nothing else', () => {
    const closed = { ...state, stage: 'closed' as const, closed: { reason: 'sold' as const, atMs: NOW } };
    for (const event of [rating(450), debt(1), macro]) {
      const { entries, state: after } = decided(closed, [event]);
      expect(entries.map(({ type }) => type)).toEqual([event.type]);
      expect(after.rescoreFor).toBeUndefined();
    }
  });

  it('a new stage is scored anew, with no more said when nothing has changed', () => {
    const due = late(25, { rung: 3, notBefore: { atMs: NOW - 1, why: 'w' } });
    const { state: after, entries } = decided(due, [], {
      delinquency: { daysPastDue: 25, oldestDueOn: '2026-10-07' },
    });
    expect(after.stage).toBe('call');
    expect(find(entries, 'rescored')).toMatchObject({
      data: { for: "stage 'call' has begun" },
      why: expect.stringContaining('it stays low risk') as string,
    });
  });

  it('takes the task back that belongs to the ladder of the old tier', () => {
    const task = { taskId: 'L000001-1.2.30' as never, dueAtMs: NOW + DAY_MS };
    const working = { ...state, rung: 4, callWork: { rung: 4, attempts: 0, task } };
    const { tasksClosed, state: after } = decided(working, [rating(450)], {
      customer: { internalScore: 450 },
    });
    expect(tasksClosed).toContain(task.taskId);
    expect(after.callWork).toBeUndefined();
  });
});
