import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readRiskFacts, readRiskHistories } from '../../db/risk-facts-reader.ts';
import { Transaction } from '../../db/transaction.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import { caseFeaturesOf } from '../../domain/risk/features/case-features.ts';
import type { RiskModel } from '../../domain/risk/model/schema.ts';
import type { ModelContent } from '../../domain/risk/model-version.ts';
import { riskFactsAsOf } from '../../domain/risk/risk-history.ts';
import { beijing } from '../domain/fixtures.ts';
import { bookPayment, timelineOf } from '../setup/case-records.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());
afterEach(() => vi.restoreAllMocks());

const NOON = beijing('2026-11-01', '12:00');

/** A model that gives so many points to all, less 100 to those whose newest internal rating is below 600. */
function modelOf(points: number, event: RiskModel['event'] = 'repayment'): RiskModel {
  const worth = (worthPoints: number, reason: string) => ({ points: worthPoints, reason, share: 0.5 });
  return {
    ...{ format: 'arrears-risk-model', version: 1, id: `m-${points}`, target: 'repaid', event },
    ...{ scale: { evenOdds: 500, doubling: 50 }, base: points, training: null },
    columns: [{ kind: 'number', name: 'internalScore' }],
    terms: [
      {
        ...{ kind: 'number', name: 'internalScore', label: 'internal rating', family: 'rating' },
        ...{ recipe: { kind: 'column', column: 'internalScore' }, direction: 'lowers', importance: 1 },
        bins: [{ below: 600, ...worth(-100, 'internal rating is below 600') }, worth(0, 'is 600 or more')],
        missing: worth(0, 'internal rating is unknown'),
      },
    ],
  };
}

async function trained(points: number): Promise<number> {
  const content: ModelContent = {
    ...{ trainedTo: '2026-10-31', horizonDays: 60, later: null, scores: { bounds: [], shares: [] } },
    repayment: modelOf(points),
    default: modelOf(points, 'default'),
    segmentation: {
      features: [{ name: 'brokenPromises', mean: 0, spread: 1 }],
      segments: [{ id: 'all', name: 'everybody', centre: [0], share: 1 }],
      silhouette: [],
    },
  };
  const { rows } = await bed.pool.query<{ version: number }>(
    `INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ($1, $2, 'test', 'candidate')
     RETURNING version`,
    [JSON.stringify(content), new Date(NOON)],
  );
  return rows[0]!.version;
}

async function publish(version: number | null, action = 'published'): Promise<void> {
  await bed.pool.query(
    `INSERT INTO risk_model_publications (version, action, by, at, why) VALUES ($1, $2, 'm.li', $3, 'test')`,
    [version, action, new Date(NOON)],
  );
}

const scoreOf = async (loanId: LoanId) => {
  const { rows } = await bed.pool.query<Record<string, unknown>>(
    `SELECT probability, model, points, default_probability, segment FROM case_scores WHERE case_id = $1`,
    [`${loanId}-1`],
  );
  return rows[0];
};

async function rated(state: CaseState, score: number, id: string): Promise<CaseState> {
  const asOf = '2026-11-01';
  await bed.pool.query(
    `INSERT INTO external_ratings (customer_id, source, as_of, score) VALUES ($1, 'internal', $2, $3)
     ON CONFLICT (customer_id, source, as_of) DO UPDATE SET score = excluded.score`,
    [state.customerId, asOf, score],
  );
  const event: CaseEvent = { type: 'rating', id, by: 'core', source: 'internal', asOf, score, grade: null };
  const { loanId } = state;
  return stateOf(await bed.activities().decide({ loanId, state, events: [event] }));
}

