import { addDays } from '../calendar.ts';
import { delinquencyOf } from '../delinquency.ts';
import { cnRetail } from '../strategy/built-in/cn-retail.ts';
import { strategySchema, type Strategy } from '../strategy/schema.ts';
import { badnessOf } from './characters.ts';
import type { Portfolio, PortfolioLoan } from './portfolio.ts';

/** Until a case comes to letters and court so much more has fallen due. */
const LATER_DAYS = 45;
/** Whose cases come that far. */
const BAD_FROM = 0.6;

/**
 * The strategy of a made-up bank: the built-in one, with limits of authority that fit its book, so that some of the
 * letters and claims are for two persons to approve and some for one, and time to report what came of a call.
 *
 * @example houseStrategy(portfolio).version // 2
 */
export function houseStrategy({ loans, asOf }: Pick<Portfolio, 'loans' | 'asOf'>): Strategy {
  const date = addDays(asOf, LATER_DAYS);
  const bad = loans.filter(({ hidden }) => badnessOf(hidden.character) >= BAD_FROM);
  const amounts = bad.map((loan) => arrearsOn(loan, date)).toSorted((a, b) => a - b);
  const middleMinor = Math.max(1, amounts[Math.floor(amounts.length / 2)] ?? 500_000);
  const rejected = bad.find(({ hidden }) => hidden.character === 'never-pays' && hidden.turn === 0);
  const letterFromMinor = Math.min(middleMinor, rejected ? arrearsOn(rejected, asOf) : middleMinor);
  return strategySchema.parse({
    ...cnRetail,
    version: cnRetail.version + 1,
    publishedBy: 'policy-office',
    // Where a day takes a second, two hours are over before a report is written.
    calls: { ...cnRetail.calls, outcomeMinutes: 600 },
    authority: {
      ...cnRetail.authority,
      letterFromMinor: Math.max(1, letterFromMinor),
      twoPersonsFromMinor: middleMinor,
    },
    legal: { ...cnRetail.legal, twoPersonsFromMinor: middleMinor, preservationFromMinor: 100 },
  });
}

/** @returns what is overdue on that day if nothing is paid until then, minor units */
export function arrearsOn({ instalments, payments }: PortfolioLoan, date: string): number {
  const due = instalments.map(({ dueOn, principalMinor, interestMinor }) => ({
    dueOn,
    amountMinor: principalMinor + interestMinor,
  }));
  const paidMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return delinquencyOf(due, paidMinor, date).arrearsMinor;
}
