import { describe, expect, test } from 'vitest';
import type { DataPorts } from '../../api/ports.ts';
import type { PersonRow } from '../../db/people-repository.ts';
import type { TaskRow } from '../../db/task-repository.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { CaseId, LoanId, TaskId } from '../../domain/ids.ts';
import { caseFacts, caseState, NOW } from '../domain/fixtures.ts';
import { call, post } from './calls.ts';
import { fakeApi, NEXT } from './fakes.ts';

const ann: PersonRow = {
  ...{ userId: 'ann', name: 'Ann Lee', teamId: 'team-east', region: 'east', role: 'collector' },
  ...{ skills: ['legal'], languages: ['zh-CN'], capacity: 20, active: true, openTasks: 3 },
  ...{ regions: [], products: ['card'], tiers: ['high'], authorityMinor: { CNY: 5_000_000 } },
  shifts: [
    { weekday: 1, from: '22:00', to: '06:00' },
    { weekday: 3, from: '18:00', to: '24:00' },
  ],
};
const east = { teamId: 'team-east', name: 'East', region: 'east', zone: null, active: true };

function api(people: Partial<DataPorts['people']> = {}, data: Partial<DataPorts> = {}) {
  const written: unknown[] = [];
  const fakes = fakeApi({
    data: {
      ...data,
      people: {
        ...fakeApi().data.people,
        team: (id) => Promise.resolve(id === 'team-east' ? east : undefined),
        person: (id) => Promise.resolve(id === 'ann' ? ann : undefined),
        saveTeam: (team, options) => {
          written.push({ ...team, ...options });
          return Promise.resolve({ outcome: 'added' });
        },
        savePerson: (person, options) => {
          written.push({ ...person, ...options });
          return Promise.resolve({ outcome: 'changed', tasksMoved: 2 });
        },
        deactivate: (id) => Promise.resolve(id === 'ann' ? 3 : undefined),
        ...people,
      },
    },
  });
  return { ...fakes, written };
}
const put = (url: string, payload: object) => ({ method: 'PUT' as const, url, payload });

describe('teams', () => {
  test('are added by POST and PUT, with what is usual filled in', async () => {
    const fakes = api();
    const body = { teamId: 'team-east', name: ' East ', region: 'east' };
    expect(await call(fakes, post('/v1/teams', body))).toMatchObject({ status: 201, body: east });
    const { status } = await call(fakes, put('/v1/teams/team-east', { name: 'East', region: 'east' }));
    expect(status).toBe(201);
    expect(fakes.written).toEqual([
      { ...east, isNew: true },
      { ...east, isNew: false },
    ]);
  });

  test('the same again is 200', async () => {
    const saveTeam = () => Promise.resolve({ outcome: 'unchanged' as const });
    const { status } = await call(api({ saveTeam }), post('/v1/teams', east));
    expect(status).toBe(200);
  });

  test.each([
    [{ outcome: 'conflicting' as const }, 'AlreadyThere', 'PUT /v1/teams/team-east'],
    [{ outcome: 'region-taken' as const, by: 'team-7' }, 'RegionTaken', 'team-7'],
    [{ outcome: 'in-use' as const }, 'TeamInUse', 'deactivate them'],
  ])('%j: 409, and what to do', async (outcome, code, words) => {
    const fakes = api({ saveTeam: () => Promise.resolve(outcome) });
    const { status, body } = await call(fakes, post('/v1/teams', east));
    expect([status, body['code']]).toEqual([409, code]);
    expect(body['detail']).toContain(words);
  });

  test('one is read and deactivated, one that never was is not', async () => {
    const fakes = api();
    expect(await call(fakes, { url: '/v1/teams/team-east' })).toMatchObject({ status: 200, body: east });
    await call(fakes, post('/v1/teams/team-east/deactivate', undefined));
    expect(fakes.written).toMatchObject([{ ...east, active: false }]);
    expect((await call(fakes, { url: '/v1/teams/x' })).status).toBe(404);
    expect((await call(fakes, post('/v1/teams/x/deactivate', undefined))).status).toBe(404);
  });

  test('are listed page by page', async () => {
    const asked: unknown[] = [];
    const fakes = api({
      teams: (page) => {
        asked.push(page.after);
        return Promise.resolve([east]);
      },
    });
    const { body } = await call(fakes, { url: '/v1/teams?limit=1' });
    expect(body['items']).toEqual([east]);
    await call(fakes, { url: `/v1/teams?limit=1&cursor=${String(body['nextCursor'])}` });
    expect(asked).toEqual([undefined, 'team-east']);
  });
});

