import { addDays, daysBetween, type IsoDate } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import { addMonths } from '../plan/add-months.ts';
import type { CustomerId, LoanId } from '../ids.ts';
import { badnessOf, dealCharacters, isCalled, LAST_RESORTS, type Character } from './characters.ts';
import { inventPerson } from './people.ts';
import type { PastPayment, Portfolio, PortfolioCustomer, PortfolioLoan } from './portfolio.ts';
import { pickPrincipal, pickProduct, pickRate } from './products.ts';
import { apportion, random, shuffled, type Random } from './random.ts';
import { annuity, cardBills, type ScheduledInstalment } from './schedule.ts';

/**
 * How late the delinquent accounts of a real portfolio of 21,000 cards were on one day ('Default of credit card
 * clients', UCI): instalments missed, and how many accounts of 6,262 had missed so many.
 */
export const DELINQUENCY_MIX = [
  { missed: 1, accounts: 3869 },
  { missed: 2, accounts: 2014 },
  { missed: 3, accounts: 183 },
  { missed: 4, accounts: 49 },
  { missed: 5, accounts: 147 },
] as const;

/** The newest missed instalment fell due so many days ago, give or take a few. */
const NEWEST_DAYS_AGO = 12;
const DAYS_APART = 6;
const ZONE = 'Asia/Shanghai';
const CURRENCY = 'CNY';

export interface PortfolioOptions {
  /** delinquent loans; about a tenth more is current and falls late later */
  loans: number;
  seed: string;
  asOf: IsoDate;
}

/**
 * Makes up a portfolio: delinquent loans in the mix of a real one, some that will be late within the month, with
 * schedules, past payments, ratings and people in character. The same options give the same portfolio.
 *
 * @example generatePortfolio({ loans: 60, seed: '1', asOf: '2026-11-01' }).loans.length // 65
 */
export function generatePortfolio({ loans, seed, asOf }: PortfolioOptions): Portfolio {
  const draws = random(`${seed}:mix`);
  const accounts = DELINQUENCY_MIX.map((part) => part.accounts);
  const missed = shuffled(
    apportion(loans, accounts).flatMap((count, index) =>
      Array<number>(count).fill(DELINQUENCY_MIX[index]?.missed ?? 1),
    ),
    draws,
  );
  const later = Array<number>(Math.floor(loans / 12)).fill(0);
  const newestDue = [...missed, ...later].map((count) => newestDueOn(asOf, count, draws));
  const lateFrom = [...missed, ...later].map((count, index) => {
    const newest = newestDue[index] ?? asOf;
    return addDays(addMonths(newest, -Math.max(0, count - 1)), 1);
  });
  const characters = [
    ...dealCharacters(
      missed.map((_, index) => daysBetween(lateFrom[index] ?? asOf, asOf) + 1),
      seed,
    ),
    ...later.map(() => draws.pick(LATER_CHARACTERS)),
  ];
  const soFar = new Map<Character, number>();
  const made = characters.map((character, index) => {
    const turn = soFar.get(character) ?? 0;
    soFar.set(character, turn + 1);
    const lastResort = LAST_RESORTS[turn % LAST_RESORTS.length] ?? 'written-off';
    const number = index + 1;
    return {
      customer: customerOf(number, character, seed, asOf),
      loan: loanOf({
        number,
        seed,
        asOf,
        oldestDueOn: addDays(lateFrom[index] ?? asOf, -1),
        hidden: { character, turn, lastResort, lateFrom: lateFrom[index] ?? asOf },
      }),
    };
  });
  return {
    asOf,
    currency: CURRENCY,
    jurisdiction: 'CN',
    customers: made.map(({ customer }) => customer),
    loans: made.map(({ loan }) => loan),
  };
}

/** Who is only a little late does not need the whole ladder. */
const LATER_CHARACTERS: readonly Character[] = ['pays-late-alone', 'pays-when-reminded', 'keeps-promises'];

function newestDueOn(asOf: IsoDate, missed: number, draws: Random): IsoDate {
  const date =
    missed > 0
      ? addDays(asOf, -NEWEST_DAYS_AGO + draws.int(-DAYS_APART, DAYS_APART))
      : addDays(asOf, draws.int(1, 24));
  // Every month has such a day.
  return Number(date.slice(8)) > 28 ? `${date.slice(0, 8)}28` : date;
}

