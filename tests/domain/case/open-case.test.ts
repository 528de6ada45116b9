import { describe, expect, it } from 'vitest';
import { addDays, MINUTE_MS } from '../../../domain/calendar.ts';
import { openCase } from '../../../domain/case/open-case.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseFacts, NOW } from '../fixtures.ts';

/** A case of the low tier, whatever its days past due say. */
const open = (daysPastDue: number) => {
  const delinquency = { daysPastDue, oldestDueOn: addDays('2026-11-01', -daysPastDue) };
  const lenient = { ...cnRetail, tierFrom: { low: 0, middle: 0 } };
  return openCase(caseFacts({ delinquency }), lenient, expertScorer, NOW);
};

describe('openCase', () => {
  it.each([
    [1, 0, 'reminder'],
    [8, 1, 'reminder'],
    [26, 3, 'call'],
    [60, 5, 'letter'],
    [400, 5, 'letter'],
  ])('%d days late it enters at rung %d, stage %s', (days, rung, stage) => {
    expect(open(days).state).toMatchObject({ rung, stage, tier: 'low' });
  });

  it('records what was skipped', () => {
    expect(open(2).entries.map((entry) => entry.type)).toEqual(['opened']);
    const [, skipped] = open(400).entries;
    expect(skipped).toMatchObject({
      type: 'rungs-skipped',
      data: { skipped: cnRetail.ladders.low.slice(0, 5).map((r) => ({ onDay: r.onDay, do: r.do })) },
      why: '400 days past due at opening: enters at day 60',
    });
  });

  it('pins strategy and terms, counts cases, and spreads what is due already', () => {
    const { state } = openCase(caseFacts({ casesSoFar: 2, paidMinor: 9 }), cnRetail, expertScorer, NOW);
    expect(state).toMatchObject({
      caseId: 'L000001-3',
      strategy: 'cn-retail@1',
      paidMinor: 9,
      terms: { promise: cnRetail.promise, grace: { maxDays: cnRetail.grace.maxDays } },
      holds: [],
    });
    expect(state.notBefore.atMs - NOW).toBeLessThan(60 * MINUTE_MS);
    expect(state.notBefore.atMs).toBeGreaterThanOrEqual(NOW);
  });

  it('says why it is in its tier', () => {
    const facts = caseFacts({ customer: { internalScore: 500 }, delinquency: { daysPastDue: 95 } });
    const { state, entries } = openCase(facts, cnRetail, expertScorer, NOW);
    expect(state.tier).toBe('high');
    expect(entries[0]?.why).toBe(
      'high risk: the loan is 91 or more days past due, the internal rating is below 520',
    );
  });
});
