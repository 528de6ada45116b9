import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { riskModelPorts } from '../../api/risk-model-ports.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { RiskModelRepository } from '../../db/risk-model-repository.ts';
import { builtInScorecard } from '../../domain/risk/built-in-scorecard.ts';
import type { TrainingOutcome } from '../../domain/risk/training/training-run.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { modelContent } from '../setup/model-content.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let testDatabase: TestDatabase;
let database: Database;
let api: Fakes;

const said = { rows: 400, rowsSeen: 400, loans: 90 };
const expert = builtInScorecard.id;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  const { pool } = database;
  api = fakeApi({ data: { riskModels: riskModelPorts(pool), people: new PeopleRepository(pool) } });
  await saveRoster(pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [
      { userId: 'cora', teamId: 'head-office', role: 'compliance' },
      { userId: 'mona', teamId: 'head-office', role: 'manager' },
      { userId: 'sue', teamId: 'head-office', role: 'supervisor' },
    ],
  });
  await made(1, 'published');
  await made(2, 'candidate');
});
afterAll(async () => {
  await api.app.close();
  await database.close();
  await testDatabase.drop();
});

/** A run that has made a model. */
async function made(run: number, result: TrainingOutcome['result'], content = modelContent()): Promise<void> {
  const models = new RiskModelRepository(database.pool);
  const incumbent = await models.current();
  const begun = { seed: 1, newestOn: '2026-10-31', untilMs: 0, incumbent, allowed: [] };
  const runId = `run-${run}`;
  await models.beginTraining({ runId, begun, by: 'schedule' }, Date.now());
  const outcome: TrainingOutcome = { result, why: `because of run ${run}`, ...said };
  await models.finishTraining({ runId, content, outcome }, Date.now());
}

interface Answer {
  status: number;
  body: Record<string, unknown> & { items: Record<string, unknown>[] };
}
async function post(url: string, payload: object, actor: string): Promise<Answer> {
  const headers = { 'x-actor': actor };
  const answer = await api.app.inject({ method: 'POST', url: `/v1${url}`, headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}
async function get(url: string): Promise<Answer> {
  const answer = await api.app.inject({ url: `/v1${url}` });
  return { status: answer.statusCode, body: answer.json() };
}
const why = 'decided by the board';

describe.sequential('models of risk', () => {
  test('are listed, the newest first, with which counts and why', async () => {
    const { status, body } = await get('/risk-models');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { name: 'bank-2', state: 'candidate', current: false, why: 'because of run 2' },
      { name: 'bank-1', state: 'published', current: true, why: 'because of run 1', trainedBy: 'schedule' },
    ]);
    expect(body).toMatchObject({ current: 'bank-1', publications: [{ model: 'bank-1', by: 'schedule' }] });
    const first = await get('/risk-models?limit=1');
    const next = await get(`/risk-models?limit=1&cursor=${String(first.body['nextCursor'])}`);
    expect([...first.body.items, ...next.body.items].map(({ name }) => name)).toEqual(['bank-2', 'bank-1']);
  });

  test('one is shown with the points of its bins, and one that is not there is not', async () => {
    const { body } = await get('/risk-models/2');
    expect(body).toMatchObject({ name: 'bank-2', content: { repayment: { id: 'repaid-1' } } });
    expect((await get('/risk-models/99')).status).toBe(404);
  });

  test.each([
    ['sue', '/risk-models/2/publish', 'Rejected.NotManager'],
    ['nobody', '/risk-models/2/publish', 'Rejected.NotManager'],
    ['sue', '/risk-models/rollback', 'Rejected.NotManager'],
    ['mona', '/risk-models/1/publish', 'Rejected.ModelUnchanged'],
  ])('%s at %s is refused: %s', async (actor, url, code) => {
    expect(await post(url, { why }, actor)).toMatchObject({ status: 409, body: { code } });
  });

  test('a manager publishes one and takes it back, step by step, and all of it stays on record', async () => {
    expect(await post('/risk-models/2/publish', {}, 'mona')).toMatchObject({ status: 400 });
    expect(await post('/risk-models/99/publish', { why }, 'mona')).toMatchObject({ status: 404 });
    expect(await post('/risk-models/2/publish', { why }, 'mona')).toMatchObject({
      ...{ status: 200, body: { name: 'bank-2', state: 'published', current: true } },
    });
    expect((await post('/risk-models/rollback', { why }, 'cora')).body['current']).toBe('bank-1');
    expect((await post('/risk-models/rollback', { why }, 'cora')).body['current']).toBe(expert);
    expect(await post('/risk-models/rollback', { why }, 'cora')).toMatchObject({
      ...{ status: 409, body: { code: 'Rejected.NothingToRollBack' } },
    });
    const { body } = await get('/risk-models');
    expect(body['current']).toBe(expert);
    expect(body['publications']).toMatchObject([
      { model: 'bank-1', action: 'published', by: 'schedule' },
      { model: 'bank-2', action: 'published', by: 'mona', why },
      { model: 'bank-1', action: 'rolled-back', by: 'cora' },
      { model: expert, action: 'rolled-back', by: 'cora' },
    ]);
  });

  test('a training is asked for by name', async () => {
    expect(await post('/risk-models/train', {}, 'mona')).toMatchObject({
      ...{ status: 202, body: { workflowId: 'train-model-now', runId: 'run-1' } },
    });
    expect(api.calls.at(-1)).toMatchObject({ method: 'trainModel', event: { by: 'mona' } });
  });
});

