import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { seedLoans, type SeedLoan } from '../setup/seed.ts';
import { startStack, TODAY, type Stack } from './stack.ts';

type Body = Record<string, unknown> & {
  items: Record<string, unknown>[];
  results: Record<string, unknown>[];
};

let stack: Stack;
beforeAll(async () => {
  // A quarter of an hour in a second: it is ten in the morning all the time.
  stack = await startStack(900);
  await stack.startWorker();
});
afterAll(() => stack?.close());

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers = {}) {
  const response = await stack.app.inject({ method, url, ...(payload && { payload }), headers });
  return { status: response.statusCode, body: response.json<Body>() };
}

async function openCase(name: string, changes: Partial<SeedLoan> = {}, daysPastDue = 5): Promise<LoanId> {
  const { database, encryption, prefix } = stack;
  const loanId = `${prefix}-${name}` as LoanId;
  const loans = [{ region: 'people', ...changes, loanId }];
  await seedLoans({ orm: database.orm, encryption, loans, today: TODAY, daysPastDue });
  await ask('POST', '/v1/overdue-events', { loanId, asOf: TODAY });
  await expect
    .poll(async () => (await ask('GET', `/v1/cases/${loanId}`)).status, { timeout: 15_000 })
    .toBe(200);
  return loanId;
}

const attributesOf = async (loanId: LoanId) => {
  const { searchAttributes } = await stack.temporal.client.workflow
    .getHandle(caseWorkflowId(loanId))
    .describe();
  return { team: searchAttributes['Team'], collector: searchAttributes['Collector'] };
};

async function staff() {
  await ask('PUT', '/v1/teams/people', { name: 'People', region: 'people' });
  for (const user of ['pat', 'quin']) {
    await ask('PUT', `/v1/users/${user}`, { name: user, role: 'collector', team: 'people' });
  }
}

test('a case is given to a collector, who is found by it in Temporal, and is on the timeline', async () => {
  await staff();
  const loanId = await openCase('given');
  await expect
    .poll(() => attributesOf(loanId), { timeout: 15_000 })
    .toEqual({ team: ['people'], collector: undefined });
  const body = { collector: 'quin', why: 'knows the family' };
  const given = await ask('POST', `/v1/cases/${loanId}/reassign`, body, { 'x-actor': 'sue' });
  expect(given).toMatchObject({ status: 200, body: { collector: 'quin', team: 'people' } });
  await expect
    .poll(() => attributesOf(loanId), { timeout: 15_000 })
    .toEqual({ team: ['people'], collector: ['quin'] });
  const { body: timeline } = await ask('GET', `/v1/cases/${loanId}/timeline`);
  expect(timeline.items).toContainEqual(
    expect.objectContaining({ type: 'reassign', actor: 'sue', why: 'knows the family' }),
  );
});

test('a call that is not permitted says by which rule', async () => {
  const loanId = await openCase('no-calls', { consents: ['sms'] });
  const { status, body } = await ask('POST', '/v1/calls', { loanId }, { 'x-actor': 'pat' });
  expect([status, body['code']]).toEqual([409, 'Rejected.CallNotPermitted']);
  expect(body['rules']).toEqual(['BASIC-NO-CONSENT']);
  expect(body).not.toHaveProperty('until');
});

test('a note on a case that has closed is on its timeline, once', async () => {
  const loanId = await openCase('note');
  const notes = `/v1/cases/${loanId}/notes`;
  expect((await ask('POST', notes, { text: 'while it is open' })).status).toBe(200);
  await ask(
    'POST',
    `/v1/cases/${loanId}/close`,
    { reason: 'written-off', why: 'small' },
    { 'x-actor': 's1' },
  );
  const { body: open } = await ask('GET', '/v1/tasks?kind=close-approval');
  const task = open.items.find((one) => one['loanId'] === loanId);
  if (task)
    await ask('POST', `/v1/approvals/${task['taskId'] as string}/approve`, { why: 'y' }, { 'x-actor': 's2' });
  await expect
    .poll(async () => (await ask('GET', `/v1/cases/${loanId}`)).body['stage'], { timeout: 15_000 })
    .toBe('closed');
  const headers = { 'x-actor': 'ann', 'idempotency-key': `${loanId}-late` };
  for (let time = 1; time <= 2; time += 1) {
    const { status, body } = await ask('POST', notes, { text: 'the heirs have written' }, headers);
    expect([status, body['stage']]).toEqual([200, 'closed']);
  }
  await Promise.all(['one', 'two', 'three'].map((text) => ask('POST', notes, { text })));
  const { body } = await ask('GET', `/v1/cases/${loanId}/timeline?limit=200`);
  const written = body.items.filter(({ type }) => type === 'note').map(({ why }) => why);
  expect(written.slice(0, 2)).toEqual(['while it is open', 'the heirs have written']);
  expect(written.slice(2).toSorted()).toEqual(['one', 'three', 'two']);
  const places = body.items.map(({ sequence, entry }) => `${String(sequence)}.${String(entry)}`);
  expect(new Set(places).size).toBe(places.length);
  expect((await ask('POST', '/v1/cases/nobody/notes', { text: 'x' })).status).toBe(404);
});

test('whoever leaves: their open tasks are the next one’s, who finds them', async () => {
  await staff();
  const loanId = await openCase('leaves', {}, 25);
  await expect
    .poll(async () => (await ask('GET', '/v1/tasks?kind=call&team=people')).body.items, { timeout: 20_000 })
    .toHaveLength(1);
  const [task] = (await ask('GET', '/v1/tasks?kind=call&team=people')).body.items;
  const had = String(task?.['assignee']);
  const gets = had === 'pat' ? 'quin' : 'pat';
  const left = await ask('POST', `/v1/users/${had}/deactivate`);
  expect(left).toMatchObject({ status: 200, body: { active: false, openTasks: 0, tasksMoved: 1 } });
  const next = await ask('GET', `/v1/tasks/next?user=${gets}`);
  expect(next.body).toMatchObject({
    task: { loanId, assignee: gets, kind: 'call' },
    call: { channel: 'voice', decision: 'allow' },
  });
  expect((await ask('GET', `/v1/tasks/next?user=${had}`)).body).toEqual({ task: null, call: null });
});
