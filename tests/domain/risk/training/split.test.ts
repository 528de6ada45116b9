import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseHorizon, splitInTime, tooFew } from '../../../../domain/risk/training/split.ts';
import type { TrainingTable } from '../../../../domain/risk/training/training-table.ts';

const all = (rows: number) => Uint32Array.from({ length: rows }, (_, row) => row);

test('what is learnt from has ended when what is judged begins, and no judged row is older than another', () => {
  const days = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(days, fc.constantFrom(30, 60, 90), (list, horizon) => {
      const table = Int32Array.from(list);
      const { learning, judged, judgedFrom } = splitInTime(table, all(list.length), horizon);
      for (const row of learning) expect(table[row]! + horizon).toBeLessThanOrEqual(judgedFrom);
      for (const row of judged) expect(table[row]).toBeGreaterThanOrEqual(judgedFrom);
      expect(judged.length).toBeGreaterThanOrEqual(Math.floor(list.length / 5));
      expect(judged.length + learning.length).toBeLessThanOrEqual(list.length);
    }),
  );
});

/** Two rows a day, of which one is repaid, over so many days; horizons end on the last of them. */
function table(daysOfHistory: number, defaulted = 0): TrainingTable {
  const rows = 4 * daysOfHistory;
  const days = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 4));
  const outcomes = (horizon: number, every: number) =>
    Int8Array.from(days, (day, row) =>
      day + horizon > daysOfHistory ? -1 : every > 0 && row % every === 0 ? 1 : 0,
    );
  return {
    ...{ columns: [], days, customers: new Int32Array(rows), rowsSeen: rows, newestDay: daysOfHistory },
    horizons: [30, 60, 90].map((horizon) => ({
      days: horizon,
      repaid: outcomes(horizon, 2),
      defaulted: outcomes(horizon, defaulted),
    })),
  };
}

describe('the longest horizon that the history is long enough for', () => {
  test.each([
    [400, 90],
    [300, 90],
    [190, 30],
  ])('%i days of history: %i days', (daysOfHistory, horizon) => {
    expect(chooseHorizon(table(daysOfHistory)).horizon.days).toBe(horizon);
  });

  test.each([
    [0, 'there is no day on which a loan was overdue and whose outcome is known by now'],
    [100, 'it takes 300'],
  ])('%i days of history: a sentence says what is missing', (daysOfHistory, words) => {
    expect(() => chooseHorizon(table(daysOfHistory))).toThrow(words);
  });

  test('default is learnt only where enough loans have', () => {
    const without = chooseHorizon(table(400));
    expect(without.default).toBeNull();
    expect(without.defaultMissing).toContain('of which 0 came true');
    const { default: split, defaultMissing } = chooseHorizon(table(400, 3));
    expect(split).not.toBeNull();
    expect(defaultMissing).toBeUndefined();
  });

  test('default is learnt from days of which repayment is, and judged by the same, though more of it is new', () => {
    const made = table(400, 3);
    // Of the earliest days all had defaulted before, so that the newest fifth of the others begins later.
    for (const { defaulted } of made.horizons) defaulted.fill(-1, 0, 300);
    const { repayment, default: split } = chooseHorizon(made);
    expect(split?.judgedFrom).toBe(repayment.judgedFrom);
    expect(split?.learning.every((row) => repayment.learning.includes(row))).toBe(true);
    expect(split?.judged.every((row) => repayment.judged.includes(row))).toBe(true);
  });
});

test.each([
  [300, 50, 100, 20, undefined],
  [299, 50, 100, 20, '299 days of overdue loans to learn from, and it takes 300'],
  [300, 49, 100, 20, 'of which 49 came true and 251 did not, and it takes 50 of each'],
  [300, 251, 100, 20, 'of which 251 came true and 49 did not'],
  [300, 50, 99, 20, '99 days of overdue loans that are later, to judge by, and it takes 100'],
  [300, 50, 100, 19, 'of which 19 came true and 81 did not, and it takes 20 of each'],
])('%i rows with %i events, %i later ones with %i', (learning, events, judged, judgedEvents, words) => {
  const outcome = Int8Array.from({ length: learning + judged }, (_, row) =>
    row < learning ? (row < events ? 1 : 0) : row - learning < judgedEvents ? 1 : 0,
  );
  const rows = all(learning + judged);
  const said = tooFew(outcome, {
    ...{ learning: rows.slice(0, learning), judged: rows.slice(learning), judgedFrom: 0 },
  });
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(words);
});
