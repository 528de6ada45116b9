import { addDays, type IsoDate } from '../../domain/calendar.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { addMonths } from '../../domain/plan/add-months.ts';
import { inventPerson } from '../../domain/portfolio/people.ts';
import type { PortfolioBooks } from '../../domain/portfolio/portfolio.ts';
import { random } from '../../domain/portfolio/random.ts';
import { beijing } from '../domain/fixtures.ts';

const INSTALMENTS = 20;
const AMOUNT_MINOR = 50_000;

/**
 * Loans of two kinds of customers: the forgetful ones are late now and then and pay within three weeks, those in trouble are
 * late mostly and pay after months. How they are rated says it for most of them, how they have paid for all.
 */
export function booksOfHabits(options: { loans: number; key: string; asOf: IsoDate }): PortfolioBooks {
  const { loans: count, key, asOf } = options;
  const made = Array.from({ length: count }, (_, at) => one(at + 1, key, asOf));
  return {
    ...{ asOf, currency: 'CNY', jurisdiction: 'CN' },
    customers: made.map(({ customer }) => customer),
    loans: made.map(({ loan }) => loan),
  };
}

function one(number: number, key: string, asOf: IsoDate) {
  const { chance, int } = random(`${key}:habits:${number}`);
  const troubled = chance(0.5);
  const [customerId, loanId] = [`H${number}` as CustomerId, `HL${number}` as LoanId];
  const firstDueOn = addDays(addMonths(asOf, -INSTALMENTS), int(0, 20));
  const instalments = Array.from({ length: INSTALMENTS }, (_, at) => ({
    ...{ number: at + 1, dueOn: addMonths(firstDueOn, at) },
    ...{ principalMinor: AMOUNT_MINOR, interestMinor: 0 },
  }));
  const daysLate = () => {
    if (!chance(troubled ? 0.8 : 0.4)) return 0;
    return troubled ? int(30, 150) : int(4, 21);
  };
  const rated = (chance(0.85) ? troubled : !troubled) ? 520 : 680;
  return {
    customer: {
      ...inventPerson(number, key, asOf),
      ...{ customerId, score: rated + int(-30, 30), grade: null, ratedOn: addDays(firstDueOn, -20) },
    },
    loan: {
      ...{ loanId, customerId, product: 'card', secured: false, branch: 'branch-01' },
      ...{ principalMinor: 2_000_000, annualRate: 0.18, termMonths: null },
      originatedOn: addMonths(firstDueOn, -1),
      instalments,
      payments: instalments
        .map(({ number: of, dueOn }) => ({ of, paidOn: addDays(dueOn, daysLate()) }))
        .filter(({ paidOn }) => paidOn < asOf)
        .map(({ of, paidOn }) => ({
          paymentId: `${loanId}-${of}`,
          paidAtMs: beijing(paidOn, '09:00'),
          amountMinor: AMOUNT_MINOR,
          channel: 'transfer',
        })),
    },
  };
}
