import { describe, expect, test } from 'vitest';
import { isoDateOfDay } from '../../../../domain/calendar.ts';
import { expertScorer, riskScorer } from '../../../../domain/risk/make-scorer.ts';
import type { RiskScorer } from '../../../../domain/risk/risk-scorer.ts';
import { learnModel, type LearnedModel } from '../../../../domain/risk/training/learn-model.ts';
import { chooseHorizon } from '../../../../domain/risk/training/split.ts';
import type { TrainingTable } from '../../../../domain/risk/training/training-table.ts';
import { madeTable } from './made-table.ts';

function learn(table: TrainingTable, incumbent: RiskScorer = expertScorer): LearnedModel {
  const steps = learnModel({ table, seed: 1, allowProtected: [], incumbent, options: { mostRounds: 150 } });
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}
const incumbentOf = ({ content }: LearnedModel) => riskScorer('bank-6', content);

describe('a version is judged by both of its models', () => {
  const good = learn(madeTable({ rows: 3000 }));

  test('the first model of default has nothing beside it', () => {
    expect(good.verdict.publish).toBe(true);
    expect(good.content.later?.default?.auc).toBeGreaterThan(0.7);
    expect(good.compared.default).toBeNull();
    expect(good.verdict.why).not.toContain('default');
  });

  test('one that is as good takes its place, and the sentence has both', () => {
    const { verdict, compared } = learn(madeTable({ rows: 3000 }), incumbentOf(good));
    expect(compared.default).toMatchObject({ auc: { difference: 0 }, brier: { difference: 0 } });
    expect(verdict).toMatchObject({ publish: true });
    expect(verdict.why).toMatch(/^Published: of repayment on .* of bank-6 .*; of default on .* of bank-6 /);
  });

  test('a worse model of default keeps back a good one of repayment', () => {
    // What it learns default from is chance, and what it is judged by is not.
    const { verdict, compared } = learn(
      madeTable({ rows: 3000, defaultIsChance: { toDay: 200 } }),
      incumbentOf(good),
    );
    expect(compared.repayment.auc.difference).toBeGreaterThan(-0.01);
    expect(compared.default?.auc.difference).toBeLessThan(-0.05);
    expect(verdict.publish).toBe(false);
    expect(verdict.why).toMatch(
      /^Kept as a candidate, because its AUC of default is lower by more than 0.01/,
    );
  });

  test('one that cannot say how likely default is does not take the place of one that can', () => {
    const table = madeTable({ rows: 3000, noDefaults: true });
    const { verdict, content } = learn(table, incumbentOf(good));
    expect(content.default).toBeNull();
    expect(verdict.publish).toBe(false);
    expect(verdict.why).toContain('it does not say how likely default is, as bank-6 does (');
    expect(verdict.why).toContain('of which 0 came true');
    expect(learn(table).verdict.publish).toBe(true);
  });
});

test('nothing that either model has learnt from is newer than it says', () => {
  const table = madeTable({ rows: 3000 });
  const { horizon, repayment, default: ofDefault } = chooseHorizon(table);
  const newest = Math.max(
    ...[...repayment.learning, ...(ofDefault?.learning ?? [])].map((row) => table.days[row]! + horizon.days),
  );
  expect(learn(table).content.trainedTo).toBe(isoDateOfDay(newest));
});

test('days of one customer are no help to foretell another day of the same customer', () => {
  // A hundred days each that are all alike and end alike, of few customers: who has seen one of the days knows the rest.
  const { content } = learn(madeTable({ rows: 6000, perCustomer: 100, tossed: true, noDefaults: true }));
  expect(content.repayment.training?.heldOut.auc).toBeLessThan(0.7);
});

test('how likely repayment is said to be follows the latest days that are learnt from', () => {
  const { content } = learn(madeTable({ rows: 3000, betterFrom: 120, noDefaults: true }));
  const { rows, events, reliability } = content.later!.repayment;
  const said = reliability.reduce((sum, part) => sum + part.rows * part.predicted, 0) / rows;
  expect(events / rows).toBeGreaterThan(0.7);
  expect(Math.abs(said - events / rows)).toBeLessThan(0.05);
});

describe('amounts', () => {
  test('of one currency are learnt, and it is said which', () => {
    const { content } = learn(madeTable({ rows: 1500 }));
    expect(content.amountsIn).toBe('CNY');
    expect(content.amountsWhy).toBeUndefined();
    expect(content.repayment.training?.dropped).toEqual([
      { column: 'currency', why: 'the same in every row' },
    ]);
  });

  test('of several currencies are not, by neither model, and it is said why', () => {
    const { content } = learn(madeTable({ rows: 1500, currencies: ['CNY', 'USD', 'CNY'] }));
    expect(content.amountsIn).toBeNull();
    expect(content.amountsWhy).toBe(
      'amounts of several currencies cannot be compared (days of loans: 1000 in CNY, 500 in USD)',
    );
    for (const model of [content.repayment, content.default]) {
      expect(model?.columns.map(({ name }) => name)).not.toContain('principalMinor');
      expect(model?.training?.dropped).toContainEqual({ column: 'principalMinor', why: content.amountsWhy });
    }
  });
});