const six = (number: number) => String(number).padStart(6, '0');

function customerOf(number: number, character: Character, seed: string, asOf: IsoDate): PortfolioCustomer {
  const draws = random(`${seed}:rating:${number}`);
  const rating = Math.round(740 - 270 * badnessOf(character) + draws.int(-55, 55));
  const score = draws.chance(0.95) ? rating : null;
  const grade = score === null ? null : score >= 700 ? 'A' : score >= 620 ? 'B' : score >= 540 ? 'C' : 'D';
  const person = inventPerson(number, seed, asOf);
  return {
    ...person,
    ...(isCalled(character) && { consents: { ...person.consents, voice: true } }),
    customerId: `C${six(number)}` as CustomerId,
    score,
    grade,
    ratedOn: addDays(asOf, -1),
  };
}

function loanOf(options: {
  number: number;
  seed: string;
  asOf: IsoDate;
  oldestDueOn: IsoDate;
  hidden: PortfolioLoan['hidden'];
}): PortfolioLoan {
  const { number, seed, asOf, oldestDueOn, hidden } = options;
  const draws = random(`${seed}:loan:${number}`);
  const product = pickProduct(draws);
  const principalMinor = pickPrincipal(product, draws) * 100;
  const annualRate = pickRate(product, draws);
  const termMonths = product.terms === null ? null : draws.pick(product.terms);
  // At least as many are still to come as can have been missed, so that a schedule does not end in the middle.
  const paidInstalments = termMonths === null ? draws.int(4, 9) : draws.int(1, Math.min(12, termMonths - 5));
  const firstDueOn = addMonths(oldestDueOn, -paidInstalments);
  const instalments =
    termMonths === null
      ? cardBills(principalMinor, annualRate, billsUntil(firstDueOn, addDays(asOf, 30)), firstDueOn, draws)
      : annuity(principalMinor, annualRate, termMonths, firstDueOn);
  const loanId = `L${six(number)}` as LoanId;
  return {
    loanId,
    customerId: `C${six(number)}` as CustomerId,
    product: product.product,
    principalMinor,
    annualRate,
    termMonths,
    originatedOn: addMonths(firstDueOn, -1),
    branch: `branch-${String(draws.int(1, 24)).padStart(2, '0')}`,
    secured: product.secured,
    instalments,
    payments: pastPayments({
      loanId,
      instalments,
      paidInstalments,
      asOf,
      character: hidden.character,
      draws,
    }),
    hidden,
  };
}

function billsUntil(firstDueOn: IsoDate, last: IsoDate): number {
  let bills = 1;
  while (addMonths(firstDueOn, bills) <= last) bills += 1;
  return bills;
}

/** Good payers pay on the day or before, bad ones some days after; a few have begun to pay what is overdue. */
function pastPayments(options: {
  loanId: LoanId;
  instalments: readonly ScheduledInstalment[];
  paidInstalments: number;
  asOf: IsoDate;
  character: Character;
  draws: Random;
}): PastPayment[] {
  const { loanId, instalments, paidInstalments, asOf, character, draws } = options;
  const channel = draws.pick(['transfer', 'direct-debit', 'app', 'branch']);
  const payment = (dueOn: IsoDate, amountMinor: number, daysLate: number): PastPayment => {
    const date = addDays(dueOn, daysLate);
    const time = `${String(draws.int(9, 19)).padStart(2, '0')}:${String(draws.int(0, 59)).padStart(2, '0')}`;
    const paidAtMs = atLocalTime(date < asOf ? date : addDays(asOf, -1), time, ZONE);
    return { paymentId: `P${loanId.slice(1)}-${dueOn}`, paidAtMs, amountMinor, channel };
  };
  const worst = Math.round(badnessOf(character) * 20);
  const paid = instalments
    .slice(0, paidInstalments)
    .map(({ dueOn, principalMinor, interestMinor }) =>
      payment(dueOn, principalMinor + interestMinor, draws.int(-2, worst)),
    );
  const oldest = instalments[paidInstalments];
  if (oldest && oldest.dueOn < asOf && draws.chance(0.2)) {
    const part = (oldest.principalMinor + oldest.interestMinor) * (0.1 + draws.next() * 0.5);
    paid.push(payment(oldest.dueOn, Math.max(100, Math.round(part / 100) * 100), draws.int(0, 4)));
  }
  return paid;
}