describe('users', () => {
  const fields = { name: 'Ann Lee', role: 'collector', team: 'team-east' };
  const authority = [{ amount: '8000.00', currency: 'CNY' }];

  test('are written with what is usual filled in, and shown with what moved', async () => {
    const fakes = api();
    const { status, body } = await call(
      fakes,
      put('/v1/users/ann', { ...fields, languages: ['zh-cn'], authority }),
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ userId: 'ann', name: 'Ann Lee', team: 'team-east', region: 'east', role: 'collector' },
      ...{ skills: ['legal'], languages: ['zh-CN'], capacity: 20, active: true, openTasks: 3 },
      ...{ regions: [], products: ['card'], tiers: ['high'], shifts: ann.shifts, tasksMoved: 2 },
      authority: [{ amount: '50000.00', currency: 'CNY' }],
    });
    expect(fakes.written).toEqual([
      {
        ...{ userId: 'ann', name: 'Ann Lee', role: 'collector', teamId: 'team-east', skills: [] },
        ...{ languages: ['zh-CN'], capacity: null, active: true, isNew: false, now: NOW },
        ...{ regions: [], products: [], tiers: [], shifts: [], authorityMinor: { CNY: 800_000 } },
      },
    ]);
  });

  test('who are new: 201', async () => {
    const savePerson = () => Promise.resolve({ outcome: 'added' as const, tasksMoved: 0 });
    const { status } = await call(api({ savePerson }), post('/v1/users', { userId: 'ann', ...fields }));
    expect(status).toBe(201);
  });

  test.each([
    ['conflicting' as const, 409, 'AlreadyThere'],
    ['no-team' as const, 400, 'InvalidInput'],
    ['team-inactive' as const, 400, 'InvalidInput'],
  ])('%s: %d %s', async (outcome, status, code) => {
    const fakes = api({ savePerson: () => Promise.resolve({ outcome }) });
    const answer = await call(fakes, post('/v1/users', { userId: 'ann', ...fields }));
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test.each([
    [{ ...fields, role: 'boss' }, 'role'],
    [{ ...fields, languages: ['zh-CN', '??'] }, 'languages.1'],
    [{ ...fields, capacity: -1 }, 'capacity'],
    [{ ...fields, name: ' ' }, 'name'],
    [{ ...fields, tiers: ['all'] }, 'tiers.0'],
    [{ ...fields, authority: [...authority, ...authority] }, 'authority'],
    [{ ...fields, authority: [{ amount: '1.5', currency: 'JPY' }] }, 'authority.0.amount'],
    [{ ...fields, shifts: [{ weekday: 1, from: '09:00', to: '09:00' }] }, 'shifts.0.to'],
    [{ ...fields, shifts: [{ weekday: 1, from: '24:00', to: '06:00' }] }, 'shifts.0.from'],
  ])('%j: 400, naming the field', async (body, field) => {
    const answer = await call(api(), put('/v1/users/ann', body));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
  });

  test('one is deactivated, one that never was is not', async () => {
    expect(await call(api(), post('/v1/users/ann/deactivate', undefined))).toMatchObject({
      ...{ status: 200, body: { userId: 'ann', tasksMoved: 3 } },
    });
    expect((await call(api(), post('/v1/users/x/deactivate', undefined))).status).toBe(404);
    expect((await call(api(), { url: '/v1/users/x' })).status).toBe(404);
  });

  test('are listed by team, role and whether they are there', async () => {
    const asked: unknown[] = [];
    const people: DataPorts['people']['people'] = (filter) => {
      asked.push(filter);
      return Promise.resolve([ann]);
    };
    const { body } = await call(api({ people }), { url: '/v1/users?team=t&role=manager&active=false' });
    expect(asked).toEqual([{ team: 't', role: 'manager', active: false }]);
    expect(body).toMatchObject({ items: [{ userId: 'ann' }], nextCursor: null });
  });
});

describe('POST /v1/cases/:loanId/reassign', () => {
  const url = '/v1/cases/L1/reassign';

  test('reaches the case with the collector’s team', async () => {
    const fakes = api();
    const body = { collector: 'ann', why: 'knows the family' };
    expect((await call(fakes, post(url, body, { 'x-actor': 'sue' }))).status).toBe(200);
    expect(fakes.calls).toMatchObject([
      { loanId: 'L1', event: { type: 'reassign', by: 'sue', ...body, team: 'team-east' } },
    ]);
  });

  test.each<[string, Partial<PersonRow> | undefined, number, string]>([
    ['of nobody', undefined, 400, 'InvalidInput'],
    ['of a supervisor', { role: 'supervisor' }, 409, 'Rejected.CollectorNotAvailable'],
    ['of somebody who is away', { active: false }, 409, 'Rejected.CollectorNotAvailable'],
  ])('%s: %j is refused', async (_name, changes, status, code) => {
    const fakes = api({ person: () => Promise.resolve(changes && { ...ann, ...changes }) });
    const answer = await call(fakes, post(url, { collector: 'ann', why: 'x' }));
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(fakes.calls).toEqual([]);
  });
});

