import { describe, expect, test } from 'vitest';
import type { DataPorts } from '../../api/ports.ts';
import type { PersonRow } from '../../db/people-repository.ts';
import { BUILT_IN_ASSIGNMENT_RULES as rules } from '../../domain/assignment/rules.ts';
import type { StaffRole } from '../../domain/assignment/staff.ts';
import { NOW } from '../domain/fixtures.ts';
import { call, post } from './calls.ts';
import { fakeApi } from './fakes.ts';

const SUE = { 'x-actor': 'sue' };
const AT = new Date(NOW).toISOString();

const personOf = (userId: string, role: StaffRole, region: string): PersonRow => ({
  ...{ userId, name: userId, teamId: `team-${region}`, region, role, active: true, openTasks: 0 },
  ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null },
  ...{ shifts: [], capacity: null },
});

/** @param leads whether anybody in the bank's books leads */
function api(role: StaffRole = 'manager', { region = 'east', leads = true } = {}) {
  const asked: unknown[] = [];
  const { data } = fakeApi();
  const shared = {
    because: 'Loads are 4 tasks apart.',
    moves: [
      { taskId: 't1', from: 'ann', to: null, why: { words: 'Nobody can take it: 1 on leave.', leftOut: [] } },
    ],
    loads: [{ userId: 'ann', before: 1, after: 0 }],
    unassigned: 1,
  };
  const ports: Partial<DataPorts> = {
    people: {
      ...data.people,
      team: (teamId) =>
        Promise.resolve(
          teamId === 'team-east'
            ? { teamId, name: 'East', region: 'east', zone: null, active: true }
            : undefined,
        ),
      people: () => Promise.resolve(leads ? [personOf('boss', 'manager', 'north')] : []),
      person: (userId) =>
        Promise.resolve(
          userId === 'nemo' ? undefined : personOf(userId, role, userId === 'ann' ? 'east' : region),
        ),
    },
    absences: {
      of: (userId, day) => {
        asked.push({ userId, day });
        return Promise.resolve([]);
      },
      report: (report, by, now) => {
        asked.push({ ...report, by, now });
        const absence = {
          ...report,
          absenceId: 7,
          reportedBy: by,
          reportedAt: new Date(now),
          cancelledAt: null,
        };
        return Promise.resolve(report.userId === 'nemo' ? undefined : { absence, tasksMoved: 3 });
      },
      cancel: (_userId, absenceId) => Promise.resolve(absenceId === 7),
    },
    assignmentRules: {
      versions: () => Promise.resolve([{ version: 0, rules, publishedBy: 'arrears', why: 'w' }]),
      publish: (published, { by, why }, now) =>
        Promise.resolve({ version: 1, rules: published, publishedBy: by, publishedAtMs: now, why }),
    },
    shareOuts: {
      plan: (region) => {
        asked.push({ plan: region });
        return Promise.resolve(shared);
      },
      shareOut: (region, options) => {
        asked.push({ region, ...options });
        return Promise.resolve(shared);
      },
    },
  };
  return { ...fakeApi({ data: ports }), asked };
}

describe('absences', () => {
  const body = { from: '2026-11-01', until: '2026-11-03', kind: 'leave' };

  test('are reported, with what has moved', async () => {
    const fakes = api();
    const answer = await call(fakes, post('/v1/users/ann/absences', body, SUE));
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...body,
        absenceId: 7,
        userId: 'ann',
        why: '',
        reportedBy: 'sue',
        reportedAt: AT,
        tasksMoved: 3,
      },
    });
    expect(fakes.asked).toEqual([{ ...body, userId: 'ann', why: '', by: 'sue', now: NOW }]);
  });

  test.each<[object, string]>([
    [{ ...body, until: '2026-10-31' }, 'until'],
    [{ ...body, until: 'ever' }, 'until'],
    [{ ...body, kind: ' ' }, 'kind'],
  ])('%j: 400, naming the field', async (wrong, field) => {
    const answer = await call(api(), post('/v1/users/ann/absences', wrong));
    expect([answer.status, answer.body.errors.map((error) => error.field)]).toEqual([400, [field]]);
  });

  test('are listed and cancelled; of nobody, or one that never was, not', async () => {
    expect(await call(api(), { url: '/v1/users/ann/absences' })).toMatchObject({ body: { items: [] } });
    const cancel = async (id: number) =>
      (await api().app.inject(post(`/v1/users/ann/absences/${id}/cancel`, undefined))).statusCode;
    expect([await cancel(7), await cancel(8)]).toEqual([204, 404]);
    expect((await call(api(), { url: '/v1/users/nemo/absences' })).status).toBe(404);
    expect((await call(api(), post('/v1/users/nemo/absences', body))).status).toBe(404);
  });
});

