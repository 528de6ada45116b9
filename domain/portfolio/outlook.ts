import type { CustomerId, LoanId } from '../ids.ts';
import type { PortfolioCustomer, PortfolioLoan } from './portfolio.ts';
import { random, shuffled } from './random.ts';

/** What others report of the customers of a made-up portfolio, whatever their story is. */
export type OutlookReport =
  | { kind: 'valuation'; loanId: LoanId; valueMinor: number }
  | { kind: 'rating'; customerId: CustomerId; score: number }
  | { kind: 'external-debt'; customerId: CustomerId; totalMinor: number };

export interface DatedReport {
  /** of the figures, days from the first one; below 0: before it */
  day: number;
  report: OutlookReport;
}

/** Of the customers one in so many gets into trouble elsewhere, and one in so many is rated down. */
const ONE_IN = 8;

/**
 * What is reported in the first weeks, while most cases are open: what secured loans are worth, of which every second falls; new debt elsewhere, and
 * ratings that drop.
 *
 * @returns in order of days
 */
export function outlookOf(
  { loans, customers }: { loans: readonly PortfolioLoan[]; customers: readonly PortfolioCustomer[] },
  seed: string,
): DatedReport[] {
  const valuations = loans.filter(({ secured }) => secured).flatMap((loan, turn) => valued(loan, turn, seed));
  const count = Math.ceil(loans.length / ONE_IN);
  const order = shuffled(loans, random(`${seed}:outlook`));
  const debts = order.slice(0, count).flatMap((loan) => indebted(loan, seed));
  const scores = new Map(customers.map(({ customerId, score }) => [customerId, score]));
  const ratings = order
    .filter(({ customerId }) => scores.get(customerId) !== null)
    .slice(count, 2 * count)
    .flatMap((loan) => ratedDown(loan, scores.get(loan.customerId) ?? 0, seed));
  return [...valuations, ...debts, ...ratings].toSorted((a, b) => a.day - b.day);
}

function valued({ loanId, principalMinor }: PortfolioLoan, turn: number, seed: string): DatedReport[] {
  const { int, next } = random(`${seed}:value:${loanId}`);
  const before = wholeUnits(principalMinor * (1.5 + next() * 0.5));
  const left = turn % 2 === 0 ? 0.6 + next() * 0.2 : 0.97;
  return [
    { day: -int(60, 200), report: { kind: 'valuation', loanId, valueMinor: before } },
    { day: int(3, 12), report: { kind: 'valuation', loanId, valueMinor: wholeUnits(before * left) } },
  ];
}

function indebted({ loanId, customerId, principalMinor }: PortfolioLoan, seed: string): DatedReport[] {
  const { int, next } = random(`${seed}:debt:${loanId}`);
  const before = wholeUnits(principalMinor * (0.1 + next() * 0.2));
  const after = before + wholeUnits(principalMinor * (0.3 + next() * 0.5));
  return [
    { day: -int(5, 30), report: { kind: 'external-debt', customerId, totalMinor: before } },
    { day: int(3, 12), report: { kind: 'external-debt', customerId, totalMinor: after } },
  ];
}

function ratedDown({ loanId, customerId }: PortfolioLoan, score: number, seed: string): DatedReport[] {
  const { int } = random(`${seed}:rated:${loanId}`);
  return [{ day: int(3, 12), report: { kind: 'rating', customerId, score: score - int(60, 110) } }];
}

/** Nobody reports cents. */
const wholeUnits = (minor: number) => Math.round(minor / 100_000) * 100_000;