describe('GET /v1/tasks/next', () => {
  const row: TaskRow = {
    ...{ taskId: 'L1-1.5.30' as TaskId, caseId: 'L1-1' as CaseId, loanId: 'L1' as LoanId, kind: 'call' },
    ...{ summary: 's', openedAt: new Date(NOW), dueAt: new Date(NOW), team: 'team-east', assignee: 'ann' },
    ...{ region: 'east', startedAt: null, assignedAt: null, assignedWhy: null },
    work: { amountMinor: 50_000, currency: 'CNY', script: 'call-offer', attempt: 1, why: 'day 25' },
  };
  const worth = {
    ...{ currency: 'CNY', prospect: { probability: 0.5, amountMinor: 50_000, costMinor: 1_000 } },
  };
  const tasks = {
    ...fakeApi().data.tasks,
    next: (id: string) => Promise.resolve(id === 'ann' ? { task: row, ...worth } : undefined),
  };

  const nextOf = async (data: Partial<DataPorts>) =>
    (await call(api({}, { tasks, ...data }), { url: '/v1/tasks/next?user=ann' })).body;

  test('says what somebody should do, with what is needed for it, and that they may', async () => {
    expect(await nextOf({})).toMatchObject({
      task: { taskId: 'L1-1.5.30', work: { amount: { amount: '500.00', currency: 'CNY' } } },
      call: { loanId: 'L1', channel: 'voice', decision: 'allow' },
      why: 'within 4 hours: CNY 240.00 can be expected: 50 % of CNY 500.00, less CNY 10.00 for the work',
    });
  });

  test('of a call that is not permitted: why not', async () => {
    const state = caseState({ loanId: 'L1' as LoanId });
    const facts = caseFacts({ customer: { consents: ['sms'] } });
    const contactOutlook = { read: () => Promise.resolve({ state, facts }) };
    expect(await nextOf({ contactOutlook })).toMatchObject({
      task: { taskId: 'L1-1.5.30' },
      call: { decision: 'deny', reasons: [{ rule: 'BASIC-NO-CONSENT' }] },
    });
  });

  test('other work is done at any time', async () => {
    const errand = { ...row, kind: 'find-address', work: null };
    const next = () => Promise.resolve({ task: errand, ...worth });
    expect(await nextOf({ tasks: { ...tasks, next } })).toMatchObject({
      ...{ task: { kind: 'find-address', work: null }, call: null },
    });
  });

  test.each([
    ['/v1/tasks/next?user=x', 404],
    ['/v1/tasks/next', 400],
  ])('%s: %d', async (url, status) => {
    expect((await call(api({}, { tasks }), { url })).status).toBe(status);
  });

  test('nothing to do: null', async () => {
    const none = { ...tasks, next: () => Promise.resolve(undefined) };
    const { body } = await call(api({}, { tasks: none }), { url: '/v1/tasks/next?user=ann' });
    expect(body).toEqual({ task: null, call: null });
  });
});

describe('a call that the gate refuses', () => {
  const refused = (gate: { rules: string[]; untilMs?: number }) =>
    fakeApi({
      caseClient: {
        ask: () => Promise.reject(new DomainFailure('Rejected.CallNotPermitted', 'No call now.', { gate })),
      },
    });

  test.each([
    [
      { rules: ['CN-GBT45251-HOURS'], untilMs: NOW },
      { rules: ['CN-GBT45251-HOURS'], until: new Date(NOW).toISOString() },
    ],
    [{ rules: ['BASIC-HOLD:promise', 'BASIC-CONSENT'] }, { rules: ['BASIC-HOLD:promise', 'BASIC-CONSENT'] }],
  ])('%j: 409 with the rules as data', async (gate, data) => {
    const { status, body } = await call(refused(gate), post('/v1/calls', { loanId: 'L1' }));
    expect(status).toBe(409);
    expect(body).toEqual({
      ...{ type: 'urn:arrears:problem:rejected:CallNotPermitted', code: 'Rejected.CallNotPermitted' },
      ...{ title: 'A rule of the case refuses this', status: 409, instance: '/v1/calls' },
      ...{ detail: 'No call now.', ...data },
    });
  });
});

describe('a note on a case that has closed', () => {
  const state = caseState({ loanId: 'L1' as LoanId, closed: { reason: 'cured', atMs: NOW } });
  const written: object[] = [];
  const closed = (type: 'Rejected.CaseClosed' | 'UpstreamUnavailable') => {
    const { cases } = fakeApi().data;
    const newest = { state, instruction: NEXT, answers: [] };
    return fakeApi({
      caseClient: { ask: () => Promise.reject(new DomainFailure(type, 'closed')) },
      data: {
        cases: { ...cases, newestOf: () => Promise.resolve(newest) },
        notes: {
          addToClosed: (note, now) => {
            written.push({ ...note, now });
            return Promise.resolve(true);
          },
        },
      },
    });
  };
  const note = post('/v1/cases/L1/notes', { text: 'called to thank us' }, { 'x-actor': 'ann' });

  test('is written on its timeline, without the case', async () => {
    const { status, body } = await call(closed('Rejected.CaseClosed'), note);
    expect([status, body['closed']]).toMatchObject([200, { reason: 'cured' }]);
    expect(written).toMatchObject([{ loanId: 'L1', by: 'ann', text: 'called to thank us', now: NOW }]);
  });

  test('is not when the case could not be asked', async () => {
    written.length = 0;
    expect((await call(closed('UpstreamUnavailable'), note)).status).toBe(503);
    expect(written).toEqual([]);
  });
});
