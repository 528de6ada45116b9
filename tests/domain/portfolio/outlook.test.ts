import { describe, expect, it, test } from 'vitest';
import { answerAlert, type AlertSeen } from '../../../domain/portfolio/alert-answers.ts';
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
  it.each<[AlertSeen['kind'], AlertSeen['proposes'], AlertSeen['figures'], boolean]>([
    ['indicator', 'tell-region', {}, true],
    ['model-drift', 'retrain-model', {}, false],
    ['broken-promises', 'early-recall', { broken: 2 }, true],
    ['payment-fall', 'compress-ladder', { left: 0.24, threshold: 0.5 }, true],
    ['payment-fall', 'compress-ladder', { left: 0.25, threshold: 0.5 }, false],
    ['rating-drop', 'compress-ladder', { drop: 60, thresholdPoints: 40 }, true],
    ['rating-drop', 'more-security', { drop: 59, thresholdPoints: 40 }, false],
    ['external-debt', 'compress-ladder', { ofPrincipal: 0.4, threshold: 0.2 }, true],
    ['external-debt', 'compress-ladder', { ofPrincipal: 0.39, threshold: 0.2 }, false],
    ['collateral-value', 'more-security', { loanToValue: 0.81, threshold: 0.8 }, true],
    ['collateral-value', 'more-security', { loanToValue: 0.5, threshold: 0.8 }, false],
  ])('%s, %s, %j', (kind, proposes, figures, take) => {
    const answer = answerAlert({ kind, proposes, figures });
    expect(answer).toMatchObject({ take, action: proposes });
    expect(answer.why).not.toBe('');
  });
});
