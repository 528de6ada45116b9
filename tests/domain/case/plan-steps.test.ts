import { expect, test } from 'vitest';
import { planSteps } from '../../../domain/case/plan-steps.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseState, NOW } from '../fixtures.ts';

const DAY = 86_400_000;

/** A plan of which the first instalment was missed, and the customer is still to be told. */
const missed: CaseState = {
  ...caseState(),
  plan: {
    ...{ kind: 'spread', firstDueOn: '2026-10-25', pieces: [{ count: 2, amountMinor: 25_000 }] },
    ...{ arrearsMinor: 50_000, interestMinor: 0, id: 'plan-1', paidBeforeMinor: 0 },
    ...{ outcomes: 'm', missed: 1, reminded: 1, ladderDays: 1, missedToTell: true },
  },
};

const toldAt = (state: CaseState, deferredUntilMs = 0) =>
  planSteps(state, cnRetail, { deferredUntilMs, now: NOW }).find(({ step }) => step.kind === 'plan-missed')
    ?.atMs;

test('that an instalment was missed is said when the gate permits it, and not in the rest after a payment', () => {
  const rest = { atMs: NOW + 3 * DAY, why: 'rest after a payment of CNY 60.00' };
  expect(toldAt(missed)).toBe(0);
  expect(toldAt(missed, NOW + DAY)).toBe(NOW + DAY);
  expect(toldAt({ ...missed, rest }, NOW + DAY)).toBe(NOW + 3 * DAY);
});