describe('cases are scored by the published model', () => {
  test('it picks the tier, is named by every score, and a rollback takes effect at the next one', async () => {
    const expert = await bed.seed({ loanId: 'MODEL-1' });
    expect((await bed.open(expert)).tier).toBe('low');
    expect(await scoreOf(expert)).toMatchObject({
      model: 'expert-3',
      default_probability: null,
      segment: null,
    });

    const [weak, good] = [await trained(400), await trained(600)];
    await publish(weak);
    const loanId = await bed.seed({ loanId: 'MODEL-2' });
    const opened = await bed.open(loanId);
    // 400 points: odds of 1 to 4 for repayment.
    expect(opened).toMatchObject({ tier: 'high', segment: 'all' });
    expect(await scoreOf(loanId)).toEqual({
      ...{ probability: 0.2, model: `bank-${weak}`, points: 400, default_probability: 0.8, segment: 'all' },
    });
    const [entry] = await timelineOf(bed.pool, loanId);
    expect(entry).toMatchObject({
      type: 'opened',
      data: { model: `bank-${weak}`, points: 400, probability: 0.2 },
    });

    await publish(good);
    const better = await rated(opened, 700, 'rating-1');
    expect(better.tier).toBe('middle');
    expect(await scoreOf(loanId)).toMatchObject({ model: `bank-${good}`, points: 600, probability: 0.8 });
    const worse = await rated(better, 500, 'rating-2');
    const rescored = (await timelineOf(bed.pool, loanId)).findLast(({ type }) => type === 'rescored');
    expect(rescored?.data).toMatchObject({
      ...{ model: `bank-${good}`, points: 500, probability: 0.5, defaultProbability: 0.5, segment: 'all' },
      reasons: [{ facts: [{ feature: 'internalScore', is: 'within', below: 600, better: 'higher' }] }],
    });
    expect(rescored).toMatchObject({
      why: expect.stringContaining('the internal rating is below 600') as string,
    });

    await publish(weak, 'rolled-back');
    const back = await rated(worse, 701, 'rating-3');
    expect(await scoreOf(loanId)).toMatchObject({ model: `bank-${weak}`, points: 400 });
    await publish(null, 'rolled-back');
    const plain = await rated(back, 702, 'rating-4');
    expect(await scoreOf(loanId)).toMatchObject({ model: 'expert-3' });
    expect(plain.segment).toBeUndefined();
  });

  test('which model counted stays on record', async () => {
    await publish(await trained(500));
    await expect(bed.pool.query(`UPDATE risk_model_publications SET why = 'x'`)).rejects.toThrow();
    await expect(bed.pool.query('DELETE FROM risk_model_publications')).rejects.toThrow();
    await publish(null, 'rolled-back');
  });

  test('what a version is stays on record: neither edited nor made a candidate again', async () => {
    const version = await trained(500);
    const change = (set: string) =>
      bed.pool.query(`UPDATE risk_models SET ${set} WHERE version = $1`, [version]);
    await expect(change(`content = '{}'`)).rejects.toThrow();
    await expect(change(`trained_by = 'x'`)).rejects.toThrow();
    await change(`state = 'published'`);
    await expect(change(`state = 'candidate'`)).rejects.toThrow();
    await expect(bed.pool.query('DELETE FROM risk_models')).rejects.toThrow();
  });
});

