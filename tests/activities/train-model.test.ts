import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTrainActivities } from '../../activities/train-model.ts';
import type { TrainReport } from '../../activities/train-types.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { savePortfolio } from '../../db/portfolio-repository.ts';
import { ProtectedAttributeRepository } from '../../db/protected-attribute-repository.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import type { ModelContent } from '../../domain/risk/model-version.ts';
import { standingModels } from '../../domain/risk/training/publication.ts';
import { beijing } from '../domain/fixtures.ts';
import { booksOfHabits } from '../setup/books-of-habits.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testEncryption } from '../setup/seed.ts';

/** Learning from the books of customers each of whom has habits, as people do. */

const LOANS = 220;
const nowMs = beijing('2026-11-01', '12:00');
const logger = new DefaultLogger('ERROR', () => undefined);

let testDatabase: TestDatabase;
let database: Database;
let models: RiskModelRepository;
let attributes: ProtectedAttributeRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { maxConnections: 5 });
  models = new RiskModelRepository(database.pool);
  attributes = new ProtectedAttributeRepository(database.pool);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const train = (runId: string): Promise<TrainReport> => {
  const { trainModel } = createTrainActivities({ pool: database.pool, clock: { now: () => nowMs } });
  return new MockActivityEnvironment({}, { logger }).run(trainModel, { runId, by: 'mia' });
};
const contentOf = async (version: number): Promise<ModelContent> => {
  const found = await models.find(version);
  if (!found) throw new Error(`there is no model ${version}`);
  return found.content;
};

