import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { HolidayRepository } from '../../db/holiday-repository.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { PolicyRepository } from '../../db/policy-repository.ts';
import { callHours, noSmsOnSundays } from '../domain/contact/policy-fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let testDatabase: TestDatabase;
let database: Database;
let api: Fakes;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  const { pool } = database;
  const data = {
    rules: new PolicyRepository(pool),
    holidays: new HolidayRepository(pool),
    people: new PeopleRepository(pool),
  };
  api = fakeApi({ data });
  await saveRoster(pool, {
    teams: [{ teamId: 'head-office', region: 'head-office' }],
    users: [
      { userId: 'carl', teamId: 'head-office', role: 'compliance' },
      { userId: 'gone', teamId: 'head-office', role: 'compliance', active: false },
      { userId: 'sue', teamId: 'head-office', role: 'supervisor' },
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
  body: Record<string, unknown> & { items: Record<string, unknown>[]; rules: Record<string, unknown>[] };
}

async function post(url: string, payload: object, actor = 'carl'): Promise<Answer> {
  const { app } = api;
  const answer = await app.inject({
    method: 'POST',
    url: `/v1${url}`,
    headers: { 'x-actor': actor },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
}
async function get(url: string): Promise<Answer> {
  const answer = await api.app.inject({ url: `/v1${url}` });
  return { status: answer.statusCode, body: answer.json() };
}
const why = 'decided by the board';
const ruleOf = async (place: string, id: string) =>
  (await get(`/rule-packs/${place}`)).body.rules.find((rule) => rule['id'] === id);

describe('the rules of a place', () => {
  test('by place: how many there are, and how many decide', async () => {
    const { body } = await get('/rule-packs');
    expect(body.items.map(({ jurisdiction }) => jurisdiction)).toEqual(
      expect.arrayContaining(['CN', 'US', 'US-MA', 'UK', 'IN', 'EU-IE']),
    );
    const india = body.items.find(({ jurisdiction }) => jurisdiction === 'IN');
    expect(india).toMatchObject({ basis: 'prudent', houseVersion: null, holidays: { from: '2024-01-01' } });
    expect(india?.['applied']).toBeLessThan(india?.['rules'] as number);
  });

  test('one by one: where it is written, whether it decides, and else why not', async () => {
    expect(await ruleOf('IN', 'IN-RBI-2022-108-HOURS')).toMatchObject({
      ...{ status: 'in-force', from: 'shipped', applied: true },
      citation: expect.stringMatching('RBI/2022-23/108') as unknown,
    });
    const draft = await ruleOf('IN', 'IN-RBI-DRAFT2026-HOURS');
    expect(draft).toMatchObject({
      status: 'draft',
      applied: false,
      whyNot: expect.stringMatching('a draft') as unknown,
    });
  });

  test('of no place that is known', async () => {
    const answer = await get('/rule-packs/FR');
    expect(answer.status).toBe(404);
    expect(answer.body['detail']).toMatch(/no rule pack FR; there are CN, US/);
    expect((await post('/rule-packs/FR/house', { rules: [], why })).status).toBe(404);
  });
});

describe('rules of the bank', () => {
  test('are published in versions, each with who and why, and the newest is listed as applied', async () => {
    const rules = [noSmsOnSundays()];
    const first = await post('/rule-packs/CN/house', { rules, why });
    expect(first).toMatchObject({ status: 201, body: { version: 1, publishedBy: 'carl', why, rules } });
    expect(await ruleOf('CN', 'BANK-QUIET-SUNDAYS')).toMatchObject({ from: 'bank', applied: true });
    const second = await post('/rule-packs/CN/house', { rules: [], why: 'taken back' });
    expect(second.body['version']).toBe(2);
    expect(await ruleOf('CN', 'BANK-QUIET-SUNDAYS')).toBeUndefined();
    const { body } = await get('/rule-packs/CN/house');
    expect(body.items.map(({ version, why: said }) => [version, said])).toEqual([
      [2, 'taken back'],
      [1, why],
    ]);
  });

  test('of a country hold in its states', async () => {
    await post('/rule-packs/US/house', { rules: [callHours('10:00', '17:00')], why });
    expect(await ruleOf('US-MA', 'BANK-HOURS')).toMatchObject({ from: 'bank', applied: true });
  });

  test('that are looser are refused with the rules they would break', async () => {
    const answer = await post('/rule-packs/CN/house', { rules: [callHours('07:00', '20:00')], why });
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'Rejected.HouseRuleLooser',
        rules: expect.arrayContaining(['CN-GBT45251-HOURS']) as unknown,
      },
    });
    expect(answer.body['detail']).toMatch(
      /BANK-HOURS would break CN-GBT45251-HOURS: it opens at 07:00, the law at 08:00/,
    );
  });

  test.each([
    ['a kind that there is not', { rules: [{ ...noSmsOnSundays(), kind: 'mood' }], why }],
    ['no reason', { rules: [] }],
    [
      'a zone that is none',
      { rules: [noSmsOnSundays({ timeZoneBasis: { official: 'Mars/Olympus' } })], why },
    ],
  ])('that mean nothing are not valid: %s', async (_name, body) => {
    expect((await post('/rule-packs/CN/house', body)).status).toBe(400);
  });
});

describe('a rule that does not decide by itself', () => {
  const url = '/rule-packs/IN/rules/IN-RBI-DRAFT2026-BORROWER-ONLY/switch';

  test('is switched on and off again by a compliance officer', async () => {
    const on = await post(url, { on: true, why });
    expect(on).toMatchObject({ status: 200, body: { on: true, by: 'carl', why } });
    expect(await ruleOf('IN', 'IN-RBI-DRAFT2026-BORROWER-ONLY')).toMatchObject({
      switched: { on: true, by: 'carl' },
    });
    expect((await post(url, { on: true, why })).body['code']).toBe('Rejected.RuleNotSwitchable');
    expect((await post(url, { on: false, why: 'not yet law' })).status).toBe(200);
    expect(await ruleOf('IN', 'IN-RBI-DRAFT2026-BORROWER-ONLY')).toMatchObject({ applied: false });
  });

  test.each([
    ['one in force', '/rule-packs/IN/rules/IN-RBI-2022-108-HOURS/switch', 409, 'Rejected.RuleNotSwitchable'],
    ['one of another place', '/rule-packs/CN/rules/IN-RBI-DRAFT2026-HOURS/switch', 404, 'NotFound'],
  ])('is not %s', async (_name, other, status, code) => {
    expect(await post(other, { on: false, why })).toMatchObject({ status, body: { code } });
  });
});

describe('holidays', () => {
  test('are published a year at a time, and changed by days; what was said stays', async () => {
    const year = { place: 'IN', year: 2031, publicHolidays: ['2031-08-15', '2031-01-26'], why };
    const whole = await post('/holidays', year);
    expect(whole).toMatchObject({
      status: 201,
      body: {
        version: 1,
        publicHolidays: ['2031-01-26', '2031-08-15'],
        makeUpWorkDays: [],
        publishedBy: 'carl',
      },
    });
    const changes = [{ date: '2031-03-03', day: 'public-holiday' }];
    const changed = await post('/holidays', { place: 'IN', year: 2031, changes, why: 'an election' });
    expect(changed.body).toMatchObject({ version: 2, why: 'an election' });
    expect(changed.body['publicHolidays']).toContain('2031-03-03');
    expect((await get('/holidays?place=IN&year=2031')).body.items).toMatchObject([{ version: 2 }]);
    expect((await get('/holidays?place=IN&year=2031&versions=all')).body.items).toMatchObject([
      { version: 2 },
      { version: 1 },
    ]);
  });

  test('of a year that is not known are none, and no day of it can be changed', async () => {
    expect((await get('/holidays?place=CN&year=2099')).body.items).toEqual([]);
    const changes = [{ date: '2099-10-01', day: 'public-holiday' }];
    expect(await post('/holidays', { place: 'CN', year: 2099, changes, why })).toMatchObject({
      status: 409,
      body: { code: 'Rejected.NoHolidayCalendar' },
    });
  });

  test.each([
    ['a day of another year', { publicHolidays: ['2032-01-01'] }],
    ['a day that does not exist', { publicHolidays: ['2031-02-30'] }],
    ['a day that is both', { publicHolidays: ['2031-10-05'], makeUpWorkDays: ['2031-10-05'] }],
    ['both kinds of body at once', { publicHolidays: ['2031-10-05'], changes: [] }],
  ])('are refused with %s', async (_name, changes) => {
    expect((await post('/holidays', { place: 'CN', year: 2031, why, ...changes })).status).toBe(400);
  });
});

it.each(['sue', 'gone', 'nobody'])('is not for %s to change', async (actor) => {
  const holiday = { place: 'IN', year: 2032, publicHolidays: ['2032-01-26'], why };
  const answers = await Promise.all([
    post('/rule-packs/CN/house', { rules: [], why }, actor),
    post('/rule-packs/IN/rules/IN-RBI-DRAFT2026-HOURS/switch', { on: true, why }, actor),
    post('/holidays', holiday, actor),
  ]);
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 409, body: { code: 'Rejected.NotComplianceOfficer' } });
  }
});
