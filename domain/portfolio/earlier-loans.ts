import { addDays, type IsoDate } from '../calendar.ts';
import type { CustomerId, LoanId } from '../ids.ts';
import { atLocalTime } from '../local-time.ts';
import { addMonths } from '../plan/add-months.ts';
import { inventPerson } from './people.ts';
import type { PastPayment, PortfolioBooks, PortfolioCustomer } from './portfolio.ts';
import { pickPrincipal, pickProduct, pickRate } from './products.ts';
import { random, type Random } from './random.ts';
import { annuity, cardBills, type ScheduledInstalment } from './schedule.ts';

/** Their numbers begin here, so that they are nobody else's. */
const FIRST_NUMBER = 500_001;
const ZONE = 'Asia/Shanghai';

export interface EarlierLoansOptions {
  loans: number;
  seed: string;
  asOf: IsoDate;
}

/**
 * Makes up loans of the last two years that have all been paid back by now, many of them late on the way: what a bank has to
 * learn from how its customers pay. Who is careless is so from the first instalment to the last, and is rated accordingly.
 *
 * @example earlierLoans({ loans: 600, seed: '1', asOf: '2026-11-01' }).loans.length // 600
 */
export function earlierLoans({ loans, seed, asOf }: EarlierLoansOptions): PortfolioBooks {
  const made = Array.from({ length: loans }, (_, index) => earlierLoan(FIRST_NUMBER + index, seed, asOf));
  return {
    ...{ asOf, currency: 'CNY', jurisdiction: 'CN' },
    customers: made.map(({ customer }) => customer),
    loans: made.map(({ loan }) => loan),
  };
}

function earlierLoan(number: number, seed: string, asOf: IsoDate) {
  const draws = random(`${seed}:earlier:${number}`);
  const carelessness = draws.next() ** 1.5;
  const [customerId, loanId] = [`C${number}` as CustomerId, `L${number}` as LoanId];
  const firstDueOn = firstDay(addMonths(asOf, -draws.int(14, 24)), draws);
  const product = pickProduct(draws);
  const principalMinor = pickPrincipal(product, draws) * 100;
  const annualRate = pickRate(product, draws);
  const months = draws.int(9, 12);
  const instalments =
    product.terms === null
      ? cardBills(principalMinor, annualRate, months, firstDueOn, draws)
      : annuity(principalMinor, annualRate, months, firstDueOn);
  const score = Math.round(740 - 270 * carelessness + draws.int(-40, 40));
  const customer: PortfolioCustomer = {
    ...inventPerson(number, seed, asOf),
    ...{ customerId, score, grade: null, ratedOn: addDays(firstDueOn, -20) },
  };
  return {
    customer,
    loan: {
      ...{ loanId, customerId, product: product.product, secured: product.secured },
      ...{ principalMinor, annualRate, termMonths: product.terms === null ? null : months },
      originatedOn: addMonths(firstDueOn, -1),
      branch: `branch-${String(draws.int(1, 24)).padStart(2, '0')}`,
      instalments,
      payments: paymentsOf(loanId, instalments, { carelessness, asOf, draws }),
    },
  };
}

/** Every month has such a day. */
function firstDay(date: IsoDate, { int }: Random): IsoDate {
  return `${date.slice(0, 8)}${String(int(1, 28)).padStart(2, '0')}`;
}

/** The oldest instalment is always paid first: whoever leaves one open for long pays those after it late as well. */
function paymentsOf(
  loanId: LoanId,
  instalments: readonly ScheduledInstalment[],
  { carelessness, asOf, draws }: { carelessness: number; asOf: IsoDate; draws: Random },
): PastPayment[] {
  const last = addDays(asOf, -draws.int(3, 20));
  let paidOn = '';
  return instalments.map(({ number, dueOn, principalMinor, interestMinor }) => {
    const wished = addDays(dueOn, daysLate(carelessness, draws));
    paidOn = [wished, paidOn].reduce((a, b) => (a > b ? a : b));
    if (paidOn > last) paidOn = last;
    return {
      paymentId: `P${loanId.slice(1)}-${number}`,
      paidAtMs: atLocalTime(paidOn, `${String(draws.int(9, 19)).padStart(2, '0')}:00`, ZONE),
      amountMinor: principalMinor + interestMinor,
      channel: 'transfer',
    };
  });
}

/** The more careless somebody is the more often, and the longer. */
function daysLate(carelessness: number, { chance, int, next }: Random): number {
  if (!chance(0.06 + 0.44 * carelessness)) return int(-3, 0);
  return chance(0.05 + 0.85 * carelessness)
    ? Math.round(30 + 190 * carelessness * (0.7 + 0.6 * next()))
    : int(2, 28);
}
