import { describe, expect, it } from 'vitest';
import { classOf } from '../../../domain/daily/asset-class.ts';
import { loanDayOf } from '../../../domain/daily/loan-day.ts';

describe('the class of a loan by its lateness', () => {
  it.each([
    [0, 'normal', 100],
    [1, 'special-mention', 200],
    [90, 'special-mention', 200],
    [91, 'substandard', 2_500],
    [270, 'substandard', 2_500],
    [271, 'doubtful', 5_000],
    [360, 'doubtful', 5_000],
    [361, 'loss', 10_000],
  ] as const)('%i days past due: %s', (daysPastDue, assetClass, provisionMinor) => {
    expect(classOf(daysPastDue, 10_000)).toEqual({ assetClass, provisionMinor });
  });

  it('sets aside no more for what floating point adds', () => {
    expect(classOf(0, 100, [{ assetClass: 'normal', fromDay: 0, provisionRate: 0.07 }]).provisionMinor).toBe(
      7,
    );
  });

  it('sets aside a whole minor unit more rather than less', () => {
    expect(classOf(0, 101).provisionMinor).toBe(2);
  });
});

describe('a loan on a day', () => {
  const instalments = [
    { dueOn: '2026-10-01', amountMinor: 1_000 },
    { dueOn: '2026-11-01', amountMinor: 1_000 },
    { dueOn: '2026-12-01', amountMinor: 1_000 },
  ];

  it('shows what is past due, what is still to come, and the class', () => {
    expect(loanDayOf(instalments, 400, '2026-11-02', { secured: false })).toEqual({
      daysPastDue: 32,
      bucket: '31-60',
      balanceMinor: 2_600,
      pastDueMinor: 1_600,
      assetClass: 'special-mention',
      provisionMinor: 52,
      stage: 2,
      // 45 % within the lifetime times 75 %, of 26.00
      eclMinor: 878,
    });
  });

  it('owes nothing when all is paid, nor less than nothing when more is paid', () => {
    for (const paidMinor of [3_000, 4_000]) {
      expect(loanDayOf(instalments, paidMinor, '2027-01-01', { secured: true })).toMatchObject({
        daysPastDue: 0,
        bucket: 'current',
        balanceMinor: 0,
        pastDueMinor: 0,
        assetClass: 'normal',
        provisionMinor: 0,
        stage: 1,
        eclMinor: 0,
      });
    }
  });
});
