import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../domain/calendar.ts';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { seedLoans, type SeedLoan } from '../setup/seed.ts';
import { startStack, TODAY, type Stack } from './stack.ts';

/** A quarter of an hour in a second: enough for the thanks after a cure, too little for a promise to fall due. */
const SPEED = 900;

type Body = Record<string, unknown> & {
  items: Record<string, unknown>[];
  results: Record<string, unknown>[];
  nextCursor: string | null;
  next: { at: string | null; why: string };
};

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(SPEED);
  await stack.startWorker();
});
afterAll(() => stack?.close());

async function get(url: string) {
  const response = await stack.app.inject({ url });
  return { status: response.statusCode, body: response.json<Body>() };
}

async function post(url: string, payload: object, headers: Record<string, string> = {}) {
  const response = await stack.app.inject({ method: 'POST', url, payload, headers });
  return { status: response.statusCode, body: response.json<Body>() };
}

async function seed(names: readonly string[], changes: Omit<SeedLoan, 'loanId'> = {}): Promise<LoanId[]> {
  const { database, encryption, prefix } = stack;
  const loans = names.map((name) => ({ ...changes, loanId: `${prefix}-${name}` }));
  return seedLoans({ orm: database.orm, encryption, loans, today: TODAY });
}

async function openCase(name: string): Promise<LoanId> {
  const [loanId] = await seed([name]);
  if (!loanId) throw new Error('nothing was seeded');
  const { body } = await post('/v1/overdue-events', { loanId, asOf: TODAY });
  expect(body.results[0]).toMatchObject({ status: 'accepted', duplicate: false });
  await expect.poll(async () => (await get(`/v1/cases/${loanId}`)).status, { timeout: 15_000 }).toBe(200);
  return loanId;
}

async function historyLength(loanId: LoanId): Promise<number> {
  const handle = stack.temporal.client.workflow.getHandle(caseWorkflowId(loanId));
  return (await handle.fetchHistory()).events?.length ?? 0;
}

const promised = (days: number, amount = '500.00') => ({
  instalments: [{ dueOn: addDays(TODAY, days), amount: { amount, currency: 'CNY' } }],
});

test('a case is opened, promised, refused a second promise, paid, cured and thanked', async () => {
  const loanId = await openCase('journey');
  const opened = await get(`/v1/cases/${loanId}`);
  expect(opened.body).toMatchObject({
    loanId,
    arrears: { amount: '500.00', currency: 'CNY' },
    unpaidSince: '2026-10-27',
    daysPastDue: 5,
    closed: null,
    promise: null,
  });
  expect(opened.body.next.why).not.toBe('');

  const headers = { 'idempotency-key': `${loanId}-promise`, 'x-actor': 'collector-7' };
  const promise = await post(`/v1/cases/${loanId}/promises`, promised(5), headers);
  expect(promise.status).toBe(200);
  expect(promise.body).toMatchObject({
    holds: [{ kind: 'promise', owner: 'collector-7' }],
    promise: promised(5),
  });
  const lengthThen = await historyLength(loanId);
  const again = await post(`/v1/cases/${loanId}/promises`, promised(5), headers);
  expect(again).toEqual(promise);
  const second = await post(`/v1/cases/${loanId}/promises`, promised(6));
  expect([second.status, second.body['code']]).toEqual([409, 'Rejected.PromiseAlreadyOpen']);
  expect(await historyLength(loanId)).toBe(lengthThen);

  const payment = {
    paymentId: `${loanId}-p1`,
    loanId,
    amount: '500.00',
    currency: 'CNY',
    paidAt: new Date(stack.clock.now()).toISOString(),
    channel: 'transfer',
  };
  const paid = await post('/v1/payments', payment);
  expect(paid.body.results[0]).toMatchObject({ status: 'accepted', caseTold: true, duplicate: false });
  await expect
    .poll(async () => (await get(`/v1/cases/${loanId}`)).body, { timeout: 20_000 })
    .toMatchObject({
      stage: 'closed',
      closed: { reason: 'cured' },
      promises: { kept: 1 },
      next: { kind: 'close' },
    });
  const repeated = await post('/v1/payments', payment);
  expect(repeated.body.results[0]).toMatchObject({ status: 'accepted', caseTold: true, duplicate: true });

  const timeline: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await get(`/v1/cases/${loanId}/timeline?limit=2${cursor && `&cursor=${cursor}`}`);
    timeline.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  const types = timeline.map((entry) => entry['type']);
  expect(types[0]).toBe('opened');
  expect(
    types.filter((type) => ['promise', 'payment', 'promise-kept', 'cured'].includes(String(type))),
  ).toEqual(['promise', 'payment', 'promise-kept', 'cured']);
  expect(timeline.find((entry) => entry['type'] === 'promise')).toMatchObject({
    actor: 'collector-7',
    data: promised(5),
  });
  const late = await post(`/v1/cases/${loanId}/promises`, promised(5));
  expect([late.status, late.body['code']]).toEqual([409, 'Rejected.CaseClosed']);
});

