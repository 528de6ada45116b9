import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '../../../../domain/portfolio/random.ts';
import { qualityOf } from '../../../../domain/risk/model/metrics.ts';
import { compareModels, type ModelComparison } from '../../../../domain/risk/training/compare-models.ts';
import { judgePublication, TOLERANCES } from '../../../../domain/risk/training/publish-rule.ts';

const comparison = (auc: number, brier: number): ModelComparison => ({
  ...{ rows: 2000, customers: 700, events: 800 },
  auc: {
    ...{ candidate: 0.75 + auc, incumbent: 0.75, difference: auc },
    interval: { from: auc - 0.02, to: auc + 0.02 },
  },
  brier: {
    ...{ candidate: 0.2 + brier, incumbent: 0.2, difference: brier },
    interval: { from: brier - 0.01, to: brier + 0.01 },
  },
});

const EQUAL = comparison(0, 0);

describe('published only if not worse', () => {
  test.each<[string, number, number, boolean, string]>([
    ['better in both', 0.05, -0.02, true, 'Published:'],
    ['the same', 0, 0, true, 'Published:'],
    ['a little worse in both', -0.0099, 0.0049, true, 'Published:'],
    ['AUC at the tolerance', -TOLERANCES.auc, 0, true, 'Published:'],
    ['AUC beyond it', -0.0101, -0.05, false, 'its AUC of <model> is lower by more than 0.01:'],
    ['Brier at the tolerance', 0, TOLERANCES.brier, true, 'Published:'],
    ['Brier beyond it', 0.05, 0.0051, false, 'its Brier score of <model> is higher by more than 0.005:'],
    ['worse in both', -0.1, 0.1, false, 'and its Brier score of <model> is higher'],
  ])('%s', (_name, auc, brier, publish, words) => {
    const figures = comparison(auc, brier);
    for (const [model, compared] of [
      ['repayment', { repayment: figures, default: null }],
      ['repayment', { repayment: figures, default: EQUAL }],
      ['default', { repayment: EQUAL, default: figures }],
    ] as const) {
      const verdict = judgePublication(compared, 'bank-6');
      expect(verdict.publish).toBe(publish);
      expect(verdict.why).toContain(words.replace('<model>', model));
    }
  });

  test('what is worse at both says so of both', () => {
    const worse = comparison(-0.02, 0);
    const { publish, why } = judgePublication({ repayment: worse, default: worse }, 'bank-6');
    expect(publish).toBe(false);
    expect(why).toContain(
      'because its AUC of repayment is lower by more than 0.01 and its AUC of default is lower by more than 0.01: of repayment on',
    );
  });

  test('one that does not say how likely default is does not take the place of one that does', () => {
    const better = comparison(0.05, -0.02);
    const compared = { repayment: better, default: null, defaultLost: '40 of them came true' };
    const { publish, why } = judgePublication(compared, 'bank-6');
    expect(publish).toBe(false);
    expect(why).toContain(
      'because it does not say how likely default is, as bank-6 does (40 of them came true): of repayment on',
    );
  });

  test('the sentence has both figures, their difference and its interval', () => {
    const compared = { repayment: comparison(0.05, -0.02), default: null };
    const repayment =
      'Published: of repayment on 2000 later days of 700 customers AUC is 0.8000 beside 0.7500 of bank-6 (+0.0500, 95 % ' +
      'between +0.0300 and +0.0700), Brier 0.1800 beside 0.2000 of bank-6 (-0.0200, 95 % between -0.0300 and -0.0100)';
    expect(judgePublication(compared, 'bank-6').why).toBe(`${repayment}.`);
    expect(judgePublication({ ...compared, default: EQUAL }, 'bank-6').why).toBe(
      `${repayment}; of default on 2000 later days of 700 customers AUC is 0.7500 beside 0.7500 of bank-6 (+0.0000, 95 % ` +
        'between -0.0200 and +0.0200), Brier 0.2000 beside 0.2000 of bank-6 (+0.0000, 95 % between -0.0100 and +0.0100).',
    );
  });
});

describe('two models on the same rows', () => {
  /** Rows of customers who repay by a probability of their own; the models know it more or less. */
  function rowsOf(rows: number, perCustomer: number, blur: { candidate: number; incumbent: number }) {
    const { next } = random('two models');
    const customers = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / perCustomer));
    const truth = Float64Array.from({ length: Math.ceil(rows / perCustomer) }, next);
    const target = Uint8Array.from(customers, (customer) => (next() < truth[customer]! ? 1 : 0));
    const known = (by: number) =>
      Float64Array.from(customers, (customer) => truth[customer]! * (1 - by) + next() * by);
    return { target, customers, candidate: known(blur.candidate), incumbent: known(blur.incumbent), seed: 1 };
  }

  test('the figures are those of each model by itself', () => {
    const rows = rowsOf(900, 3, { candidate: 0.2, incumbent: 0.6 });
    const { auc, brier } = compareModels(rows);
    const [a, b] = [rows.candidate, rows.incumbent].map((p) => qualityOf(p, rows.target));
    expect([auc.candidate, auc.incumbent]).toEqual([
      expect.closeTo(a!.auc!, 10) as number,
      expect.closeTo(b!.auc!, 10) as number,
    ]);
    expect(brier.candidate).toBeCloseTo(a!.brier, 10);
    expect(brier.incumbent).toBeCloseTo(b!.brier, 10);
  });

  test('one that knows more is seen to be better: its interval does not reach 0', () => {
    const { auc, brier } = compareModels(rowsOf(3000, 1, { candidate: 0, incumbent: 0.8 }));
    expect(auc.interval.from).toBeGreaterThan(0);
    expect(brier.interval.to).toBeLessThan(0);
  });

  test('a model beside itself differs by nothing, and the same seed draws the same', () => {
    const rows = rowsOf(600, 2, { candidate: 0.3, incumbent: 0.3 });
    const same = compareModels({ ...rows, incumbent: rows.candidate });
    expect(same.auc).toMatchObject({ difference: 0, interval: { from: 0, to: 0 } });
    expect(compareModels(rows)).toEqual(compareModels(rows));
  });

  test('ten days of each customer that tell the same story are no more than one', () => {
    const once = rowsOf(150, 1, { candidate: 0.1, incumbent: 0.5 });
    const again = Array.from({ length: 10 * once.customers.length }, (_, row) => row % once.customers.length);
    const tenTimes = compareModels({
      target: Uint8Array.from(again, (row) => once.target[row]!),
      customers: Int32Array.from(again, (row) => once.customers[row]!),
      candidate: Float64Array.from(again, (row) => once.candidate[row]!),
      incumbent: Float64Array.from(again, (row) => once.incumbent[row]!),
      seed: once.seed,
    });
    const { auc } = compareModels(once);
    expect(tenTimes.auc.interval.from).toBeCloseTo(auc.interval.from, 10);
    expect(tenTimes.auc.interval.to).toBeCloseTo(auc.interval.to, 10);
  });

  test('the difference lies within its interval', () => {
    const blur = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(blur, blur, (candidate, incumbent) => {
        const { auc } = compareModels(rowsOf(400, 2, { candidate, incumbent }));
        expect(auc.interval.from).toBeLessThanOrEqual(auc.difference + 1e-9);
        expect(auc.interval.to).toBeGreaterThanOrEqual(auc.difference - 1e-9);
      }),
      { numRuns: 15 },
    );
  });
});
