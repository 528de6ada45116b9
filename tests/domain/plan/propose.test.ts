import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityMinor } from '../../../domain/plan/means.ts';
import { PLAN_KINDS, totalOf } from '../../../domain/plan/plan.ts';
import { planPolicySchema, type PlanPolicy } from '../../../domain/plan/policy.ts';
import { proposePlan, proposePlans, runningOf, type PlanQuestion } from '../../../domain/plan/propose.ts';

const policy = planPolicySchema.parse({});

/** 600.00 overdue, nothing else due, 1,000.00 a month of which 100.00 can be spared. */
function question(changes: Partial<PlanQuestion> = {}): PlanQuestion {
  return {
    arrearsMinor: 60_000,
    principalMinor: 0,
    annualRate: 0.12,
    termMonths: 0,
    firstDueOn: '2026-11-20',
    means: { incomeMinor: 100_000, share: 0.1 },
    policy,
    ...changes,
  };
}

const spare = (minor: number) => ({ incomeMinor: minor, outgoingsMinor: 0 });
const all: PlanPolicy = { ...policy, highestShareOfDisposable: 1 };

describe('capacityMinor', () => {
  it.each([
    [{ incomeMinor: 500_000, outgoingsMinor: 400_000 }, 70_000],
    [{ incomeMinor: 400_000, outgoingsMinor: 400_000 }, 0],
    [{ incomeMinor: 300_000, outgoingsMinor: 400_000 }, 0],
    [{ incomeMinor: 100_000, share: 0.1 }, 10_000],
    [{ incomeMinor: 100_000, share: 0.9 }, 30_000],
  ])('%j: %i', (means, minor) => expect(capacityMinor(means, policy)).toBe(minor));
});

describe('spreading the arrears', () => {
  const spread = (changes: Partial<PlanQuestion>, months?: number) =>
    proposePlan(question(changes), 'spread', months);

  it('takes as few months as the customer can afford', () => {
    const proposal = spread({});
    expect(proposal).toMatchObject({
      months: 6,
      affordable: true,
      shortfallMinor: 0,
      plan: { pieces: [{ count: 6, amountMinor: 10_000 }], interestMinor: 0 },
      cost: { totalMinor: 60_000, unchangedMinor: 60_000, extraMinor: 0 },
    });
    expect(proposal?.instalments.at(-1)).toEqual({ dueOn: '2027-04-20', amountMinor: 10_000 });
  });

  it.each([
    [10_001, 6, true, 0],
    [10_000, 6, true, 0],
    [9_999, 7, true, 0],
    [5_000, 12, true, 0],
    [4_999, 12, false, 1],
    [0, 12, false, 5_000],
  ])('who can spare %i: %i months, affordable %s, %i is missing', (minor, months, affordable, shortfall) => {
    const proposal = spread({ means: spare(minor), policy: all });
    expect(proposal).toMatchObject({ months, affordable, shortfallMinor: shortfall });
  });

  it('leaves the rounding to the last', () => {
    expect(spread({ arrearsMinor: 10_000 }, 3)?.plan.pieces).toEqual([
      { count: 2, amountMinor: 3_333 },
      { count: 1, amountMinor: 3_334 },
    ]);
  });

  it('comes on top of what falls due anyway', () => {
    const running = { principalMinor: 120_000, termMonths: 12, annualRate: 0 };
    expect(spread({ ...running, means: spare(20_000), policy: all })).toMatchObject({
      months: 6,
      plan: { pieces: [{ count: 6, amountMinor: 20_000 }] },
      cost: { totalMinor: 180_000, extraMinor: 0 },
    });
  });

  it('makes no part smaller than policy has it', () => {
    expect(spread({ arrearsMinor: 14_999, means: spare(0) })?.months).toBe(2);
    expect(spread({ arrearsMinor: 15_000, means: spare(0) })?.months).toBe(3);
    expect(spread({ arrearsMinor: 10, means: spare(0) })?.months).toBe(1);
  });
});

describe('a new term', () => {
  const loan = { principalMinor: 1_000_000, termMonths: 10, annualRate: 0.12, policy: all };

  it('is the shortest that the customer can afford, longer than the old one', () => {
    const proposal = proposePlan(question({ ...loan, means: spare(50_000) }), 're-term');
    // 10,600.00 at 1 % a month: 24 instalments of 498.98; 23 would be 518.20.
    expect(proposal).toMatchObject({ months: 24, affordable: true });
    expect(proposal?.instalments[0]?.amountMinor).toBe(49_898);
    expect(proposal?.cost.extraMinor).toBeGreaterThan(0);
    expect(proposal?.cost.totalMinor).toBe(1_060_000 + (proposal?.plan.interestMinor ?? 0));
  });

  it('unaffordable at its longest: said, with what is missing', () => {
    const proposal = proposePlan(question({ ...loan, means: spare(20_000) }), 're-term');
    expect(proposal).toMatchObject({ months: 60, affordable: false });
    expect(proposal?.shortfallMinor).toBe((proposal?.instalments[0]?.amountMinor ?? 0) - 20_000);
  });

  it('is not offered for a loan that runs longer than policy goes', () => {
    expect(proposePlan(question({ ...loan, termMonths: 60 }), 're-term')).toBeUndefined();
    expect(proposePlan(question({ ...loan, termMonths: 59 }), 're-term')?.months).toBe(60);
  });

  it('of arrears alone begins where spreading them ends', () => {
    const proposal = proposePlan(
      question({ arrearsMinor: 500_000, means: spare(40_000), policy: all }),
      're-term',
    );
    expect(proposal).toMatchObject({ months: 14, affordable: true });
  });
});