test('a promise that is too late is refused and leaves no event in the history', async () => {
  const loanId = await openCase('too-late');
  // The review quiets the ladder: nothing but the refusal could add events.
  await post(`/v1/cases/${loanId}/grace-requests`, { reason: 'illness', days: 10 });
  const before = await historyLength(loanId);
  const { status, body } = await post(`/v1/cases/${loanId}/promises`, promised(60));
  expect([status, body['type']]).toEqual([409, 'urn:arrears:problem:rejected:PromiseTooLate']);
  expect(await historyLength(loanId)).toBe(before);
});

test('a supervisor finds the task of a grace request and decides it', async () => {
  const loanId = await openCase('grace');
  const asked = await post(`/v1/cases/${loanId}/grace-requests`, {
    reason: 'illness',
    days: 10,
    note: 'hospital',
  });
  expect(asked.body).toMatchObject({ holds: [{ kind: 'hardship-review', owner: 'supervisor' }] });
  const tasks = await get('/v1/tasks?limit=200');
  const task = tasks.body.items.find((item) => item['loanId'] === loanId);
  expect(task).toMatchObject({ kind: 'grace-review', caseId: `${loanId}-1` });
  const answer = `/v1/approvals/${String(task?.['taskId'])}/approve`;
  const approved = await post(answer, { why: 'papers seen' }, { 'x-actor': 'supervisor-1' });
  expect(approved.body).toMatchObject({ holds: [{ kind: 'grace', owner: 'supervisor-1' }] });
  const repeated = await post(answer, { why: 'papers seen' });
  expect([repeated.status, repeated.body['code']]).toEqual([409, 'Rejected.TaskNotOpen']);
  const closed = await post(`/v1/cases/${loanId}/close`, { reason: 'recalled', why: 'sent in error' });
  expect(closed.body).toMatchObject({ stage: 'closed', closed: { reason: 'recalled' } });
  const left = await get('/v1/tasks?limit=200');
  expect(left.body.items.filter((item) => item['loanId'] === loanId)).toEqual([]);
});

test('a dispute of a part leaves the rest to be collected', async () => {
  const loanId = await openCase('dispute');
  const amount = { amount: '120.50', currency: 'CNY' };
  const { body } = await post(`/v1/cases/${loanId}/disputes`, { subject: 'goods returned', amount });
  expect(body).toMatchObject({ disputed: amount, holds: [{ kind: 'dispute' }] });
});

test('cases are listed by filter, page by page', async () => {
  const region = `region-${stack.prefix}`;
  const loanIds = await seed(
    ['a', 'b', 'c', 'd', 'e'].map((name) => `list-${name}`),
    { region },
  );
  await post(
    '/v1/overdue-events',
    loanIds.map((loanId) => ({ loanId })),
  );
  const url = `/v1/cases?region=${region}&limit=2`;
  await expect
    .poll(async () => (await get(`/v1/cases?region=${region}`)).body.items.length, { timeout: 15_000 })
    .toBe(5);
  const seen: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await get(`${url}${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map((item) => item['loanId']));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(loanIds);
  expect((await get(`${url}&stage=legal`)).body.items).toEqual([]);
});

test('ready says that database and Temporal answer', async () => {
  const { status, body } = await get('/ready');
  expect([status, body['status']]).toEqual([200, 'ready']);
});