describe.sequential('training from the books', () => {
  test('of a bank without loans nothing is made, and a sentence says why', async () => {
    const report = await train('empty');
    expect(report).toMatchObject({ result: 'none', model: null, version: null, loans: 0 });
    expect(report.why).toContain('there is no day on which a loan was overdue');
    expect(await models.list({ limit: 10 })).toEqual([]);
  });

  let first: TrainReport;
  test('a model of behaviour is better than the expert scorecard, and is published', async () => {
    await savePortfolio(
      database.pool,
      testEncryption(),
      booksOfHabits({ loans: LOANS, key: 'train', asOf: '2026-11-01' }),
    );
    first = await train('first');
    expect(first).toMatchObject({ result: 'published', loans: LOANS });
    expect(first.why).toMatch(
      /^Published: of repayment on \d+ later days of \d+ customers AUC is 0\.\d{4} beside 0\.\d{4} of /,
    );
    expect(first.later?.repayment.auc).toBeGreaterThan(0.65);
    expect(await models.current()).toBe(first.version);
    const content = await contentOf(first.version ?? 0);
    expect(content.trainedTo < '2026-11-01').toBe(true);
    expect(content.repayment.training?.allowedProtected).toEqual([]);
    expect(content.repayment.columns.map(({ name }) => name)).not.toContain('age');
    expect(content.scores.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const { segmentation, segmentationWhy } = content;
    expect(segmentationWhy).toMatch(`${segmentation?.segments.length} segments, mean silhouette 0.`);
    expect(first.segments).toBe(segmentationWhy);
    expect(segmentation?.segments.length).toBeGreaterThanOrEqual(2);
    expect(segmentation?.features.map(({ name }) => name)).toContain('quarterPaidShare');
  });

  test('a run that is repeated finds what it has made, and the seed makes another the same', async () => {
    expect(await train('first')).toEqual(first);
    const again = await train('again');
    expect(again.version).not.toBe(first.version);
    expect(await contentOf(again.version ?? 0)).toEqual(await contentOf(first.version ?? 0));
    expect(again).toMatchObject({ result: 'published' });
  });

  test('a worker that was killed while it learnt leaves a run that another one goes on with', async () => {
    const { pool } = database;
    const before = (await models.list({ limit: 50 })).length;
    const environment = new MockActivityEnvironment({}, { logger });
    const { trainModel } = createTrainActivities({ pool, clock: { now: () => nowMs } });
    environment.on('heartbeat', (details: unknown) => {
      if (typeof details === 'object' && details !== null && 'round' in details) environment.cancel();
    });
    await expect(environment.run(trainModel, { runId: 'killed', by: 'mia' })).rejects.toThrow();
    expect((await models.list({ limit: 50 })).length).toBe(before);
    expect((await models.findTraining('killed'))?.outcome).toBeNull();
    expect(await train('killed')).toMatchObject({ result: 'published' });
    expect((await models.list({ limit: 50 })).length).toBe(before + 1);
  });

  test('protected attributes are used exactly where they were allowed when the run began', async () => {
    const said = { by: 'cora', why: 'fairness review 12' };
    expect(await attributes.record({ ...said, attribute: 'age', allowed: true }, nowMs)).toBeDefined();
    expect(await attributes.record({ ...said, attribute: 'age', allowed: true }, nowMs)).toBeUndefined();
    const { version } = await train('with age');
    expect((await contentOf(version ?? 0)).repayment.training?.allowedProtected).toEqual([
      { column: 'age', attribute: 'age', reason: 'fairness review 12' },
    ]);
    await attributes.record({ ...said, attribute: 'age', allowed: false, why: 'review over' }, nowMs);
    expect(await attributes.allowed()).toEqual([]);
    const { version: without } = await train('without age');
    const { repayment } = await contentOf(without ?? 0);
    expect(repayment.training?.allowedProtected).toEqual([]);
    expect([
      ...(repayment.training?.dropped ?? []),
      ...repayment.columns.map(({ name }) => ({ column: name })),
    ]).not.toContainEqual(expect.objectContaining({ column: 'age' }));
    expect((await attributes.list()).map(({ allowed }) => allowed)).toEqual([true, false]);
    await expect(database.pool.query('UPDATE protected_attributes SET allowed = true')).rejects.toThrow();
  });

  test('a model that is worse is kept and not published', async () => {
    const before = await models.current();
    await garbleThePast();
    const report = await train('worse');
    expect(report).toMatchObject({ result: 'candidate', model: `bank-${report.version}` });
    expect(report.why).toMatch(/^Kept as a candidate, because its /);
    expect(await models.current()).toBe(before);
    expect(await models.find(report.version ?? 0)).toMatchObject({ state: 'candidate', current: false });
  });

  test('a model that was compared with what does not count any more is kept and not published', async () => {
    const [newest] = await models.list({ limit: 1 });
    const content = await contentOf(newest?.version ?? 0);
    const begun = { seed: 1, newestOn: '2026-10-31', untilMs: nowMs, incumbent: null, allowed: [] };
    await models.beginTraining({ runId: 'overtaken', begun, by: 'mia' }, nowMs);
    const outcome = { result: 'published', why: 'Published.', rows: 1, rowsSeen: 1, loans: 1 } as const;
    const finished = await models.finishTraining({ runId: 'overtaken', content, outcome }, nowMs);
    expect(finished.outcome).toMatchObject({ result: 'candidate' });
    expect(finished.outcome?.why).toContain('which has come to count meanwhile');
  });

  test('a model that uses an attribute for which leave was taken back meanwhile is kept and not published', async () => {
    const incumbent = await models.current();
    const content = await contentOf(incumbent ?? 0);
    const { repayment } = content;
    const columns = [...repayment.columns, { kind: 'number' as const, name: 'age' }];
    const begun = { seed: 1, newestOn: '2026-10-31', untilMs: nowMs, incumbent, allowed: [] };
    await models.beginTraining({ runId: 'leave', begun, by: 'mia' }, nowMs);
    const outcome = { result: 'published', why: 'Published.', rows: 1, rowsSeen: 1, loans: 1 } as const;
    const made = { ...content, repayment: { ...repayment, columns } };
    const finished = await models.finishTraining({ runId: 'leave', content: made, outcome }, nowMs);
    expect(finished.outcome).toMatchObject({
      result: 'candidate',
      why: expect.stringContaining('it uses age, which no compliance officer allows now') as unknown,
    });
    expect(await models.current()).toBe(incumbent);
  });

  test('a rollback brings back what counted before, step by step, down to the expert scorecard', async () => {
    const { length } = await models.publications();
    const change = { by: 'mona', why: 'it frightens the collectors' };
    const before = await models.current();
    const back: (number | null)[] = [];
    for (;;) {
      const standing = standingModels(await models.publications());
      const [from, to = null] = standing.toReversed();
      if (from === undefined) break;
      expect(await models.rollBack({ ...change, from: from + 1, to }, nowMs)).toBe(false);
      expect(await models.rollBack({ ...change, from, to }, nowMs)).toBe(true);
      expect(await models.current()).toBe(to);
      back.push(to);
    }
    expect(back.at(-1)).toBeNull();
    expect(back).toHaveLength(length);
    expect(await models.publish(before ?? 0, change, nowMs)).toBe(true);
    expect(await models.publish(before ?? 0, change, nowMs)).toBe(false);
    expect(await models.current()).toBe(before);
    await expect(database.pool.query('DELETE FROM risk_model_publications')).rejects.toThrow();
  });
});

/** A load of the core system that went wrong: of all but the last months it is chance when an instalment was paid. */
async function garbleThePast(): Promise<void> {
  await database.pool.query(
    `UPDATE payments p SET paid_at = i.due_on + interval '9 hours' + interval '1 day' * (abs(hashtext(p.payment_id)) % 140)
     FROM instalments i WHERE i.loan_id = p.loan_id AND p.payment_id = p.loan_id || '-' || i.number
       AND i.due_on < '2026-04-01'`,
  );
}
