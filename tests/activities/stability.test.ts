import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  checkStability,
  createStabilityActivities,
  type CheckedStability,
} from '../../activities/check-stability.ts';
import { AlertRepository } from '../../db/alert-repository.ts';
import { readRiskHistories } from '../../db/risk-facts-reader.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { StabilityRepository } from '../../db/stability-repository.ts';
import { addDays, DAY_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { FeatureValues } from '../../domain/risk/features/case-features.ts';
import { modelVersionName, type ModelContent } from '../../domain/risk/model-version.ts';
import { recentRows } from '../../domain/risk/stability-rows.ts';
import { beijing } from '../domain/fixtures.ts';
import { driftModel, withSharesOf } from '../domain/risk/drift-model.ts';
import { bookPayment } from '../setup/case-records.ts';
import { seedLoans } from '../setup/seed.ts';
import { ActivityBed } from './bed.ts';

const DAY = '2026-12-01';
const EARLIER = addDays(DAY, -21);
const LATER = addDays(DAY, 40);
const LOANS = 120;

const quiet = new DefaultLogger('ERROR', () => undefined);

let bed: ActivityBed;
let content: ModelContent;

beforeAll(async () => {
  bed = await ActivityBed.create();
  // Due dates all over November: each loan is looked at 3 and 15 days after its own, and at the end of the month.
  const loans = Array.from({ length: LOANS }, (_, at) => ({
    loanId: `S-${at}`,
    instalments: [{ dueOn: addDays(DAY, -3 - (at % 26)), amountMinor: 50_000 }],
  }));
  const { orm } = bed.database;
  await seedLoans({ orm, encryption: bed.encryption, loans, today: DAY });
  await bed.pool.query(
    `INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
       opened_at, next_action, next_why)
     SELECT loan_id || '-1', loan_id, customer_id, 1, 'reminding', 'low', 'cn-retail@1', 'east', 'CNY', 50000,
       '2026-11-01', '', '' FROM loans`,
  );
  // The books are known to the newest payment of anybody.
  await seedLoans({ orm, encryption: bed.encryption, loans: [{ loanId: 'P-1' }], today: DAY });
  for (const day of [EARLIER, DAY, LATER]) {
    const paidAtMs = beijing(day, '22:00');
    await bookPayment(bed.pool, { id: `P-${day}`, loanId: 'P-1' as LoanId, amountMinor: 1, paidAtMs });
  }
  bed.nowMs = beijing(DAY, '22:00');
  content = withSharesOf(driftModel(), await rowsOfNow());
});
afterAll(() => bed.close());
beforeEach(async () => {
  bed.nowMs = beijing(DAY, '22:00');
  await bed.pool.query('TRUNCATE risk_alerts, model_stability');
});

async function rowsOfNow(): Promise<FeatureValues[]> {
  const loanIds = Array.from({ length: LOANS }, (_, at) => `S-${at}` as LoanId);
  const histories = await readRiskHistories(bed.pool, {
    loanIds,
    untilMs: bed.nowMs,
    fromMs: bed.nowMs - 40 * DAY_MS,
  });
  return [...histories.values()].flatMap((history) =>
    recentRows(history, addDays(DAY, -1), ['daysPastDue', 'brokenPromises', 'product']),
  );
}

const deps = () => ({ pool: bed.pool, clock: { now: () => bed.nowMs } });
const check = (): Promise<CheckedStability> => checkStability(deps());

/** @returns the name of the version */
async function publish(model: ModelContent): Promise<string> {
  const { rows } = await bed.pool.query<{ version: number }>(
    `INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ($1, $2, 'T-1', 'candidate') RETURNING version`,
    [JSON.stringify(model), new Date(bed.nowMs)],
  );
  const { version } = rows[0]!;
  await new RiskModelRepository(bed.pool).publish(version, { by: 'T-1', why: 'test' }, bed.nowMs);
  return modelVersionName(version);
}

const alerts = () => new AlertRepository(bed.pool).list({ kind: 'model-drift' }, { limit: 10 });
const kept = (model: string) => new StabilityRepository(bed.pool).newest(model);

test('the scorecard of experts has nothing to compare with', async () => {
  expect(await check()).toEqual({
    ...{ model: null, rows: 0, measured: [], alerts: 0 },
    said: 'the expert scorecard: nothing to compare with, since it was made by experts and not learnt from loans',
  });
});

describe('the same population as at training', () => {
  test('raises nothing, and is kept', async () => {
    const model = await publish(content);
    const report = await check();
    expect(report).toMatchObject({ model, alerts: 0 });
    expect(report.rows).toBeGreaterThan(200);
    expect(report.measured.map(({ name }) => name)[0]).toBe('score');
    for (const { psi } of report.measured) expect(psi).toBeCloseTo(0, 9);
    expect(await alerts()).toEqual([]);
    expect(await kept(model)).toEqual({ day: DAY, rows: report.rows, measured: report.measured });
  });
});

test('the activity says it without the figures, which are kept', async () => {
  const model = await publish(content);
  const activity = createStabilityActivities(deps()).checkStability;
  const report = await new MockActivityEnvironment({}, { logger: quiet }).run(activity);
  expect(report).toEqual({
    ...{ model, alerts: 0, rows: (await kept(model))?.rows },
    said: `${model}: score 0.000, no change that matters`,
  });
});

describe('a population that has become worse', () => {
  test('raises one alert, however often it is looked at', async () => {
    const model = await publish(content);
    // Nobody of them has paid for 40 days.
    bed.nowMs = beijing(LATER, '22:00');
    const report = await check();
    expect(report.alerts).toBe(1);
    expect(report.measured.find(({ name }) => name === 'daysPastDue')).toMatchObject({ drift: 'drifted' });
    expect(report.measured.find(({ name }) => name === 'product')).toMatchObject({ drift: 'stable' });
    expect((await check()).alerts).toBe(0);
    bed.nowMs += DAY_MS;
    expect((await check()).alerts).toBe(0);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ...{ kind: 'model-drift', subject: { kind: 'model', model } },
      ...{ proposes: 'retrain-model', state: 'open', figures: { threshold: 0.25 } },
    });
    expect(alert!.why).toContain(
      `Overdue loans are not what ${model} has learnt from: days past due (index `,
    );
  });

  test('raises another when another model does not know it either', async () => {
    bed.nowMs = beijing(LATER, '22:00');
    await publish(content);
    await check();
    await publish(content);
    expect((await check()).alerts).toBe(1);
    expect(await alerts()).toHaveLength(2);
  });
});

test('measured again on the same day the later one counts, whole', async () => {
  const model = await publish(content);
  await check();
  const { repayment } = content;
  const terms = repayment.terms.filter(({ name }) => name !== 'product');
  // What was measured by more features before, as an older release might have.
  const other = await publish({ ...content, repayment: { ...repayment, terms } });
  await bed.pool.query('UPDATE model_stability SET model = $2 WHERE model = $1', [model, other]);
  await check();
  const names = (await kept(other))!.measured.map(({ name }) => name);
  expect(names.sort()).toEqual(['brokenPromises', 'daysPastDue', 'score']);
});

test('too few loans: it says so, keeps nothing and raises nothing', async () => {
  const model = await publish(content);
  // Before most of the due dates.
  bed.nowMs = beijing(EARLIER, '22:00');
  const report = await check();
  expect(report).toMatchObject({ measured: [], alerts: 0 });
  const why = `${report.rows} days of overdue loans are too few to compare with those of training: it takes 200`;
  expect(report.said).toBe(`${model}: ${why}`);
  expect(report.rows).toBeGreaterThan(0);
  expect(await kept(model)).toBeUndefined();
});
