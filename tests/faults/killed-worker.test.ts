import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { DomainFailure } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { casesOf } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { replayAll } from '../setup/history.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { seededRandom, startChild, type Child } from './children.ts';
import { expectLedgerAgrees, expectWhole } from './expect-whole.ts';

/** 12 in CI; ARREARS_FAULT_CASES=60 is the large form. */
const CASES = Number(process.env['ARREARS_FAULT_CASES'] ?? 12);
const KILLS = CASES >= 60 ? 20 : 5;
/** Which moments: ARREARS_FAULT_SEED=7 tries others. */
const random = seededRandom(Number(process.env['ARREARS_FAULT_SEED'] ?? 1));

let database: TestDatabase;
let cases: LiveCases;
let child: Child | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  cases = await LiveCases.create({
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, dayMs: 150 },
  });
});
afterAll(async () => {
  await child?.kill();
  await cases.close();
  await database.drop();
});

async function startWorker(): Promise<Child> {
  const started = startChild('worker-child.ts', {
    ...{ address: inject('temporalAddress'), databaseUrl: database.url, taskQueue: cases.taskQueue },
    ...{ clock: cases.clock.spec, slowMs: 60 },
  });
  await started.printed('ready');
  return started;
}

test(`a worker is killed ${KILLS} times under ${CASES} cases: none lost, no step twice, none skipped`, async () => {
  const seeds = Array.from({ length: CASES }, (_, i) => `KILL-${i}`);
  const loanIds: LoanId[] = [];
  // Days go by while a worker starts: seeded before, the cases would begin near the end of their ladder.
  child = await startWorker();
  for (const loanId of seeds) loanIds.push(await cases.seed({ loanId }));
  await Promise.all(loanIds.map((loanId) => cases.reportOverdue(loanId)));

  const payers = loanIds.filter((_, index) => index % 3 === 0);
  const lives = Promise.all(
    loanIds.map((loanId) => (payers.includes(loanId) ? pays(loanId) : isWrittenOff(loanId))),
  );
  let over = false;
  void lives.catch(() => undefined).then(() => (over = true));
  for (let kill = 0; kill < KILLS && !over; kill += 1) {
    await sleep(400 + random() * 2_600);
    await child.kill();
    child = await startWorker();
  }
  await lives;

  for (const loanId of loanIds) {
    const life = payers.includes(loanId) ? 'paid on the way, cured' : 'ladder to its end, written off';
    await expectWhole(cases.database.pool, loanId, life);
  }
  expect(await expectLedgerAgrees(cases.database.pool)).toBeGreaterThan(CASES);
  const histories = await Promise.all(
    loanIds.map(async (loanId) => ({
      workflowId: loanId,
      history: await cases.handle(loanId).fetchHistory(),
    })),
  );
  expect(await replayAll(histories)).toBe(CASES);
});

/** Pays everything at some moment of the two months after its case was opened. */
async function pays(loanId: LoanId): Promise<void> {
  while ((await casesOf(cases.database.pool, loanId)).length === 0) await sleep(50);
  await sleep(random() * 60 * 150);
  await cases.pay(loanId, 50_000);
  expect(await cases.handle(loanId).result()).toEqual({ closed: 'cured' });
}

/** Never pays; a supervisor ends it when the ladder is at its end. */
async function isWrittenOff(loanId: LoanId): Promise<void> {
  for (;;) {
    const { rowCount } = await cases.database.pool.query(
      `SELECT FROM tasks JOIN cases USING (case_id) WHERE loan_id = $1 AND kind = 'case-review'`,
      [loanId],
    );
    if (rowCount) break;
    await sleep(200);
  }
  const why = 'the ladder is at its end';
  const close = {
    type: 'close',
    id: `close:${loanId}`,
    by: 'supervisor-1',
    reason: 'written-off',
    why,
  } as const;
  // Asked again, as a person would, while no worker is there to answer: done once all the same.
  for (;;) {
    const answered = await cases.client.ask(loanId, close).then(
      () => true,
      (error: unknown) => error instanceof DomainFailure && error.type === 'NotFound',
    );
    if (answered) break;
  }
  expect(await cases.handle(loanId).result()).toEqual({ closed: 'written-off' });
}
