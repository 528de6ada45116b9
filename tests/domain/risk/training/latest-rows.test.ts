import { describe, expect, test } from 'vitest';
import { latestRows } from '../../../../domain/risk/training/latest-rows.ts';
import { trainRiskModel } from '../../../../domain/risk/model/train.ts';
import { scoreColumns } from '../../../../domain/risk/model/score-columns.ts';
import { random } from '../../../../domain/portfolio/random.ts';

/** Rows of so many days, four a day in which every other one has the event. */
const rowsOf = (count: number) => ({
  days: Int32Array.from({ length: 4 * count }, (_, row) => Math.floor(row / 4)),
  target: Uint8Array.from({ length: 4 * count }, (_, row) => row % 2),
});

describe('rows that a model is calibrated by', () => {
  test('are the latest third, whole days', () => {
    const rows = rowsOf(90);
    expect(latestRows(rows)).toEqual(Uint32Array.from({ length: 120 }, (_, at) => 240 + at));
    const shuffled = { ...rows, days: rows.days.toReversed() };
    expect(latestRows(shuffled)).toEqual(Uint32Array.from({ length: 120 }, (_, at) => at));
  });

  test.each([
    [75, 100],
    [72, undefined],
  ])('of %i days: %s of them, as it takes 50 of either outcome', (days, count) => {
    expect(latestRows(rowsOf(days))?.length).toBe(count);
  });

  test('decide how likely the model says that it is', () => {
    const { next } = random('calibration that moves');
    const rows = 3000;
    const x = Float64Array.from({ length: rows }, next);
    // Of the first two thirds half have the event, of the rest, which is later, four fifths.
    const target = Uint8Array.from(x, (of, row) =>
      next() < (row < 2000 ? 0.5 : 0.8) + 0.3 * (of - 0.5) ? 1 : 0,
    );
    const columns = [{ kind: 'number' as const, name: 'x', values: x }];
    const train = (calibrateOn?: Uint32Array) =>
      trainRiskModel({
        ...{
          columns,
          target,
          targetName: 'repaid',
          event: 'repayment',
          seed: 1,
          options: { mostRounds: 20 },
        },
        ...(calibrateOn && { calibrateOn }),
      });
    const mean = (model: ReturnType<typeof train>) =>
      scoreColumns(model, columns).reduce((sum, p) => sum + p, 0) / rows;
    const later = Uint32Array.from({ length: 1000 }, (_, at) => 2000 + at);
    expect(mean(train())).toBeCloseTo(0.6, 1);
    expect(mean(train(later))).toBeCloseTo(0.8, 1);
  });
});
