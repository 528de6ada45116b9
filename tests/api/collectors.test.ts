import { describe, expect, test } from 'vitest';
import type { PersonRow } from '../../db/people-repository.ts';
import type { TaskRow } from '../../db/task-repository.ts';
import type { StaffRole } from '../../domain/assignment/staff.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { CaseId, ContactId, LoanId, TaskId } from '../../domain/ids.ts';
import { caseState, NOW } from '../domain/fixtures.ts';
import { call, post } from './calls.ts';
import { fakeApi, NEXT } from './fakes.ts';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const ANN = { 'x-actor': 'ann' };
const TASK = 'L1-1.5.30';

const row: TaskRow = {
  taskId: TASK as TaskId,
  caseId: 'L1-1' as CaseId,
  loanId: 'L1' as LoanId,
  region: 'east',
  kind: 'call',
  summary: 'Call 1, D+25: CNY 500.00 overdue, attempt 1 of 3',
  openedAt: new Date(NOW),
  dueAt: new Date(NOW + 86_400_000),
  team: 'team-east',
  assignee: 'ann',
  startedAt: null,
  assignedAt: new Date(NOW),
  assignedWhy: { words: 'ann: knows the case.', leftOut: [{ rule: 'leave', people: 1 }] },
  work: { amountMinor: 50_000, currency: 'CNY', script: 'call-offer', attempt: 1, why: 'day 25' },
};

const MOVE = { from: null, to: 'ann', by: 'arrears', why: 'ann: knows the case.' };

/** One task, of ann; the case answers with a call that is open. */
interface ApiOptions {
  assignee?: string | null;
  refusal?: DomainFailure;
  people?: readonly PersonRow[];
}

function api({ assignee = 'ann', refusal, people = [] }: ApiOptions = {}) {
  const task = { ...row, assignee };
  const openCall = {
    ...{ callId: 'L1-1.c1' as ContactId, by: 'ann', reservedAtMs: NOW, untilMs: NOW + 7_200_000 },
    taskId: TASK as TaskId,
  };
  const state: CaseState = caseState({ loanId: 'L1' as LoanId, openCall });
  const asked: unknown[] = [];
  const fakes = fakeApi({
    caseClient: {
      ask: (loanId, event) => {
        asked.push({ loanId, ...event });
        return refusal ? Promise.reject(refusal) : Promise.resolve({ state, next: NEXT });
      },
    },
    data: {
      people: {
        ...fakeApi().data.people,
        person: (userId) => Promise.resolve(people.find((person) => person.userId === userId)),
        people: ({ role }) => Promise.resolve(people.filter((person) => person.role === role)),
      },
      tasks: {
        list: (filter) => Promise.resolve(filter.assignee === 'ben' ? [] : [task]),
        next: () => Promise.resolve(undefined),
        history: (taskId) =>
          Promise.resolve(
            taskId === TASK
              ? { task, closedAt: new Date(NOW), assignments: [{ ...MOVE, at: new Date(NOW) }] }
              : undefined,
          ),
        find: (taskId) => Promise.resolve(taskId === TASK ? task : undefined),
        start: (taskId, by) =>
          Promise.resolve(
            taskId === TASK && (assignee === null || assignee === by)
              ? { ...task, assignee: by, startedAt: new Date(NOW) }
              : undefined,
          ),
        loanOfCall: (callId) => Promise.resolve(callId === 'L1-1.c1' ? ('L1' as LoanId) : undefined),
      },
    },
  });
  return { ...fakes, asked };
}

