import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strategyPorts } from '../../api/strategy-ports.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { publishBuiltInStrategies, StrategyRepository } from '../../db/strategy-repository.ts';
import { ukRetail } from '../../domain/strategy/built-in/uk-retail.ts';
import { usRetail } from '../../domain/strategy/built-in/us-retail.ts';
import type { Strategy } from '../../domain/strategy/schema.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let testDatabase: TestDatabase;
let database: Database;
let api: Fakes;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { maxConnections: 10, pipelined: true });
  const { pool } = database;
  const strategies = strategyPorts(database, new PolicyReader(pool, { keptMs: 0 }));
  api = fakeApi({ data: { strategies, people: new PeopleRepository(pool) } });
  await saveRoster(pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [
      { userId: 'mia', teamId: 'head-office', role: 'manager' },
      { userId: 'max', teamId: 'head-office', role: 'manager' },
      { userId: 'cora', teamId: 'head-office', role: 'compliance' },
      { userId: 'gone', teamId: 'head-office', role: 'manager', active: false },
      { userId: 'bob', teamId: 'head-office', role: 'collector' },
    ],
  });
});
afterAll(async () => {
  await api.app.close();
  await database.close();
  await testDatabase.drop();
});

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function post(url: string, actor: string, payload?: object): Promise<Answer> {
  const answer = await api.app.inject({
    ...{ method: 'POST', url: `/v1/strategies${url}`, headers: { 'x-actor': actor } },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
async function get(url: string): Promise<Answer> {
  const answer = await api.app.inject({ url: `/v1/strategies${url}` });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

/** A bank's own version of a built-in strategy. */
function draft(id: string, from: Strategy = ukRetail, changes: Partial<Strategy> = {}) {
  const { version, publishedBy, ...rest } = from;
  const own = { creditor: { 'zh-CN': '某某银行', en: 'Our Bank' }, contact: '0800 1111' };
  return { ...rest, id, letters: { ...from.letters, ...own }, ...changes };
}
async function written(id: string, from?: Strategy, changes?: Partial<Strategy>): Promise<void> {
  expect(await post('', 'ann', draft(id, from, changes))).toMatchObject({
    status: 201,
    body: { state: 'draft' },
  });
}
const repository = () => new StrategyRepository(database.orm);
const current = async (jurisdiction: string) => {
  const { id, version } = await repository().currentFor(jurisdiction);
  return `${id}@${version}`;
};

describe('the life of a strategy', () => {
  test('written, published by another, for new cases at once; followed, adopted again, withdrawn', async () => {
    await written('uk-own');
    expect(await current('UK')).toBe('uk-retail@1');
    expect(await post('/uk-own/versions/1/publish', 'mia')).toMatchObject({
      status: 200,
      body: { state: 'published', publishedBy: 'mia', current: true, heldBack: false, openCases: 0 },
    });
    expect(await current('UK')).toBe('uk-own@1');
    expect((await repository().pinnedAs('uk-own@1')).publishedBy).toBe('mia');

    await written('uk-own');
    await expect(repository().pinnedAs('uk-own@2')).rejects.toThrow('is not published');
    await post('/uk-own/versions/2/publish', 'cora', { newCases: false });
    expect(await get('/uk-own/versions/2')).toMatchObject({ body: { heldBack: true, current: false } });
    expect(await current('UK')).toBe('uk-own@1');
    expect(await post('/uk-own/versions/2/adopt', 'mia')).toMatchObject({
      body: { current: true, adoptedBy: 'mia' },
    });
    expect(await current('UK')).toBe('uk-own@2');

    const withdrawn = await post('/uk-own/versions/2/withdraw', 'mia', { why: 'too many calls' });
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      withdrawnBy: 'mia',
      withdrawnWhy: 'too many calls',
    });
    expect(await current('UK')).toBe('uk-own@1');
    // Cases that go by it go on; none can be given it.
    expect((await repository().pinnedAs('uk-own@2')).version).toBe(2);
    expect(await repository().findPublished('uk-own@2')).toBeUndefined();
  });

  test('what it says is never changed, not even in the database', async () => {
    await written('kept');
    await post('/kept/versions/1/publish', 'mia', { newCases: false });
    for (const change of [
      `UPDATE strategies SET document = document || '{"minGapDays":0}' WHERE strategy_id = 'kept'`,
      `UPDATE strategies SET state = 'draft' WHERE strategy_id = 'kept'`,
      `DELETE FROM strategies WHERE strategy_id = 'kept'`,
      'TRUNCATE strategies',
    ]) {
      await expect(database.pool.query(change), change).rejects.toThrow('append-only');
    }
  });

  test('the list has versions in order, who published them, and pages', async () => {
    const first = await get('?state=published&jurisdiction=UK&limit=2');
    const items = first.body['items'] as { id: string; version: number; publishedBy: string }[];
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ id: 'kept', version: 1, publishedBy: 'mia' });
    const next = await get(`?state=published&jurisdiction=UK&cursor=${String(first.body['nextCursor'])}`);
    expect(next.body['items']).toMatchObject([{ id: 'uk-retail', publishedBy: 'arrears' }]);
  });

  test('two managers at once: it is published once', async () => {
    await written('twice');
    const answers = await Promise.all(
      ['mia', 'max'].map((actor) => post('/twice/versions/1/publish', actor, { newCases: false })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('the product’s next version does not overtake the bank’s own, and comes where there is none', async () => {
    const next = [
      { ...ukRetail, version: 7 },
      { ...usRetail, version: 7 },
    ];
    const ours = await current('UK');
    expect(await publishBuiltInStrategies(database.orm, next, new Date())).toBe(1);
    expect(await current('UK')).toBe(ours);
    expect(await current('US-MA')).toBe('us-retail@7');
  });
});

describe('refused', () => {
  test.each([
    ['the author', 'max', 'Rejected.SamePerson'],
    ['a collector', 'bob', 'Rejected.NotManager'],
    ['somebody who has left', 'gone', 'Rejected.NotManager'],
    ['nobody known', 'api', 'Rejected.NotManager'],
  ])('publication by %s', async (_name, actor, code) => {
    const id = `refused-${actor}`;
    await post('', actor === 'max' ? 'max' : 'ann', draft(id));
    expect(await post(`/${id}/versions/1/publish`, actor)).toMatchObject({ status: 409, body: { code } });
  });

  test('to publish twice, to withdraw twice, to adopt a draft or what counts already', async () => {
    await written('again');
    expect(await post('/again/versions/1/adopt', 'mia')).toMatchObject({
      body: { code: 'Rejected.StrategyNotPublished' },
    });
    await post('/again/versions/1/publish', 'mia');
    expect(await post('/again/versions/1/publish', 'mia')).toMatchObject({
      body: { code: 'Rejected.StrategyNotDraft' },
    });
    expect(await post('/again/versions/1/adopt', 'mia')).toMatchObject({
      body: { code: 'Rejected.StrategyUnchanged' },
    });
    await post('/again/versions/1/withdraw', 'mia', { why: 'tried' });
    expect(await post('/again/versions/1/withdraw', 'mia', { why: 'tried' })).toMatchObject({
      body: { code: 'Rejected.StrategyWithdrawn' },
    });
  });

  test('to leave a place without a strategy', async () => {
    expect(await post('/in-retail/versions/1/withdraw', 'mia', { why: 'tried' })).toMatchObject({
      status: 409,
      body: {
        code: 'Rejected.LastStrategy',
        detail: expect.stringContaining('publish another first') as unknown,
      },
    });
    expect(await current('IN')).toBe('in-retail@1');
  });

  test('a draft with one sentence for each problem; nothing is kept', async () => {
    const [rung, ...rest] = ukRetail.ladders.low;
    const low = [{ ...rung, script: 'shout' } as never, ...rest];
    const wrong = draft('wrong', ukRetail, { ladders: { ...ukRetail.ladders, low }, preferredTime: '06:00' });
    const answer = await post('', 'ann', wrong);
    expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidInput' } });
    const errors = answer.body['errors'] as { field: string; message: string }[];
    expect(errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['ladders.low.0.script', 'preferredTime']),
    );
    expect(await get('/wrong/versions/1')).toMatchObject({ status: 404 });
    expect(await post('/check', 'ann', wrong)).toMatchObject({ status: 200, body: { ok: false } });
    expect(await post('/check', 'ann', draft('right'))).toMatchObject({ body: { ok: true, problems: [] } });
  });

  test.each<[string, object]>([
    [
      'days that do not increase',
      { ladders: { ...ukRetail.ladders, low: ukRetail.ladders.low.toReversed() } },
    ],
    [
      'a step without a script',
      { ladders: { ...ukRetail.ladders, low: [{ onDay: 3, do: 'remind', channel: 'sms', by: 'system' }] } },
    ],
    ['a field that is none', { urgency: 3 }],
    ['an id that is none', { id: 'My Strategy' }],
  ])('a draft with %s', async (_name, changes) => {
    expect(await post('', 'ann', { ...draft('malformed'), ...changes })).toMatchObject({ status: 400 });
  });
});

describe('an experiment', () => {
  test('begins with a challenger that is held back, keeps the place as it is, and ends once', async () => {
    await written('us-softer', usRetail);
    await post('/us-softer/versions/1/publish', 'mia', { newCases: false });
    const asked = { id: 'softer-start', challenger: 'us-softer@1', share: 0.2, why: 'fewer complaints' };
    expect(await post('/experiments', 'bob', asked)).toMatchObject({ body: { code: 'Rejected.NotManager' } });
    const champion = await current('US');
    expect(await post('/experiments', 'mia', asked)).toMatchObject({
      status: 201,
      body: { champion, jurisdiction: 'US' },
    });
    const choice = await repository().choiceFor('US-MA');
    expect(choice).toMatchObject({
      experiment: { experimentId: 'softer-start', share: 0.2, challenger: { id: 'us-softer' } },
    });

    expect(await post('/experiments', 'mia', asked)).toMatchObject({
      status: 409,
      body: { code: 'AlreadyThere' },
    });
    const code = 'Rejected.ExperimentRunning';
    expect(await post('/experiments', 'mia', { ...asked, id: 'other' })).toMatchObject({ body: { code } });
    expect(await post('/us-softer/versions/1/adopt', 'mia')).toMatchObject({ body: { code } });
    expect(await post('/us-softer/versions/1/withdraw', 'mia', { why: 'tried' })).toMatchObject({
      body: { code },
    });
    await written('us-next', usRetail);
    expect(await post('/us-next/versions/1/publish', 'mia')).toMatchObject({ body: { code } });

    const outcome = await get('/experiments/softer-start?horizonDays=10');
    expect(outcome).toMatchObject({
      status: 200,
      body: {
        horizonDays: 10,
        cases: { champion: 0, challenger: 0 },
        assigned: { champion: 0, challenger: 0 },
      },
    });
    const verdicts = (outcome.body['metrics'] as { verdict: string }[]).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['not-enough-data']));

    expect(await post('/experiments/softer-start/end', 'mia', { why: 'seen' })).toMatchObject({
      body: { endedBy: 'mia' },
    });
    expect(await post('/experiments/softer-start/end', 'mia', { why: 'seen' })).toMatchObject({
      body: { code: 'Rejected.ExperimentEnded' },
    });
    expect((await repository().choiceFor('US')).experiment).toBeUndefined();
    expect(await post('/us-softer/versions/1/adopt', 'mia')).toMatchObject({ body: { current: true } });
  });

  test.each([
    ['a challenger that nobody has published', { challenger: 'nothing@1' }, 404],
    ['a challenger that new cases go by already', { challenger: 'in-retail@1' }, 409],
    ['a share of everything', { challenger: 'uk-retail@1', share: 1 }, 400],
  ])('is refused with %s', async (_name, changes, status) => {
    const asked = { id: 'refused', share: 0.5, why: 'tried', ...changes };
    expect(await post('/experiments', 'mia', asked)).toMatchObject({ status });
  });
});

describe('a move of running cases', () => {
  const asked = { to: 'us-softer@1', why: 'softer', tiers: ['low'], dryRun: false };

  test('dry, only says what would happen; made, it is kept and told to a workflow, repeated or not', async () => {
    const preview = { from: 'us-retail@1', to: 'us-softer@1', cases: 0, rungs: [], refused: {} };
    const url = '/us-retail/versions/1/moves';
    const dry = await post(url, 'bob', { ...asked, dryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { preview } });
    expect(dry.body).not.toHaveProperty('move');
    expect(await get('/moves')).toMatchObject({ body: { items: [] } });

    const made = await post(url, 'mia', asked);
    const move = {
      from: 'us-retail@1',
      to: 'us-softer@1',
      why: 'softer',
      requestedBy: 'mia',
      tiers: ['low'],
    };
    expect(made).toMatchObject({ status: 202, body: { preview, move } });
    const { moveId } = made.body['move'] as { moveId: string };
    expect(api.calls).toContainEqual(expect.objectContaining({ method: 'moveCases', loanId: moveId }));
    expect(await get(`/moves/${moveId}`)).toMatchObject({ status: 200, body: move });
    expect(await get('/moves/api:none')).toMatchObject({ status: 404 });
  });

  test.each<[string, string, string, object, number, string]>([
    ['by a collector', 'bob', 'us-retail', {}, 409, 'Rejected.NotManager'],
    ['to another place', 'mia', 'cn-retail', {}, 409, 'Rejected.StrategyElsewhere'],
    ['to what is not published', 'mia', 'us-retail', { to: 'us-next@1' }, 404, 'NotFound'],
    ['from what is not there', 'mia', 'nothing', {}, 404, 'NotFound'],
    ['of cases that are closed', 'mia', 'us-retail', { stages: ['closed'] }, 400, 'InvalidInput'],
  ])('%s is refused', async (_name, actor, id, changes, status, code) => {
    const answer = await post(`/${id}/versions/1/moves`, actor, { ...asked, ...changes });
    expect(answer).toMatchObject({ status, body: { code } });
  });
});
