import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { ScriptRepository, publishBuiltInScripts } from '../../db/script-repository.ts';
import { builtInScripts } from '../../domain/scripts/built-in/index.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let testDatabase: TestDatabase;
let database: Database;
let api: Fakes;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, { maxConnections: 10, pipelined: true });
  const { pool } = database;
  api = fakeApi({ data: { scripts: new ScriptRepository(pool), people: new PeopleRepository(pool) } });
  await saveRoster(pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [
      { userId: 'carl', teamId: 'head-office', role: 'compliance' },
      { userId: 'cora', teamId: 'head-office', role: 'compliance' },
      { userId: 'gone', teamId: 'head-office', role: 'compliance', active: false },
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

async function post(url: string, actor: string, payload: object = {}): Promise<Answer> {
  const { app } = api;
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/scripts${url}`,
    headers: { 'x-actor': actor },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
async function get(url: string): Promise<Answer> {
  const answer = await api.app.inject({ url: `/v1/scripts${url}` });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

const draft = (id: string, en = 'Dear {name}, {amount} is overdue: {contact}.', changes: object = {}) => ({
  ...{ id, stage: 'reminder', purpose: 'collect', channels: ['sms', 'email'] },
  texts: {
    'zh-CN': { subject: '还款提醒', body: '{name}您好，逾期{amount}，请致电{contact}。' },
    en: { subject: 'A payment', body: en },
  },
  ...changes,
});

/** A script of its own for a test, written by ann. */
async function written(id: string, en?: string, changes?: object): Promise<void> {
  expect(await post('', 'ann', draft(id, en, changes))).toMatchObject({ status: 201 });
}

const current = async (name: string, jurisdiction = 'CN') =>
  (await new ScriptRepository(database.pool).current(name, jurisdiction))?.version;

describe('the life of a script', () => {
  test('written, published by another, replaced, pinned, withdrawn', async () => {
    expect(await post('', 'ann', draft('life'))).toMatchObject({
      status: 201,
      body: { id: 'life', version: 1, state: 'draft', writtenBy: 'ann' },
    });
    expect(await current('life')).toBeUndefined();
    expect(await post('/life/versions/1/publish', 'carl')).toMatchObject({
      status: 200,
      body: { state: 'published', publishedBy: 'carl' },
    });
    expect(await current('life')).toBe(1);

    await written('life', 'Dear {name}: {amount}, {contact}.');
    expect(await current('life')).toBe(1);
    await post('/life/versions/2/publish', 'carl');
    expect(await current('life')).toBe(2);
    expect(await current('life@1')).toBe(1);
    expect(await current('life@3')).toBeUndefined();

    const withdrawn = await post('/life/versions/2/withdraw', 'carl', { why: 'a wrong number' });
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      withdrawnBy: 'carl',
      withdrawnWhy: 'a wrong number',
    });
    expect(await current('life')).toBe(1);
    expect(await current('life@2')).toBeUndefined();
    expect(await get('/life/versions/2')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  });

  test('one that is for some places is said there and nowhere else', async () => {
    await written('placed', undefined, { jurisdictions: ['US', 'UK'] });
    await post('/placed/versions/1/publish', 'carl');
    expect(await current('placed', 'US')).toBe(1);
    expect(await current('placed', 'US-MA')).toBe(1);
    expect(await current('placed', 'CN')).toBeUndefined();
  });

  test('two authors at once get two numbers', async () => {
    const answers = await Promise.all(['ann', 'ben', 'cid'].map((actor) => post('', actor, draft('race'))));
    expect(answers.map(({ body }) => body['version']).toSorted()).toEqual([1, 2, 3]);
  });

  test('two officers at once: it is published once', async () => {
    await written('twice');
    const answers = await Promise.all(
      ['carl', 'cora'].map((actor) => post('/twice/versions/1/publish', actor)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('refused', () => {
  test.each([
    ['the author', 'cora', 'Rejected.SamePerson'],
    ['a collector', 'bob', 'Rejected.NotComplianceOfficer'],
    ['somebody who has left', 'gone', 'Rejected.NotComplianceOfficer'],
    ['nobody known', 'api', 'Rejected.NotComplianceOfficer'],
  ])('publication by %s', async (_name, actor, code) => {
    const id = `refused-${actor}`;
    await post('', actor === 'cora' ? 'cora' : 'ann', draft(id));
    expect(await post(`/${id}/versions/1/publish`, actor)).toMatchObject({ status: 409, body: { code } });
    expect(await current(id)).toBeUndefined();
  });

  test('words that must not be sent, with place and reason', async () => {
    await written('threat', 'Dear {name}, pay {amount} or we will have you arrested: {contact}.');
    const answer = await post('/threat/versions/1/publish', 'carl');
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'Rejected.ScriptViolation',
        violations: [{ language: 'en', part: 'body', category: 'false_legal_consequence' }],
      },
    });
    expect(await get('/threat/versions/1')).toMatchObject({ body: { state: 'draft' } });
  });

  test.each<[string, object]>([
    ['a variable that nothing fills in', draft('bad', 'Dear {salary}')],
    ['a lone brace', draft('bad', 'Dear {name')],
    ['no Chinese', { ...draft('bad'), texts: { en: { subject: 'x', body: 'x' } } }],
    ['a version of its own', { ...draft('bad'), version: 7 }],
  ])('a draft with %s', async (_name, payload) => {
    expect(await post('', 'ann', payload)).toMatchObject({ status: 400, body: { code: 'InvalidInput' } });
  });

  test.each(['/none/versions/1/publish', '/none/versions/1/withdraw'])('%s: there is none', async (url) => {
    expect(await post(url, 'carl', { why: 'x' })).toMatchObject({ status: 404 });
  });

  test('a change of what was written, even in the database', async () => {
    await written('fixed');
    await post('/fixed/versions/1/publish', 'carl');
    for (const statement of [
      `UPDATE scripts SET document = '{}' WHERE script_id = 'fixed'`,
      `UPDATE scripts SET state = 'draft' WHERE script_id = 'fixed'`,
      `DELETE FROM scripts WHERE script_id = 'fixed'`,
      'TRUNCATE scripts',
    ]) {
      await expect(database.pool.query(statement)).rejects.toThrow('append-only');
    }
  });
});

describe('the list', () => {
  test('goes on with its cursor, and is narrowed by id and state', async () => {
    for (let n = 0; n < 3; n += 1) await written('listed');
    await post('/listed/versions/2/publish', 'carl');
    const first = await get('?id=listed&limit=2');
    expect(first.body['items']).toMatchObject([{ version: 1 }, { version: 2, state: 'published' }]);
    const rest = await get(`?id=listed&limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect(rest.body).toMatchObject({ items: [{ version: 3 }], nextCursor: null });
    expect((await get('?id=listed&state=published')).body['items']).toMatchObject([{ version: 2 }]);
  });

  test('has the scripts of the product, published by it', async () => {
    const { body } = await get('?id=reminder-soft');
    expect(body['items']).toMatchObject([{ version: 1, state: 'published', publishedBy: 'arrears' }]);
  });
});