describe('GET /v1/tasks/:id', () => {
  test('says whose the task is and has been, and why', async () => {
    const { status, body } = await call(api(), { url: `/v1/tasks/${TASK}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ taskId: TASK, assignedWhy: 'ann: knows the case.', assignedAt: new Date(NOW).toISOString() },
      ...{ leftOut: [{ rule: 'leave', people: 1 }], closedAt: new Date(NOW).toISOString() },
      assignments: [{ ...MOVE, at: new Date(NOW).toISOString() }],
    });
    expect((await call(api(), { url: '/v1/tasks/x' })).status).toBe(404);
  });
});

describe('POST /v1/calls', () => {
  test('for a task: allowed, and the task is begun', async () => {
    const fakes = api();
    const { status, body } = await call(fakes, post('/v1/calls', { taskId: TASK }, ANN));
    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ callId: 'L1-1.c1', loanId: 'L1', taskId: TASK },
      reservedAt: new Date(NOW).toISOString(),
      outcomeUntil: new Date(NOW + 7_200_000).toISOString(),
    });
    expect(fakes.asked).toMatchObject([{ loanId: 'L1', type: 'call', by: 'ann', taskId: TASK }]);
  });

  test('of one’s own accord names the loan', async () => {
    const fakes = api();
    const { status } = await call(fakes, post('/v1/calls', { loanId: 'L1' }, ANN));
    expect(status).toBe(201);
    expect(fakes.asked[0]).not.toHaveProperty('taskId');
  });

  test('that is not permitted: 409 with the rules and when it is', async () => {
    const sentence =
      'No call is permitted now (CN-GBT45251-HOURS); it will be from 2026-11-02 08:00 Asia/Shanghai.';
    const refusal = new DomainFailure('Rejected.CallNotPermitted', sentence);
    const { status, body } = await call(api({ refusal }), post('/v1/calls', { taskId: TASK }, ANN));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'Rejected.CallNotPermitted', detail: sentence });
  });

  test('for somebody else’s task: 409, and nothing is asked of the case', async () => {
    const fakes = api({ assignee: 'ben' });
    const { status, body } = await call(fakes, post('/v1/calls', { taskId: TASK }, ANN));
    expect([status, body['code']]).toEqual([409, 'Rejected.TaskNotYours']);
    expect(fakes.asked).toEqual([]);
  });

  test.each([
    [{ taskId: 'L1-1.9.9' }, 409],
    [{}, 400],
    [{ taskId: TASK, loanId: 'L1' }, 400],
  ])('%j: %d', async (body, expected) => {
    expect((await call(api(), post('/v1/calls', body, ANN))).status).toBe(expected);
  });
});

describe('POST /v1/calls/:id/outcome', () => {
  test.each<[object, object]>([
    [{ result: 'no-answer' }, { result: 'no-answer' }],
    [{ result: 'wrong-number' }, { result: 'wrong-number' }],
    [{ result: 'third-party' }, { result: 'third-party' }],
    [{ result: 'hung-up' }, { result: 'hung-up' }],
    [{ result: 'refuses' }, { result: 'refuses' }],
    [
      { result: 'promise', instalments: [{ dueOn: '2026-11-10', amount: cny('500.00') }] },
      { result: 'promise', instalments: [{ dueOn: '2026-11-10', amountMinor: 50_000 }] },
    ],
    [
      { result: 'hardship', reason: 'illness', days: 10 },
      { result: 'hardship', reason: 'illness', days: 10 },
    ],
    [
      { result: 'dispute', subject: 'a fee', amount: cny('20.00') },
      { result: 'dispute', subject: 'a fee', amountMinor: 2_000 },
    ],
    [
      { result: 'dispute', subject: 'all of it' },
      { result: 'dispute', subject: 'all of it' },
    ],
  ])('%j reaches the case', async (body, outcome) => {
    const fakes = api();
    const { status } = await call(fakes, post('/v1/calls/L1-1.c1/outcome', body, ANN));
    expect(status).toBe(200);
    expect(fakes.asked).toMatchObject([{ type: 'call-outcome', by: 'ann', callId: 'L1-1.c1', outcome }]);
  });

  test.each<[string, object, number]>([
    ['L1-1.c1', { result: 'voicemail' }, 400],
    ['L1-1.c1', { result: 'promise', instalments: [] }, 400],
    [
      'L1-1.c1',
      { result: 'promise', instalments: [{ dueOn: '2026-11-10', amount: { amount: '5', currency: 'USD' } }] },
      400,
    ],
    ['L9-1.c1', { result: 'refuses' }, 404],
  ])('of %s with %j: %d', async (id, body, expected) => {
    expect((await call(api(), post(`/v1/calls/${id}/outcome`, body, ANN))).status).toBe(expected);
  });

  test('what the customer said is refused by its own rule', async () => {
    const refusal = new DomainFailure('Rejected.PromiseTooLate', 'The last date is 2026-12-01.');
    const body = { result: 'promise', instalments: [{ dueOn: '2027-11-10', amount: cny('500.00') }] };
    const { response, body: problem } = await call(api({ refusal }), post('/v1/calls/L1-1.c1/outcome', body));
    expect([response.statusCode, problem['code']]).toEqual([409, 'Rejected.PromiseTooLate']);
  });
});

describe('tasks', () => {
  test('are listed with what is needed to do them', async () => {
    const { body } = await call(api(), { method: 'GET', url: '/v1/tasks?assignee=ann&kind=call' });
    expect(body['items']).toMatchObject([
      { taskId: TASK, assignee: 'ann', team: 'team-east', startedAt: null },
    ]);
    expect(body['items']).toMatchObject([
      { work: { amount: cny('500.00'), script: 'call-offer', attempt: 1, why: 'day 25' } },
    ]);
    const none = await call(api(), { method: 'GET', url: '/v1/tasks?assignee=ben' });
    expect(none.body['items']).toEqual([]);
  });

  test('of nobody are theirs who begin with them', async () => {
    const { status, body } = await call(
      api({ assignee: null }),
      post(`/v1/tasks/${TASK}/start`, undefined, ANN),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ assignee: 'ann', startedAt: new Date(NOW).toISOString() });
  });

  test.each([
    ['somebody else’s', TASK, 409, 'Rejected.TaskNotYours'],
    ['that is done', 'L1-1.2.1', 409, 'Rejected.TaskNotOpen'],
    ['that never was', 'L1-1.9.9', 404, 'NotFound'],
  ])('%s is not begun', async (_name, id, status, code) => {
    const answer = await call(api({ assignee: 'ben' }), post(`/v1/tasks/${id}/start`, undefined, ANN));
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test.each(['complete', 'decline'])('%s reaches the case', async (action) => {
    const fakes = api();
    const { status } = await call(
      fakes,
      post(`/v1/tasks/${TASK}/${action}`, { why: 'came to the branch' }, ANN),
    );
    expect(status).toBe(200);
    expect(fakes.asked).toMatchObject([
      { loanId: 'L1', type: 'task', taskId: TASK, action, by: 'ann', why: 'came to the branch' },
    ]);
  });

  describe('of ann are completed', () => {
    const person = (userId: string, role: StaffRole, region: string, changes = {}): PersonRow => ({
      ...{ userId, name: userId, teamId: `team-${region}`, region, role, active: true, openTasks: 0 },
      ...{ regions: [], languages: [], skills: [], products: [], tiers: [], authorityMinor: null },
      ...{ shifts: [], capacity: null },
      ...changes,
    });
    const lead = person('lea', 'supervisor', 'west');
    const by = (actor: string, people: PersonRow[], assignee: string | null = 'ann') =>
      call(
        api({ people, assignee }),
        post(`/v1/tasks/${TASK}/complete`, { why: 'the new address is known' }, { 'x-actor': actor }),
      );

    test.each<[string, PersonRow[]]>([
      ['ann', [lead]],
      ['sue', [person('sue', 'supervisor', 'east')]],
      ['sue', [person('sue', 'supervisor', 'north', { regions: ['east'] })]],
      ['max', [person('max', 'manager', 'north')]],
      ['a-system-of-the-bank', [person('ben', 'collector', 'east')]],
    ])('by %s', async (actor, people) => {
      expect((await by(actor, people)).status).toBe(200);
    });

    test.each<[string, PersonRow[], string]>([
      ['ben', [person('ben', 'collector', 'east')], 'ben is a collector of east'],
      ['lea', [lead], 'lea is a supervisor of west'],
      ['nemo', [lead], 'nemo is not known as one'],
      ['sue', [person('sue', 'supervisor', 'east', { active: false }), lead], 'sue is not known as one'],
    ])('not by %s', async (actor, people, who) => {
      const { status, body } = await by(actor, people);
      expect([status, body['code']]).toEqual([409, 'Rejected.TaskNotYours']);
      expect(body['detail']).toBe(
        `Task ${TASK} is given to ann: they complete it, or a supervisor of east or a manager; ${who}.`,
      );
    });

    test('by whoever takes it, while it is nobody’s', async () => {
      expect((await by('ben', [lead, person('ben', 'collector', 'east')], null)).status).toBe(200);
    });
  });

  test('of others are not given back, nothing without a reason', async () => {
    const others = await call(api({ assignee: 'ben' }), post(`/v1/tasks/${TASK}/decline`, { why: 'x' }, ANN));
    expect([others.status, others.body['code']]).toEqual([409, 'Rejected.TaskNotYours']);
    expect((await call(api(), post(`/v1/tasks/${TASK}/decline`, {}, ANN))).status).toBe(400);
  });
});

describe('POST /v1/cases/:loanId/letters/:contactId/outcome', () => {
  const url = '/v1/cases/L1/letters/L1-1.9/outcome';

  test.each([
    [{ outcome: 'served' }],
    [{ outcome: 'served', servedOn: '2026-10-31' }],
    [{ outcome: 'returned' }],
  ])('%j reaches the case', async (body) => {
    const fakes = api();
    expect((await call(fakes, post(url, body, ANN))).status).toBe(200);
    expect(fakes.asked).toMatchObject([{ type: 'letter-outcome', contactId: 'L1-1.9', ...body }]);
  });

  test.each([[{ outcome: 'lost' }], [{ outcome: 'served', servedOn: 'yesterday' }], [{}]])(
    '%j: 400',
    async (body) => {
      expect((await call(api(), post(url, body))).status).toBe(400);
    },
  );
});
