import { describe, expect, test } from 'vitest';
import { bucketOf, delinquencyOf, type Bucket } from '../../../domain/delinquency.ts';
import { DELINQUENCY_MIX, generatePortfolio } from '../../../domain/portfolio/generate.ts';
import { REGIONS } from '../../../domain/portfolio/people.ts';
import type { PortfolioLoan } from '../../../domain/portfolio/portfolio.ts';
import { PRODUCTS } from '../../../domain/portfolio/products.ts';

const AS_OF = '2026-11-01';
const portfolio = (loans: number, seed = '1') => generatePortfolio({ loans, seed, asOf: AS_OF });
const thousand = portfolio(1000);

function lateness({ instalments, payments }: PortfolioLoan) {
  const due = instalments.map(({ dueOn, principalMinor, interestMinor }) => ({
    dueOn,
    amountMinor: principalMinor + interestMinor,
  }));
  const paid = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return delinquencyOf(due, paid, AS_OF);
}

function countBy<T, K extends string>(items: readonly T[], keyOf: (item: T) => K): Record<K, number> {
  const counts = {} as Record<K, number>;
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

describe('a made-up portfolio', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(portfolio(60)).toEqual(portfolio(60));
    expect(portfolio(60, '2').customers).not.toEqual(portfolio(60).customers);
  });

  test.each([1, 12, 60, 500])(
    'of %i delinquent loans has so many, and some that fall late later',
    (loans) => {
      const made = portfolio(loans).loans;
      expect(made.filter((loan) => lateness(loan).arrearsMinor > 0)).toHaveLength(loans);
      expect(made).toHaveLength(loans + Math.floor(loans / 12));
    },
  );

  test('has the delinquency mix of the real one', () => {
    const buckets: Bucket[] = ['1-30', '31-60', '61-90', '91-120', '121-180'];
    const counts = countBy(thousand.loans, (loan) => bucketOf(lateness(loan).daysPastDue));
    const all = DELINQUENCY_MIX.reduce((sum, { accounts }) => sum + accounts, 0);
    DELINQUENCY_MIX.forEach(({ accounts }, index) => {
      const bucket = buckets[index] ?? 'current';
      expect(Math.abs((counts[bucket] ?? 0) - (1000 * accounts) / all), bucket).toBeLessThanOrEqual(1);
    });
  });

  test('says truly since when a loan is late', () => {
    for (const loan of thousand.loans) {
      const { oldestDueOn } = lateness(loan);
      if (oldestDueOn !== null) expect(loan.hidden.lateFrom > oldestDueOn).toBe(true);
      else expect(loan.hidden.lateFrom > AS_OF).toBe(true);
    }
  });

  test('has all products, regions, and both languages', () => {
    expect(Object.keys(countBy(thousand.loans, ({ product }) => product)).sort()).toEqual(
      PRODUCTS.map(({ product }) => product).sort(),
    );
    expect(Object.keys(countBy(thousand.customers, ({ region }) => region)).sort()).toEqual(
      [...REGIONS].sort(),
    );
    const { 'zh-CN': chinese, en } = countBy(thousand.customers, ({ language }) => language);
    expect(chinese).toBeGreaterThan(800);
    expect(en).toBeGreaterThan(80);
  });

  test('has principal, instalments and payments that fit together', () => {
    for (const { principalMinor, termMonths, instalments, payments, originatedOn } of thousand.loans) {
      const principal = instalments.reduce((sum, instalment) => sum + instalment.principalMinor, 0);
      if (termMonths !== null) {
        expect(principal).toBe(principalMinor);
        expect(instalments).toHaveLength(termMonths);
      }
      for (const { principalMinor: part, interestMinor } of instalments) {
        expect(part).toBeGreaterThan(0);
        expect(interestMinor).toBeGreaterThanOrEqual(0);
        expect(part + interestMinor).toBeLessThan(principalMinor);
      }
      expect(originatedOn < (instalments[0]?.dueOn ?? '')).toBe(true);
      expect(payments.every((payment) => payment.amountMinor > 0)).toBe(true);
      expect(payments.every((payment) => payment.paidAtMs < Date.parse(`${AS_OF}T00:00:00+08:00`))).toBe(
        true,
      );
    }
    const ids = thousand.loans.flatMap(({ payments }) => payments.map(({ paymentId }) => paymentId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('reaches nobody: numbers that are not in use and a reserved domain', () => {
    for (const { phone, email } of thousand.customers) {
      expect(phone ?? '+8610000').toMatch(/^\+8610000/);
      expect(email ?? '@customers.example').toMatch(/@customers\.example$/);
    }
  });

  test('rates those who will not pay lower than those who will', () => {
    const scoreOf = new Map(thousand.customers.map(({ customerId, score }) => [customerId, score]));
    const mean = (character: string) => {
      const scores = thousand.loans
        .filter(({ hidden }) => hidden.character === character)
        .flatMap(({ customerId }) => scoreOf.get(customerId) ?? []);
      return scores.reduce((a, b) => a + b, 0) / scores.length;
    };
    expect(mean('never-pays')).toBeLessThan(mean('pays-after-letter'));
    expect(mean('pays-after-letter')).toBeLessThan(mean('pays-late-alone'));
  });
});
