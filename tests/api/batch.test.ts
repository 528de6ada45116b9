import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childEnv } from '../../config/env.ts';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { seedLoans } from '../setup/seed.ts';
import type { ApiProcessInput } from './fixtures/api-process.ts';
import { startStack, TODAY, type Stack } from './stack.ts';

/** Real time, and loans a day late: no case takes a step of its own while the test looks at it. */
const SPEED = 1;
const DAYS_PAST_DUE = 1;
const LOANS = 900;

let stack: Stack;
const started: ChildProcess[] = [];
beforeAll(async () => {
  stack = await startStack(SPEED);
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await stack?.close();
});

/** Starts the API in a process of its own. */
async function startApi(): Promise<{ url: string; kill: () => Promise<void> }> {
  const input: ApiProcessInput = {
    databaseUrl: stack.databaseUrl,
    temporalAddress: stack.temporal.address,
    taskQueue: stack.temporal.taskQueue,
    clockSpec: stack.clock.spec,
  };
  const program = fileURLToPath(new URL('fixtures/api-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnv({
      ARREARS_FIELD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
      ARREARS_LOG_LEVEL: 'error',
    }),
  });
  started.push(child);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function seed(name: string, count: number): Promise<LoanId[]> {
  const { database, encryption, prefix } = stack;
  const loans = Array.from({ length: count }, (_, n) => ({ loanId: `${prefix}-${name}-${n}` }));
  return seedLoans({ orm: database.orm, encryption, loans, today: TODAY, daysPastDue: DAYS_PAST_DUE });
}

/** What the database holds of the loans whose id begins so. */
async function counts(name: string) {
  const { rows } = await stack.database.pool.query<Record<string, number>>(
    `WITH k AS (SELECT * FROM cases WHERE starts_with(loan_id, $1))
     SELECT (SELECT count(*)::int FROM k) AS cases,
       (SELECT count(*)::int FROM k JOIN case_decisions USING (case_id)) AS decisions,
       (SELECT count(*)::int FROM k JOIN case_events USING (case_id)) AS events,
       (SELECT count(*)::int FROM k JOIN timeline USING (case_id) WHERE type = 'opened') AS opened,
       (SELECT count(*)::int FROM k JOIN timeline USING (case_id) WHERE type = 'overdue') AS overdue,
       (SELECT count(*)::int FROM k JOIN timeline USING (case_id) WHERE type = 'payment') AS payments`,
    [`${stack.prefix}-${name}-`],
  );
  return rows[0];
}

async function workflowsStarted(loanIds: readonly LoanId[]): Promise<number> {
  const { client } = stack.temporal;
  const found = await Promise.all(
    loanIds.map((loanId) =>
      client.workflow
        .getHandle(caseWorkflowId(loanId))
        .describe()
        .then(() => 1)
        .catch(() => 0),
    ),
  );
  return found.reduce<number>((sum, n) => sum + n, 0);
}

test('the API is killed in the middle of a batch, the caller repeats it, and nothing doubles', async () => {
  const loanIds = await seed('kill', LOANS);
  const unknown = Array.from({ length: 1000 - LOANS }, (_, n) => `${stack.prefix}-nobody-${n}`);
  const body = JSON.stringify([...loanIds, ...unknown].map((loanId) => ({ loanId })));
  const headers = { 'content-type': 'application/json', 'idempotency-key': `${stack.prefix}-batch` };
  const send = (url: string) => fetch(`${url}/v1/overdue-events`, { method: 'POST', headers, body });

  const first = await startApi();
  const cutOff = send(first.url).then(
    () => 'answered',
    () => 'cut off',
  );
  // In order of the batch: when this one is there, some hundred are, and the last is not.
  await expect
    .poll(() => workflowsStarted(loanIds.slice(150, 151)), { interval: 5, timeout: 20_000 })
    .toBe(1);
  await first.kill();
  expect(await cutOff).toBe('cut off');
  const before = await workflowsStarted(loanIds);
  expect(before).toBeGreaterThan(100);
  expect(before).toBeLessThan(LOANS);

  // No worker was there yet: what is repeated meets cases that have not dealt with the first report.
  const second = await startApi();
  const answer = await send(second.url);
  const result = (await answer.json()) as {
    accepted: number;
    rejected: number;
    results: { status: string }[];
  };
  expect(answer.status).toBe(202);
  expect(result).toMatchObject({ accepted: LOANS, rejected: unknown.length });
  expect(result.results.map(({ status }) => status)).toEqual([
    ...loanIds.map(() => 'accepted'),
    ...unknown.map(() => 'rejected'),
  ]);

  await stack.startWorker();
  const once = { cases: LOANS, decisions: LOANS, events: LOANS, opened: LOANS, overdue: 0 };
  await expect.poll(() => counts('kill'), { timeout: 40_000, interval: 250 }).toMatchObject(once);

  const repeated = await send(second.url);
  expect(repeated.headers.get('idempotency-replayed')).toBe('true');
  expect(await repeated.json()).toEqual(result);
  const without = await fetch(`${second.url}/v1/overdue-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(loanIds.slice(0, 20).map((loanId) => ({ loanId, eventId: `${stack.prefix}-new` }))),
  });
  expect(without.status).toBe(202);
  await second.kill();
  await expect.poll(() => counts('kill')).toMatchObject({ cases: LOANS, events: LOANS + 20, overdue: 20 });
}, 120_000);
