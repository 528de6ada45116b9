import { describe, expect, it } from 'vitest';
import { firstDateOf, planQuestionOf, type LoanBooks } from '../../../domain/plan/books.ts';
import { planPolicySchema } from '../../../domain/plan/policy.ts';
import { proposePlan } from '../../../domain/plan/propose.ts';

const policy = planPolicySchema.parse({});
const means = { incomeMinor: 100_000, outgoingsMinor: 0 };
const due = (dueOn: string, principalMinor: number, interestMinor = 0, feeMinor = 0) => ({
  ...{ dueOn, principalMinor, interestMinor, feeMinor },
});

/** 1 November: 500.00 since October, three more to come. */
const books: LoanBooks = {
  instalments: [
    due('2026-10-20', 48_000, 2_000),
    due('2026-11-20', 48_000, 2_000, 500),
    due('2026-12-20', 48_000, 1_000),
    due('2027-01-20', 48_000, 500),
  ],
  paidMinor: 0,
  disputedMinor: 0,
  annualRate: 0.12,
  today: '2026-11-01',
};
const ask = (changes: Partial<LoanBooks> = {}, firstDueOn?: string) =>
  planQuestionOf({ ...books, ...changes }, { means, firstDueOn }, policy, 5);

describe('what a plan is worked out from', () => {
  it('begins on a date of the schedule, with what falls due from then on', () => {
    expect(ask()).toMatchObject({
      firstDueOn: '2026-11-20',
      arrearsMinor: 50_000,
      principalMinor: 144_000,
      termMonths: 3,
      running: [
        { amountMinor: 50_500, interestMinor: 2_500 },
        { amountMinor: 49_000, interestMinor: 1_000 },
        { amountMinor: 48_500, interestMinor: 500 },
      ],
    });
  });

  it('leaves supervisors the time to approve', () => {
    expect(firstDateOf({ ...books, today: '2026-11-14' }, 5)).toBe('2026-11-20');
    expect(firstDateOf({ ...books, today: '2026-11-15' }, 5)).toBe('2026-12-20');
    expect(firstDateOf({ ...books, today: '2027-02-01' }, 5)).toBe('2027-02-07');
  });

  it('takes what falls due before it for arrears', () => {
    expect(ask({ today: '2026-11-15' })).toMatchObject({ arrearsMinor: 100_500, principalMinor: 96_000 });
    expect(ask({}, '2026-12-20')).toMatchObject({ arrearsMinor: 100_500, termMonths: 2 });
  });

  it('asks for what falls due between two dates on the second', () => {
    expect(ask({}, '2026-11-10')).toMatchObject({
      arrearsMinor: 50_000,
      running: [
        { amountMinor: 0 },
        { amountMinor: 50_500 },
        { amountMinor: 49_000 },
        { amountMinor: 48_500 },
      ],
    });
  });

  it('leaves out what was paid and what is disputed', () => {
    expect(ask({ paidMinor: 20_000 }).arrearsMinor).toBe(30_000);
    expect(ask({ disputedMinor: 20_000 }).arrearsMinor).toBe(30_000);
    expect(ask({ disputedMinor: 60_000 }).arrearsMinor).toBe(0);
  });

  it('a spread of it, once it is all paid, leaves nothing that has fallen due by then', () => {
    const proposal = proposePlan(ask({}, '2026-12-20'), 'spread', 2);
    expect(proposal?.plan).toMatchObject({
      pieces: [
        { count: 1, amountMinor: 50_250 + 49_000 },
        { count: 1, amountMinor: 50_250 + 48_500 },
      ],
      interestMinor: 1_500,
    });
    expect(proposal?.cost).toEqual({ totalMinor: 198_000, unchangedMinor: 198_000, extraMinor: 0 });
  });
});
