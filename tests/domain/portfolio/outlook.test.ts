import { describe, expect, test } from 'vitest';
import { answerAlert } from '../../../domain/portfolio/alert-answers.ts';
import { generatePortfolio } from '../../../domain/portfolio/generate.ts';
import { outlookOf } from '../../../domain/portfolio/outlook.ts';

const portfolio = generatePortfolio({ loans: 200, seed: '1', asOf: '2026-11-01' });
const reports = outlookOf(portfolio, '1');
const of = <Kind extends (typeof reports)[number]['report']['kind']>(kind: Kind) =>
  reports.flatMap(({ day, report }) =>
    report.kind === kind ? [{ day, ...(report as Extract<typeof report, { kind: Kind }>) }] : [],
  );

describe('what others report', () => {
  test('is the same for the same seed, in order of days, and of the first weeks', () => {
    expect(outlookOf(portfolio, '1')).toEqual(reports);
    expect(outlookOf(portfolio, '2')).not.toEqual(reports);
    const days = reports.map(({ day }) => day);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(days.at(-1)).toBeLessThan(14);
  });

  test('is the value of all that secures a loan, before and now; every second one has fallen', () => {
    const secured = portfolio.loans.filter((loan) => loan.secured);
    const falls = secured.map(({ loanId }) => {
      const [before, now] = of('valuation').filter((one) => one.loanId === loanId);
      return 1 - (now?.valueMinor ?? 0) / (before?.valueMinor ?? 1);
    });
    expect(falls.filter((fall) => fall > 0.15)).toHaveLength(Math.ceil(secured.length / 2));
    expect(falls.filter((fall) => fall < 0.1)).toHaveLength(Math.floor(secured.length / 2));
  });

  test('is more debt than before, and a lower rating, of one customer in eight each', () => {
    const count = Math.ceil(portfolio.loans.length / 8);
    const debts = of('external-debt');
    expect(new Set(debts.map(({ customerId }) => customerId)).size).toBe(count);
    for (const { customerId } of debts) {
      const [before, after] = debts.filter((one) => one.customerId === customerId);
      expect(after?.totalMinor).toBeGreaterThan(before?.totalMinor ?? Infinity);
    }
    expect(of('rating')).toHaveLength(count);
    for (const { customerId, score } of of('rating')) {
      const before = portfolio.customers.find((one) => one.customerId === customerId)?.score ?? 0;
      expect(before - score).toBeGreaterThanOrEqual(60);
    }
  });
});

describe('a supervisor', () => {
  const takes = (proposes: 'tell-region' | 'compress-ladder' | 'retrain-model') =>
    Array.from({ length: 300 }, (_, n) =>
      answerAlert('1', { kind: 'missed-payments', subject: `L${n}`, proposes }),
    ).filter(({ take }) => take).length;

  test('always tells a region, sometimes hurries a case, and leaves the model to its schedule', () => {
    expect(takes('tell-region')).toBe(300);
    expect(takes('compress-ladder')).toBeGreaterThan(90);
    expect(takes('compress-ladder')).toBeLessThan(150);
    expect(takes('retrain-model')).toBe(0);
  });

  test('recalls a loan only of those who have missed many payments, and not always', () => {
    const recalls = (missed: number) =>
      Array.from({ length: 300 }, (_, n) =>
        answerAlert('1', { kind: 'missed-payments', subject: `L${n}`, proposes: 'compress-ladder', missed }),
      ).filter(({ take, action }) => take && action === 'early-recall').length;
    expect(recalls(2)).toBe(0);
    expect(recalls(3)).toBeGreaterThan(8);
    expect(recalls(3)).toBeLessThan(45);
  });

  test('answers the same each time, and says why', () => {
    const alert = { kind: 'rating-drop', subject: 'L1', proposes: 'more-security' } as const;
    expect(answerAlert('1', alert)).toEqual(answerAlert('1', alert));
    expect(answerAlert('1', alert).why).not.toBe('');
  });
});
