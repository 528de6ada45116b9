import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raiseAlerts } from '../../activities/raise-alerts.ts';
import { AlertPolicyRepository } from '../../db/alert-policy-repository.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { OutlookRepository } from '../../db/outlook-repository.ts';
import { BUILT_IN_LOAN_ALERTS } from '../../domain/alerts/loan-rules.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { beijing, ZONE } from '../domain/fixtures.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const NOON = beijing('2026-11-01', '12:00');
beforeEach(() => {
  bed.nowMs = NOON;
});

const raisedOf = async (loanId: LoanId) =>
  (await new AlertRepository(bed.pool).list({ loanId }, { limit: 10 })).map(({ alertId }) => alertId);

async function decide(state: CaseState, ...events: CaseEvent[]): Promise<CaseState> {
  const result = await bed.activities().decide({ loanId: state.loanId, state, events });
  if (!result.state) throw new Error('the decision has no state');
  return result.state;
}

const note = (id: string): CaseEvent => ({ type: 'note', id, by: 'cole', text: 'called back' });
const rating = (score: number): CaseEvent & { type: 'rating' } => ({
  ...{ type: 'rating', id: `rating-${score}`, by: 'bureau', source: 'bureau', asOf: '2026-10-31' },
  ...{ score, grade: null },
});

/** Puts a fall of 100 points into the books, an hour after the case was opened. */
async function rated(loanId: LoanId): Promise<void> {
  bed.nowMs = NOON + 3_600_000;
  const of = (asOf: string, score: number) => ({
    ...{ customerId: `C-${loanId}` as CustomerId, source: 'bureau', asOf, score, grade: null },
  });
  await new OutlookRepository(bed.pool).saveRatings(
    [of('2026-10-31', 600), of('2026-08-31', 700)],
    bed.nowMs,
  );
}

/** The run of the next morning. */
async function nextMorning(region: string): Promise<number> {
  const nowMs = beijing('2026-11-02', '05:30');
  const deps = { pool: bed.pool, strategies: bed.strategies, clock: { now: () => nowMs } };
  const run = () => raiseAlerts(deps, { region, day: '2026-11-02' }, ZONE);
  return (await new MockActivityEnvironment().run<[], { raised: number }, typeof run>(run)).raised;
}

describe('a rating that the case hears of', () => {
  test('is looked at there and then, and the next morning does not raise it again', async () => {
    const state = await bed.open(await bed.seed({ loanId: 'HEARS', region: 'hears' }));
    await rated(state.loanId);
    await decide(state, rating(600));
    expect(await raisedOf(state.loanId)).toEqual(['rating-drop:HEARS:2026-11-01']);
    expect(await nextMorning('hears')).toBe(0);
    expect(await raisedOf(state.loanId)).toHaveLength(1);
  });

  test('of which a retry hears is raised once', async () => {
    const state = await bed.open(await bed.seed({ loanId: 'TWICE', region: 'twice' }));
    await rated(state.loanId);
    await Promise.all([decide(state, rating(600)), decide(state, rating(600))]);
    await decide(state, rating(600));
    expect(await raisedOf(state.loanId)).toHaveLength(1);
  });

  test('other decisions leave to the morning', async () => {
    const state = await bed.open(await bed.seed({ loanId: 'LATER', region: 'later' }));
    await rated(state.loanId);
    await decide(state, note('note-1'));
    expect(await raisedOf(state.loanId)).toEqual([]);
    expect(await nextMorning('later')).toBe(1);
  });

  test('is decided on even where no alert can be written; the morning raises it', async () => {
    const state = await bed.open(await bed.seed({ loanId: 'BROKEN', region: 'broken' }));
    await rated(state.loanId);
    await bed.pool.query('ALTER TABLE risk_alerts RENAME TO risk_alerts_away');
    try {
      const after = await decide(state, rating(600));
      expect(after.sequence).toBe(state.sequence + 1);
    } finally {
      await bed.pool.query('ALTER TABLE risk_alerts_away RENAME TO risk_alerts');
    }
    expect(await raisedOf(state.loanId)).toEqual([]);
    expect(await nextMorning('broken')).toBe(1);
  });
});

test('a promise that breaks is looked at in the decision that finds it broken', async () => {
  const rules = { ...BUILT_IN_LOAN_ALERTS, brokenPromises: { promises: 1 } };
  await new AlertPolicyRepository(bed.pool).publish(rules, { by: 'mia', why: 'strict' }, bed.nowMs);
  const state = await bed.open(await bed.seed({ loanId: 'PROMISED', region: 'promised' }));
  const instalments = [{ dueOn: '2026-11-03', amountMinor: 50_000 }];
  const promised = await decide(state, { type: 'promise', id: 'promise-1', by: 'cole', instalments });
  expect(await raisedOf(state.loanId)).toEqual([]);
  bed.nowMs = beijing('2026-11-09', '12:00');
  const broken = await decide(promised);
  expect(broken.brokenPromises).toBe(1);
  expect(await raisedOf(state.loanId)).toEqual(['broken-promises:PROMISED:2026-11-09']);
});
