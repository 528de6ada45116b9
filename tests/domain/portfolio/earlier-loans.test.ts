import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../../../domain/calendar.ts';
import { delinquencyOf } from '../../../domain/delinquency.ts';
import { earlierLoans } from '../../../domain/portfolio/earlier-loans.ts';
import { generatePortfolio } from '../../../domain/portfolio/generate.ts';

const asOf = '2026-11-01';
const books = earlierLoans({ loans: 300, seed: '1', asOf });

/** @returns days past due on a day, by what was paid before it */
function daysPastDue(loan: (typeof books.loans)[number], day: string): number {
  const instalments = loan.instalments.map(({ dueOn, principalMinor, interestMinor }) => ({
    dueOn,
    amountMinor: principalMinor + interestMinor,
  }));
  const paidMinor = loan.payments
    .filter(({ paidAtMs }) => localDate(paidAtMs, 'Asia/Shanghai') <= day)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return delinquencyOf(instalments, paidMinor, day).daysPastDue;
}

describe('loans of earlier years', () => {
  it('are the same for the same seed', () => {
    expect(earlierLoans({ loans: 300, seed: '1', asOf })).toEqual(books);
    expect(earlierLoans({ loans: 300, seed: '2', asOf })).not.toEqual(books);
  });

  it('owe nothing any more', () => {
    for (const loan of books.loans) expect(daysPastDue(loan, asOf)).toBe(0);
  });

  it('were late on the way, some of them for more than three months', () => {
    const worst = books.loans.map((loan) =>
      Math.max(
        ...loan.instalments
          .flatMap(({ dueOn }) => [20, 60, 100].map((days) => addDays(dueOn, days)))
          .filter((day) => day < asOf)
          .map((day) => daysPastDue(loan, day)),
      ),
    );
    expect(worst.filter((days) => days > 0).length).toBeGreaterThan(150);
    expect(worst.filter((days) => days > 90).length).toBeGreaterThan(40);
    expect(worst.filter((days) => days === 0).length).toBeGreaterThan(20);
  });

  it('are nobody else’s', () => {
    const { loans, customers } = generatePortfolio({ loans: 500, seed: '1', asOf });
    const ids = new Set<string>(loans.map(({ loanId }) => loanId));
    expect(books.loans.some(({ loanId }) => ids.has(loanId))).toBe(false);
    const phones = new Set(customers.map(({ phone }) => phone));
    expect(books.customers.some(({ phone }) => phone !== null && phones.has(phone))).toBe(false);
  });
});
