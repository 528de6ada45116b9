import { afterEach, describe, expect, test } from 'vitest';
import type { DataPorts } from '../../api/ports.ts';
import type { RiskModelWithContent } from '../../db/risk-model-repository.ts';
import { driftModel } from '../domain/risk/drift-model.ts';
import { NOW } from '../domain/fixtures.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let api: Fakes;
afterEach(() => api.app.close());

const content = driftModel();
const record: RiskModelWithContent = {
  ...{ version: 7, state: 'published', current: true, trainedAtMs: 0, trainedBy: 'T-1' },
  ...{ outline: content, content, outcome: null },
};

async function get(url: string, data: Partial<DataPorts> = {}) {
  const { riskModels } = fakeApi().data;
  const find = (version: number) => Promise.resolve(version === 7 ? record : undefined);
  api = fakeApi({ data: { riskModels: { ...riskModels, models: { ...riskModels.models, find } }, ...data } });
  const answer = await api.app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

describe('GET /v1/risk-models/:version/stability', () => {
  test('has what was measured last, and says in words what it means', async () => {
    const measured = [
      {
        name: 'score',
        label: 'score',
        psi: 0.3,
        drift: 'drifted' as const,
        most: 'score below 500: 40 % now',
      },
      { name: 'age', label: 'age', psi: 0.01, drift: 'stable' as const, most: 'as at training' },
    ];
    const newest = (model: string) =>
      Promise.resolve(model === 'bank-7' ? { day: '2026-10-31', rows: 900, measured } : undefined);
    expect(await get('/v1/risk-models/7/stability', { stability: { newest } })).toEqual({
      status: 200,
      body: {
        ...{ model: 'bank-7', measuredOn: '2026-10-31', rows: 900, measured },
        note: 'Score: a large change: the model has not learnt from such loans.',
      },
    });
  });

  test('says of a model that was not measured how it will be', async () => {
    const { body } = await get('/v1/risk-models/7/stability');
    expect(body).toMatchObject({ model: 'bank-7', measuredOn: null, rows: 0, measured: [] });
    expect(body['note']).toMatch(/^Not measured yet: .*arrears models stability/);
  });

  test('knows only models that there are', async () => {
    expect((await get('/v1/risk-models/8/stability')).status).toBe(404);
  });
});

describe('GET /v1/cases/:loanId', () => {
  test('has the newest score, the segment by its name, and the reasons', async () => {
    const score = {
      ...{ probability: 0.71, defaultProbability: 0.1, points: 564.3, model: 'bank-7' },
      segment: { id: 'pays-much-seldom-late', name: 'pays much of what falls due, seldom late' },
      reasons: ['broken promises are 1 or more'],
    };
    const ofCase = () => Promise.resolve({ ...score, scoredAt: new Date(NOW) });
    const { body } = await get('/v1/cases/L1', { caseScores: { ofCase } });
    expect(body['score']).toEqual({ ...score, scoredAt: new Date(NOW).toISOString() });
  });

  test.each([
    ['', 'the loan is 31 to 60 days past due (fewer would be better)'],
    ['?lang=zh-CN', '贷款逾期 31 至 60 天（更少则评分更好）'],
  ])('says reasons in the language that is asked for: %j', async (query, words) => {
    const facts = [{ feature: 'daysPastDue', is: 'within', from: 31, below: 61, better: 'lower' }] as const;
    const ofCase = () =>
      Promise.resolve({
        ...{ probability: 0.4, defaultProbability: null, points: 480, model: 'expert-3', segment: null },
        ...{ scoredAt: new Date(NOW), reasons: [{ points: -65, facts }, 'stored as words'] },
      });
    const { body } = await get(`/v1/cases/L1${query}`, { caseScores: { ofCase } });
    expect(body['score']).toMatchObject({ reasons: [words, 'stored as words'] });
  });

  test('says null of a case that was never scored', async () => {
    expect((await get('/v1/cases/L1')).body['score']).toBeNull();
  });
});

test('the list of cases is asked for one segment', async () => {
  const asked: unknown[] = [];
  const { cases } = fakeApi().data;
  const list: DataPorts['cases']['list'] = (filter) => {
    asked.push(filter.segment);
    return Promise.resolve([]);
  };
  const url = '/v1/cases?segment=pays-much-seldom-late';
  expect((await get(url, { cases: { ...cases, list } })).status).toBe(200);
  expect(asked).toEqual(['pays-much-seldom-late']);
});