describe('what bears on risk is read', () => {
  test('when a case opens or is scored anew, in one statement, and for no other decision', async () => {
    const query = vi.spyOn(Transaction.prototype, 'query');
    const reads = () => {
      const names = query.mock.calls.map(([config]) => (typeof config === 'string' ? config : config.name));
      query.mockClear();
      return names.filter((name) => name === 'risk-histories').length;
    };
    const loanId = await bed.seed({ loanId: 'MODEL-3' });
    const opened = await bed.open(loanId);
    expect(reads()).toBe(1);
    bed.nowMs += 3_600_000;
    const reserved = stateOf(await bed.activities().decide({ loanId, state: opened, events: [] }));
    expect(reserved.pending).toBeDefined();
    expect(reads()).toBe(0);
    const { contactId } = reserved.pending!;
    const delivered: CaseEvent = { type: 'delivered', id: contactId, by: 'system', outcome: 'sent' };
    const sent = stateOf(await bed.activities().decide({ loanId, state: reserved, events: [delivered] }));
    expect(reads()).toBe(0);
    await rated(sent, 640, 'rating-1');
    expect(reads()).toBe(1);
    bed.nowMs = NOON;
  });

  test('by the same rule for now and for a day of the past', async () => {
    const loanId = await bed.seed({ loanId: 'MODEL-4' }, 45);
    const customerId = 'C-MODEL-4';
    await bookPayment(bed.pool, {
      ...{ id: 'MODEL-4-p', loanId, amountMinor: 20_000 },
      // Late in the evening of the 9th in UTC, and the 10th already in Beijing.
      paidAtMs: Date.parse('2026-10-09T20:00:00Z'),
    });
    await bed.pool.query(
      `INSERT INTO external_ratings (customer_id, source, as_of, score) VALUES
         ($1, 'internal', '2026-10-20', 610), ($1, 'internal', '2026-03-01', 650), ($1, 'bureau', '2026-01-01', 700),
         ($1, 'internal', '2023-01-01', 1)`,
      [customerId],
    );
    await bed.pool.query(
      `INSERT INTO external_debts VALUES ($1, 'bureau', '2026-10-25', 5000000, 'CNY'),
         ($1, 'bureau', '2026-10-26', 7, 'USD')`,
      [customerId],
    );
    await bed.pool.query(
      `INSERT INTO contacts (contact_id, reserved_at, customer_id, loan_id, channel, purpose, script, rules, status,
         concluded_at, outcome)
       VALUES ('M4-1', '2026-10-12T02:00:00Z', $1, $2, 'voice', 'collect', 's', '[]', 'called',
           '2026-10-14T02:00:00Z', 'refuses'),
         ('M4-2', '2026-10-13T02:00:00Z', $1, $2, 'sms', 'collect', 's', '[]', 'failed', NULL, NULL),
         ('M4-3', '2026-10-15T02:00:00Z', $1, $2, 'sms', 'collect', 's', '[]', 'sent', NULL, NULL)`,
      [customerId, loanId],
    );
    const entry = async (at: string, number: number, type: string, data: object) =>
      bed.pool.query(`INSERT INTO timeline VALUES ('MODEL-4-1', 1, $1, $2, $3, 'system', $4, 'w')`, [
        ...[number, at, type, JSON.stringify(data)],
      ]);
    bed.nowMs = beijing('2026-10-01', '12:00');
    await bed.open(loanId);
    await entry('2026-10-11T02:00:00Z', 50, 'promise-kept', { promiseId: 'p' });
    await entry('2026-10-21T02:00:00Z', 51, 'promise-judged-again', { promiseId: 'p', outcome: 'broken' });

    const now = (await readRiskFacts(bed.pool, [loanId, 'nobody'], NOON)).get(loanId)!;
    expect(now).toMatchObject({
      asOf: '2026-11-01',
      payments: [{ paidOn: '2026-10-10', amountMinor: 20_000 }],
      externalDebts: [{ asOf: '2026-10-25', totalMinor: 5_000_000 }],
      promises: { kept: 0, broken: 1 },
      contacts: { tried: 2, reached: 1, refused: 1 },
    });
    expect(now.ratings.map(({ score }) => score)).toEqual([610, 650, 700]);
    const values = caseFeaturesOf(now);
    expect(values).toMatchObject({
      daysPastDue: 45,
      internalScore: 610,
      ratingChange: -40,
      daysSincePayment: 22,
    });

    const fromMs = beijing('2026-10-10', '12:00');
    const question = { loanIds: [loanId], untilMs: NOON, fromMs };
    const history = (await readRiskHistories(bed.pool, question)).get(loanId)!;
    expect(riskFactsAsOf(history, '2026-11-01')).toEqual(now);
    expect(riskFactsAsOf(history, '2026-10-13')).toMatchObject({
      ...{
        promises: { kept: 1, broken: 0 },
        contacts: { tried: 1, reached: 0, refused: 0 },
        externalDebts: [],
      },
    });
    const then = (await readRiskFacts(bed.pool, [loanId], beijing('2026-10-13', '23:00'))).get(loanId)!;
    expect(riskFactsAsOf(history, '2026-10-13')).toEqual(then);
    bed.nowMs = NOON;
  });

  test('a payment that the core’s clock has ahead of ours counts today', async () => {
    const loanId = await bed.seed({ loanId: 'MODEL-5' });
    const midnight = beijing('2026-11-02', '00:00');
    await bookPayment(bed.pool, { id: 'MODEL-5-p', loanId, amountMinor: 1, paidAtMs: midnight + 60_000 });
    const facts = (await readRiskFacts(bed.pool, [loanId], midnight - 60_000)).get(loanId)!;
    expect(facts).toMatchObject({ asOf: '2026-11-01', payments: [{ paidOn: '2026-11-01', amountMinor: 1 }] });
  });
});