describe.sequential('protected attributes', () => {
  const ask = (actor: string, attribute: string, allowed: boolean) =>
    post('/protected-attributes', { attribute, allowed, why }, actor);

  test.each<[string, string, boolean, number, string]>([
    ['mona', 'age', true, 409, 'Rejected.NotComplianceOfficer'],
    ['cora', 'age', false, 409, 'Rejected.PermissionUnchanged'],
    ['cora', 'religion or belief', true, 400, 'InvalidInput'],
  ])('%s may not say of %s: %s', async (actor, attribute, allowed, status, code) => {
    expect(await ask(actor, attribute, allowed)).toMatchObject({ status, body: { code } });
  });

  test('a compliance officer allows one and takes it back; who said so when stays on record', async () => {
    expect(await ask('cora', 'age', true)).toMatchObject({ status: 201, body: { usedBy: null } });
    expect((await get('/protected-attributes')).body).toMatchObject({ allowed: ['age'] });
    expect(await ask('cora', 'age', true)).toMatchObject({ status: 409 });
    expect(await ask('cora', 'age', false)).toMatchObject({ status: 201 });
    const { body } = await get('/protected-attributes');
    expect(body).toMatchObject({ allowed: [], known: ['age', 'language'] });
    expect(body.items).toMatchObject([
      { attribute: 'age', allowed: true, by: 'cora', why },
      { attribute: 'age', allowed: false, by: 'cora', why },
    ]);
  });
});

describe.sequential('what cases may not be scored by', () => {
  const publish = (version: number) => post(`/risk-models/${version}/publish`, { why }, 'mona');
  const allow = (allowed: boolean) =>
    post('/protected-attributes', { attribute: 'language', allowed, why }, 'cora');
  const looksAt = (name: string) => {
    const { repayment } = modelContent();
    const columns = [...repayment.columns, { kind: 'category' as const, name, categories: ['en'] }];
    return modelContent({ repayment: { ...repayment, columns } });
  };

  const looksAtDefault = (name: string) => {
    const { repayment } = looksAt(name);
    return modelContent({ default: { ...repayment, event: 'default' } });
  };

  test('a model of other columns than those of cases', async () => {
    await made(3, 'candidate', looksAt('SHOE_SIZE'));
    expect(await publish(3)).toMatchObject({ status: 409, body: { code: 'Rejected.ModelNotOfCases' } });
  });

  test('a model that uses a protected attribute, until it is allowed', async () => {
    await made(4, 'candidate', looksAt('language'));
    const refused = await publish(4);
    expect(refused).toMatchObject({ status: 409, body: { code: 'Rejected.AttributeNotAllowed' } });
    expect(refused.body['detail']).toContain('Bank-4 uses language, which no compliance officer allows now');
    expect((await get('/risk-models/4')).body['notAllowed']).toEqual(['language']);
    await allow(true);
    expect((await get('/risk-models/4')).body['notAllowed']).toEqual([]);
    expect((await publish(1)).status).toBe(200);
    expect(await publish(4)).toMatchObject({ status: 200, body: { current: true, notAllowed: [] } });
  });

  test('it is named when leave is taken back, and passed over by a rollback', async () => {
    expect((await publish(2)).status).toBe(200);
    expect((await allow(false)).body).toMatchObject({ usedBy: null });
    const { body } = await post('/risk-models/rollback', { why }, 'mona');
    expect(body).toMatchObject({ current: 'bank-1' });
    expect(body['passedOver']).toEqual([expect.stringContaining('bank-4 uses language')]);
    expect((await post('/risk-models/rollback', { why }, 'mona')).body).toEqual({
      ...{ current: expert, passedOver: [] },
    });
    await allow(true);
    await publish(4);
    expect((await allow(false)).body).toMatchObject({ usedBy: 'bank-4' });
  });

  test('why a model has no segments is told', async () => {
    await made(5, 'candidate', modelContent({ segmentationWhy: 'no groups stand apart' }));
    expect((await get('/risk-models/5')).body).toMatchObject({
      ...{ segments: 0, segmentsWhy: 'no groups stand apart' },
    });
    expect((await get('/risk-models/1')).body).toMatchObject({ segments: 0, segmentsWhy: null });
  });

  test('a list says of each model what the model says of itself, and reads no points for it', async () => {
    const { repayment } = modelContent();
    const amountsWhy = 'amounts of several currencies cannot be compared';
    await made(6, 'candidate', {
      ...looksAtDefault('language'),
      ...{ amountsIn: null, amountsWhy, repayment: { ...repayment, columns: [] } },
    });
    const { body } = await get('/risk-models');
    expect(body.items[0]).toMatchObject({ name: 'bank-6', notAllowed: ['language'], amountsWhy });
    for (const item of body.items) {
      const { content, ...one } = (await get(`/risk-models/${String(item['version'])}`)).body;
      expect(item).toEqual(one);
      expect(content).toHaveProperty('repayment.terms');
    }
    const [newest] = await new RiskModelRepository(database.pool).list({ limit: 1 });
    expect(newest?.outline.default).toHaveProperty('columns');
    for (const bins of ['repayment.terms', 'default.terms', 'scores'])
      expect(newest?.outline).not.toHaveProperty(bins);
  });
});