describe('interest only at first', () => {
  const loan = { principalMinor: 1_000_000, termMonths: 12, annualRate: 0.12, policy: all };

  it('is judged by those months, and says what comes after', () => {
    const proposal = proposePlan(question({ ...loan, means: spare(11_000) }), 'interest-only');
    expect(proposal).toMatchObject({ months: 18, affordable: true, shortfallMinor: 0 });
    expect(proposal?.instalments[5]).toEqual({ dueOn: '2027-04-20', amountMinor: 10_600 });
    expect(proposal?.later).toEqual({ fromOn: '2027-05-20', amountMinor: 94_180, shortfallMinor: 83_180 });
  });

  it.each([
    ['policy has none', { policy: { ...all, interestOnlyMonths: 0 } }],
    ['the loan bears none', { annualRate: 0 }],
    ['there is no term left', { termMonths: 0 }],
    ['it would run too long', { termMonths: 60 }],
  ])('is not offered when %s', (_why, changes) => {
    expect(proposePlan(question({ ...loan, ...changes }), 'interest-only')).toBeUndefined();
  });
});

describe('every plan', () => {
  const questions = fc
    .record({
      arrearsMinor: fc.integer({ min: 1, max: 5_000_000 }),
      principalMinor: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50_000_000 })),
      annualRate: fc.constantFrom(0, 0.0435, 0.12, 0.18, 0.36),
      termMonths: fc.integer({ min: 1, max: 58 }),
      incomeMinor: fc.integer({ min: 0, max: 3_000_000 }),
    })
    .map(({ incomeMinor, ...loan }) =>
      question({ ...loan, ...(loan.principalMinor === 0 && { termMonths: 0 }), means: spare(incomeMinor) }),
    );

  it('asks for what is owed and the interest that it states, to the minor unit, and for nothing negative', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        for (const { plan, instalments, cost, months } of proposePlans(asked).proposals) {
          const running = runningOf(asked).slice(0, months);
          const principalMinor =
            plan.kind === 'spread'
              ? running.reduce((sum, month) => sum + month.amountMinor - month.interestMinor, 0)
              : asked.principalMinor;
          expect(totalOf(plan)).toBe(asked.arrearsMinor + principalMinor + plan.interestMinor);
          expect(instalments.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
          expect(cost.totalMinor - cost.unchangedMinor).toBe(cost.extraMinor);
          if (plan.kind === 'spread') expect(cost.extraMinor).toBe(0);
        }
      }),
    );
  });

  it('that is affordable asks for no more than the customer can pay; one that is not says by how much', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { capacityMinor: canPay, proposals } = proposePlans(asked);
        for (const { plan, instalments, affordable, shortfallMinor, later } of proposals) {
          const relief = later ? instalments.filter(({ dueOn }) => dueOn < later.fromOn) : instalments;
          const largest = Math.max(...relief.map(({ amountMinor }) => amountMinor));
          expect([plan.kind, affordable]).toEqual([plan.kind, largest <= canPay]);
          expect(shortfallMinor).toBe(Math.max(0, largest - canPay));
        }
      }),
    );
  });

  it('gets no longer, no dearer and no further out of reach with more income', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 1_000_000 }), (poorer, moreMinor) => {
        const incomeMinor = poorer.means.incomeMinor + moreMinor;
        const richer = { ...poorer, means: spare(incomeMinor) };
        for (const kind of PLAN_KINDS) {
          const [before, after] = [proposePlan(poorer, kind), proposePlan(richer, kind)];
          expect(after === undefined).toBe(before === undefined);
          if (!before || !after) continue;
          expect(after.shortfallMinor).toBeLessThanOrEqual(before.shortfallMinor);
          expect(Number(after.affordable)).toBeGreaterThanOrEqual(Number(before.affordable));
          if (before.affordable) expect(after.months).toBeLessThanOrEqual(before.months);
          if (before.affordable) expect(after.cost.totalMinor).toBeLessThanOrEqual(before.cost.totalMinor);
        }
      }),
    );
  });
});