describe('the scripts of the product', () => {
  const next = (id: string, version: number) =>
    builtInScripts.filter((script) => script.id === id).map((script) => ({ ...script, version }));

  test('a later version of the product is published; repeated, nothing changes', async () => {
    expect(await publishBuiltInScripts(database.pool, next('thanks', 2), new Date())).toBe(1);
    expect(await publishBuiltInScripts(database.pool, next('thanks', 2), new Date())).toBe(0);
    expect(await current('thanks')).toBe(2);
  });

  test('never overtakes what the bank has written itself', async () => {
    await written('call-firm', undefined, { channels: ['voice'] });
    await post('/call-firm/versions/2/publish', 'carl');
    expect(await publishBuiltInScripts(database.pool, next('call-firm', 3), new Date())).toBe(0);
    expect(await current('call-firm')).toBe(2);
  });
});

describe('a preview', () => {
  const place = { language: 'en', channel: 'sms', jurisdiction: 'UK' };

  test('of a version: given values, samples for the rest, the law of the place, and its length', async () => {
    const variables = { name: 'Tom Reed', amount: { amount: '12.30', currency: 'GBP' } };
    const script = { id: 'reminder-soft', version: 1 };
    const { status, body } = await post('/preview', 'ann', { script, variables, ...place });
    expect({ status, ...body }).toMatchObject({
      ...{ status: 200, ok: true, violations: [], sms: { encoding: 'GSM-7', segments: 3 } },
    });
    expect(body['body']).toContain('Tom Reed');
    expect(body['body']).toContain('GBP 12.30');
    expect(body['body']).toContain('moneyhelper.org.uk');
  });

  test('of a draft that must not be sent shows it, and what is wrong', async () => {
    const script = draft('preview', 'Dear {name}, we will have you arrested.');
    const { body } = await post('/preview', 'ann', { script, ...place });
    expect(body).toMatchObject({
      ok: false,
      violations: [{ part: 'body', words: expect.any(String) as unknown }],
    });
    expect(await get('/preview/versions/1')).toMatchObject({ status: 404 });
  });

  test('sees what a value makes of it', async () => {
    const variables = { name: 'Tom. We will have you arrested' };
    const { body } = await post('/preview', 'ann', { script: draft('preview'), variables, ...place });
    expect(body).toMatchObject({ ok: false, violations: [{ category: 'false_legal_consequence' }] });
  });

  test('of a formal letter has the amounts by kind, and what the law has it say', async () => {
    const script = { id: 'formal-demand', version: 1 };
    const { body } = await post('/preview', 'ann', { script, ...place, channel: 'letter' });
    expect(body).toMatchObject({ ok: true });
    expect(body['body']).toContain('StepChange');
    expect(body).not.toHaveProperty('sms');
  });

  test.each<[string, object, string]>([
    ['another channel', { script: { id: 'call-firm', version: 1 } }, 'is not for sms'],
    ['a value of another type', { script: draft('preview'), variables: { amount: 'much' } }, 'takes money'],
    ['a variable that is none', { script: draft('preview'), variables: { salary: '1' } }, 'no variable'],
  ])('with %s is refused', async (_name, asked, message) => {
    const { status, body } = await post('/preview', 'ann', { ...place, ...asked });
    expect(status).toBe(400);
    expect(body['detail']).toContain(message);
  });
});
