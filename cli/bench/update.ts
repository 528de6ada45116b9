import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../../api/app.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import { sweep } from '../../activities/sweep.ts';
import { bareUpdate, fullUpdateWorkflow, updatableWorkflow } from './bare-workflows.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { inLanes, median, rounded } from './figures.ts';
import { eachLoan, seedLoans } from './seed.ts';

const COUNT = 300;
const WARM = 50;

/** What the engine does by itself, by the beginning of the workflow ids. */
const ENGINE = { bare: updatableWorkflow, full: fullUpdateWorkflow };

/**
 * `bench update`: a promise to pay by HTTP (parse, idempotency, Update, decision, answer), beside an Update of a
 * workflow that does nothing, by turns, one at a time: the waiting of one collector. Between the two stands an Update that takes of
 * the engine what a promise takes (a local activity, another timer, search attributes) and does nothing of ours: what is above
 * it is our decision and HTTP.
 */
export async function benchUpdate(options: Omit<BedOptions, 'clock'>) {
  const bed = await openBed(options);
  const { database, encryption, caseClient, clock } = bed;
  const app = buildApp({ database, encryption, caseClient, clock });
  await app.listen({ host: '127.0.0.1', port: 0 });
  options.cleanup.add('API', () => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return bed.withWorkers(async () => {
    const loans = await seedLoans(bed, 'u', COUNT + WARM);
    const { pool, orm } = bed.database;
    const published = {
      strategies: new StrategyRepository(orm),
      policies: new PolicyReader(pool),
      models: new RiskModelReader(pool),
    };
    await sweep({ pool, ...published, clock: bed.clock, caseClient: bed.caseClient }, eachLoan(loans));
    for (const [kind, workflow] of Object.entries(ENGINE)) {
      await inLanes(loans, 16, (loanId) =>
        bed.client.workflow.start(workflow, { taskQueue: BARE_QUEUE, workflowId: `${kind}-${loanId}` }),
      );
    }
    // Let the first workflow tasks of both kinds get out of the way.
    await sleep(3000);
    const ours: number[] = [];
    const bare: number[] = [];
    const full: number[] = [];
    for (const [index, loanId] of loans.entries()) {
      const bareMs = await timed(() => askBare(bed, `bare-${loanId}`));
      const fullMs = await timed(() => askBare(bed, `full-${loanId}`));
      const oursMs = await timed(() => promise(url, loanId, bed.clock.now()));
      if (index < WARM) continue;
      bare.push(bareMs);
      full.push(fullMs);
      ours.push(oursMs);
      if (index % 50 === 0) options.onProgress(`${index - WARM} of ${COUNT} promises`);
    }
    const ratio = rounded(median(ours) / median(bare));
    return {
      bench: 'update',
      promises: COUNT,
      oursP50Ms: rounded(median(ours)),
      bareP50Ms: rounded(median(bare)),
      engineP50Ms: rounded(median(full)),
      ratio,
      budget: { ratio: 1.5 },
      met: ratio <= 1.5,
    };
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function askBare(bed: BenchBed, workflowId: string): Promise<void> {
  await bed.client.workflow.getHandle(workflowId).executeUpdate(bareUpdate, { args: ['promise'] });
}

async function promise(url: string, loanId: string, now: number): Promise<void> {
  const dueOn = addDays(localDate(now, 'Asia/Shanghai'), 7);
  const response = await fetch(`${url}/v1/cases/${loanId}/promises`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ instalments: [{ dueOn, amount: { amount: '510.00', currency: 'CNY' } }] }),
  });
  if (!response.ok) throw new Error(`the promise was not taken: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}
