import { expect, test } from 'vitest';
import { summaryData, summaryText, type Outcome } from '../../../cli/demo/summary.ts';

const outcome: Outcome = {
  figures: {
    ...{ stages: {}, ends: { cured: 1 }, held: 0, contacts: [], deferred: 0, denied: 0, reopened: 0 },
    promises: { made: 0, kept: 0, partlyKept: 0, broken: 0 },
    ...{ arrearsAtOpeningMinor: 100, recoveredMinor: 100, forgivenMinor: 0, tasks: { opened: 0, open: 0 } },
  },
  ...{ ends: [], currency: 'CNY', seed: '1', loans: 1, days: 3, seconds: 4, answers: { done: 2 } },
  refusals: { 'Rejected.TaskNotOpen': 1 },
  paths: { used: 1, of: 3, unused: ['paused', 'resumed'], cases: { cured: 1, paused: 0, resumed: 0 } },
  disagreements: [],
};

test('one line says which ways were taken and which were not', () => {
  expect(summaryText(outcome)).toContain('\npaths used: 1 of 3; not used: paused, resumed\n');
  const all = { ...outcome, paths: { ...outcome.paths, used: 3, unused: [] } };
  expect(summaryText(all)).toContain('\npaths used: 3 of 3\n');
});

test('machines get the same, with the cases of each', () => {
  expect(summaryData(outcome)).toMatchObject({
    ...{ paths: outcome.paths, refusals: outcome.refusals, agrees: true },
    recovered: { amount: '1.00', currency: 'CNY' },
  });
});