describe('who may', () => {
  const body = { from: '2026-11-01', until: '2026-11-03', kind: 'leave' };
  const asks: [what: string, url: string, payload: object | undefined, status: number][] = [
    ['say that Ann is absent', '/v1/users/ann/absences', body, 201],
    ['say that Ann is there after all', '/v1/users/ann/absences/7/cancel', undefined, 204],
    ['have the work shared out', '/v1/teams/team-east/share-out', {}, 200],
  ];

  test.each<[StaffRole, region: string, may: boolean]>([
    ['manager', 'west', true],
    ['supervisor', 'east', true],
    ['supervisor', 'west', false],
    ['collector', 'east', false],
    ['compliance', 'east', false],
  ])('a %s of %s: %s', async (role, region, may) => {
    for (const [, url, payload, status] of asks) {
      const fakes = api(role, { region });
      const answer = await fakes.app.inject(post(url, payload, SUE));
      expect(answer.statusCode).toBe(may ? status : 409);
      if (!may) expect(answer.json()).toMatchObject({ code: 'Rejected.NotSupervisor' });
      expect(fakes.asked.length > 0).toBe(may && status !== 204);
    }
  });

  test('Ann herself says when she is absent, and shares nothing out', async () => {
    const ann = { 'x-actor': 'ann' };
    const status = async ([, url, payload]: (typeof asks)[number]) =>
      (await api('collector').app.inject(post(url, payload, ann))).statusCode;
    expect(await Promise.all(asks.map(status))).toEqual([201, 204, 409]);
  });

  test('somebody the bank does not know may not, unless it keeps nobody who leads', async () => {
    const nemo = { 'x-actor': 'nemo' };
    const statuses = (leads: boolean) =>
      Promise.all(
        asks.map(async ([, url, payload]) => {
          const fakes = api('collector', { leads });
          return (await fakes.app.inject(post(url, payload, nemo))).statusCode;
        }),
      );
    expect(await statuses(true)).toEqual([409, 409, 409]);
    expect(await statuses(false)).toEqual([201, 204, 200]);
    const { body: said } = await call(api('collector'), post('/v1/users/ann/absences', body, nemo));
    expect(said['detail']).toBe(
      'Only ann, a supervisor of east or a manager says when ann is absent; nemo is not known as one.',
    );
  });
});

describe('a team’s work', () => {
  test('is shared out, in words', async () => {
    const fakes = api();
    const { status, body } = await call(fakes, post('/v1/teams/team-east/share-out', {}, SUE));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ dryRun: false, because: 'Loads are 4 tasks apart.', moved: 1, unassigned: 1 },
      loads: [{ userId: 'ann', before: 1, after: 0 }],
      moves: [{ taskId: 't1', from: 'ann', to: null, why: 'Nobody can take it: 1 on leave.' }],
    });
    expect(fakes.asked).toEqual([{ region: 'east', now: NOW, by: 'sue' }]);
  });

  test('is only planned in a dry run', async () => {
    const fakes = api();
    const { body } = await call(fakes, post('/v1/teams/team-east/share-out', { dryRun: true }));
    expect(body).toMatchObject({ dryRun: true, moved: 1 });
    expect(fakes.asked).toEqual([{ plan: 'east' }]);
    expect((await call(fakes, post('/v1/teams/x/share-out', {}))).status).toBe(404);
  });
});

describe('rules of assignment', () => {
  test('are shown with their words', async () => {
    const { body } = await call(api(), { url: '/v1/assignment-rules' });
    expect(body['items']).toEqual([
      { version: 0, rules, publishedBy: 'arrears', publishedAt: null, why: 'w' },
    ]);
    const words = await call(api(), { url: '/v1/assignment-rules/words' });
    expect(words.body['items']).toContainEqual({
      ...{ rule: 'capacity', name: 'Capacity', optional: false },
      words: 'Nobody gets more open tasks than their capacity.',
    });
  });

  test('are published by a manager, and by nobody else', async () => {
    const publication = post('/v1/assignment-rules', { rules, why: 'fewer moves' }, SUE);
    expect(await call(api(), publication)).toMatchObject({
      status: 201,
      body: { version: 1, publishedBy: 'sue', publishedAt: AT },
    });
    const refused = await call(api('supervisor'), publication);
    expect([refused.status, refused.body['code']]).toEqual([409, 'Rejected.NotManager']);
    const wrong = await call(api(), post('/v1/assignment-rules', { rules: {}, why: 'w' }));
    expect(wrong.status).toBe(400);
  });
});
