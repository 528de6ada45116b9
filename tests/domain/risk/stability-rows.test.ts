import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar.ts';
import { random } from '../../../domain/portfolio/random.ts';
import { riskFactsAsOf, type RiskHistory } from '../../../domain/risk/risk-history.ts';
import { driftAlert } from '../../../domain/risk/stability-alert.ts';
import { driftOf, psi, type Measured } from '../../../domain/risk/stability.ts';
import { recentRows } from '../../../domain/risk/stability-rows.ts';
import { overdueOn } from '../../../domain/risk/training/outcome.ts';
import { snapshotDays } from '../../../domain/risk/training/snapshot-days.ts';

const HISTORY: RiskHistory = {
  zone: 'Asia/Shanghai',
  loan: {
    ...{
      product: 'card',
      secured: false,
      currency: 'CNY',
      principalMinor: 1_000_000,
      originatedOn: '2026-01-01',
    },
    ...{ termMonths: 12, annualRate: 0.18 },
  },
  customer: { annualIncomeMinor: null, birthDate: null, language: 'zh' },
  instalments: [
    { dueOn: '2026-11-10', amountMinor: 100_000 },
    { dueOn: '2026-12-10', amountMinor: 100_000 },
  ],
  payments: [],
  ...{ ratings: [], externalDebts: [], macroAlerts: [], judged: [], contacts: [] },
};

const daysPastDue = (history: RiskHistory, newestOn: string) =>
  recentRows(history, newestOn, ['daysPastDue']).map((row) => row['daysPastDue']);

describe('the rows of now', () => {
  it('are those that training would have looked at within 31 days', () => {
    // 3 and 15 days late, and the end of the month.
    expect(daysPastDue(HISTORY, '2026-11-30')).toEqual([3, 15, 20]);
    expect(daysPastDue(HISTORY, '2026-11-29')).toEqual([3, 15]);
    // The 13th of November is the oldest of the 31 days up to the 13th of December.
    expect(daysPastDue(HISTORY, '2026-12-13')).toEqual([3, 15, 20, 31]);
    expect(daysPastDue(HISTORY, '2026-12-14')).toEqual([15, 20, 31]);
  });

  it('are none of a loan that was not overdue', () => {
    const paid = { ...HISTORY, payments: [{ paidOn: '2026-11-09', amountMinor: 100_000 }] };
    expect(daysPastDue(paid, '2026-11-30')).toEqual([]);
  });

  it('have those that have paid meanwhile too, as they were', () => {
    const paid = { ...HISTORY, payments: [{ paidOn: '2026-11-14', amountMinor: 100_000 }] };
    expect(daysPastDue(paid, '2026-11-30')).toEqual([3]);
  });
});

describe('a portfolio that goes on as before', () => {
  const TODAY = '2026-11-30';
  const draws = random('steady');
  /** Twelve instalments from some day of the last four years on, each paid some time after the one before was. */
  const loans = Array.from({ length: 2_000 }, (): RiskHistory => {
    const from = addDays(TODAY, -draws.int(0, 1_400));
    const instalments = Array.from({ length: 12 }, (_, month) => ({
      dueOn: addDays(from, 30 * month),
      amountMinor: 10_000,
    }));
    let daysLate = 0;
    const payments = instalments.map(({ dueOn, amountMinor }) => {
      daysLate = Math.round(daysLate * 0.6 + (draws.chance(0.3) ? draws.int(1, 60) : 0));
      return { paidOn: addDays(dueOn, daysLate), amountMinor };
    });
    const known = payments
      .filter(({ paidOn }) => paidOn <= TODAY)
      .sort((a, b) => (a.paidOn < b.paidOn ? -1 : 1));
    return { ...HISTORY, instalments, payments: known };
  });
  const lateOn = (history: RiskHistory, day: string) => {
    const { instalments, payments } = riskFactsAsOf(history, day);
    return overdueOn({ instalments, payments }, day).daysPastDue;
  };
  const CUTS = [4, 10, 16, 25, 32, 45, 62];
  const shares = (days: readonly number[]) =>
    [0, ...CUTS].map(
      (_, group) =>
        days.filter((day) => CUTS.filter((cut) => day >= cut).length === group).length / days.length,
    );
  const atTraining = shares(
    loans.flatMap((loan) => snapshotDays(loan, addDays(TODAY, -90)).map((day) => lateOn(loan, day))),
  );

  it('has not drifted by its recent rows, though it would have by what is overdue at this moment', () => {
    expect(
      psi(atTraining, shares(loans.flatMap((loan) => daysPastDue(loan, TODAY) as number[]))),
    ).toBeLessThan(0.1);
    const atOnce = loans.map((loan) => lateOn(loan, TODAY)).filter((days) => days > 0);
    expect(psi(atTraining, shares(atOnce))).toBeGreaterThan(0.25);
  });
});

describe('the alert of a drift', () => {
  const measured = (name: string, psi: number): Measured => ({
    ...{ name, label: name, psi, drift: driftOf(psi), most: `${name} high: 60 % now, 10 % at training` },
  });
  const about = { model: 'bank-7', day: '2026-11-01' };
  const alertOf = (...of: Measured[]) => driftAlert({ kind: 'measured', rows: 900, measured: of }, about);

  it('is none up to 0.25, nor of a few loans', () => {
    expect(alertOf(measured('score', 0.25), measured('a', 0.1))).toBeNull();
    expect(driftAlert({ kind: 'too-few', rows: 3, why: '' }, about)).toBeNull();
  });

  it('is one for the model, with all that has drifted, worst first', () => {
    const alert = alertOf(
      measured('score', 0.3),
      measured('a', 0.8),
      measured('b', 0.2),
      measured('c', 0.26),
    );
    expect(alert).toEqual({
      kind: 'model-drift',
      subject: { kind: 'model', model: 'bank-7' },
      day: '2026-11-01',
      figures: { rows: 900, threshold: 0.25, a: 0.8, score: 0.3, c: 0.26 },
      severity: 3,
      why:
        'Overdue loans are not what bank-7 has learnt from: a (index 0.80; a high: 60 % now, 10 % at training), ' +
        'score (index 0.30; score high: 60 % now, 10 % at training), ' +
        'c (index 0.26; c high: 60 % now, 10 % at training) moved by more than 0.25.',
      proposes: 'retrain-model',
    });
  });

  it('names three and counts the others', () => {
    const alert = alertOf(...['a', 'b', 'c', 'd', 'e'].map((name) => measured(name, 0.5)));
    expect(alert?.why).toContain(' and 2 more moved by more than 0.25.');
  });
});
