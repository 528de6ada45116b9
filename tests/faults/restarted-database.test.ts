import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from '../../config/embedded/postgres.ts';
import { createRunDir } from '../../config/paths.ts';
import { migrate } from '../../db/migrate.ts';
import type { LoanId } from '../../domain/ids.ts';
import { replayAll } from '../setup/history.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { expectLedgerAgrees, expectWhole } from './expect-whole.ts';

const CASES = 12;

let postgres: EmbeddedPostgres;
let cases: LiveCases;

beforeAll(async () => {
  // Of its own, and durable: what was committed must be there after it was cut off.
  const dataDir = createRunDir('fault-postgres');
  postgres = await startPostgres({ dataDir, ephemeral: true, durable: true });
  await migrate(postgres.url);
  cases = await LiveCases.create({
    ...{ address: inject('temporalAddress'), databaseUrl: postgres.url, dayMs: 300 },
  });
  await cases.startWorker();
});
afterAll(async () => {
  await cases?.close();
  await postgres?.stop();
});

test('PostgreSQL is cut off three times under load: the cases go on, none is lost', async () => {
  const loanIds: LoanId[] = [];
  for (let i = 0; i < CASES; i += 1) loanIds.push(await cases.seed({ loanId: `DB-${i}` }));
  await Promise.all(loanIds.map((loanId) => cases.reportOverdue(loanId)));
  for (const pauseMs of [900, 1_500, 2_100]) {
    await sleep(pauseMs);
    await postgres.restart('immediate');
  }
  // Every case goes on afterwards: paid, thanked, closed.
  await Promise.all(loanIds.map((loanId) => cases.until(loanId, (state) => state.rung >= 3)));
  await Promise.all(loanIds.map((loanId) => cases.pay(loanId, 50_000)));
  for (const loanId of loanIds) expect(await cases.handle(loanId).result()).toEqual({ closed: 'cured' });

  for (const loanId of loanIds) await expectWhole(cases.database.pool, loanId, 'paid on the way, cured');
  expect(await expectLedgerAgrees(cases.database.pool)).toBeGreaterThanOrEqual(CASES * 3);
  const histories = await Promise.all(
    loanIds.map(async (loanId) => ({
      workflowId: loanId,
      history: await cases.handle(loanId).fetchHistory(),
    })),
  );
  expect(await replayAll(histories)).toBe(CASES);
});
