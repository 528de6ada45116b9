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
  risk: {
    scores: [{ model: 'bank-1', opened: 1, rescored: 2 }],
    ...{ tiersAtOpening: { high: 1 }, segments: { 'seldom-late': 1 }, queued: 0, movedByLeave: 1 },
    given: { named: 0, relationship: 1, onlyOne: 0, turn: 2 },
    loads: { collectors: 2, largest: 2, smallest: 1 },
    alerts: [{ kind: 'indicator', raised: 3, taken: 2, dismissed: 1, lapsed: 0, open: 0 }],
  },
  training: {
    ...{ result: 'published', why: 'Published: it is better.', version: 1, model: 'bank-1', horizonDays: 90 },
    ...{ rows: 10, rowsSeen: 10, loans: 5, segments: null, later: null },
  },
  disagreements: [],
};

test('one line says which ways were taken and which were not', () => {
  expect(summaryText(outcome)).toContain('\npaths used: 1 of 3; not used: paused, resumed\n');
  const all = { ...outcome, paths: { ...outcome.paths, used: 3, unused: [] } };
  expect(summaryText(all)).toContain('\npaths used: 3 of 3\n');
});

test('scores, tiers, work and alerts are told of', () => {
  const text = summaryText(outcome);
  expect(text).toContain('scores: bank-1 1 at opening, 2 later\n');
  expect(text).toContain('cases by tier at opening: low 0, middle 0, high 1\n');
  expect(text).toContain('tasks given 3: 1 to whoever knew the case, 2 by turn and load');
  expect(text).toContain('2 tasks the largest, 1 the smallest; moved because of leave 1\n');
  expect(text).toMatch(/indicator +3 +2 +1 +0 +0\n/);
});

test('machines get the same, with the cases of each', () => {
  expect(summaryData(outcome)).toMatchObject({
    ...{ paths: outcome.paths, refusals: outcome.refusals, agrees: true, risk: outcome.risk },
    recovered: { amount: '1.00', currency: 'CNY' },
  });
});
