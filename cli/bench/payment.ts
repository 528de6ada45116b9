import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../../api/app.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { sweep } from '../../activities/sweep.ts';
import { endSignal, updatableWorkflow } from './bare-workflows.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { CaseWatch } from './case-watch.ts';
import { inLanes, median, percentile, rounded } from './figures.ts';
import { eachLoan, seedLoans } from './seed.ts';

/** Payments one after the other, and as many at a steady rate. */
const COUNT = 300;
const WARM = 50;
/** Of the steady part, a second; a machine of two cores does this and has room. */
const RATE = 20;
const WITHIN_MS = 1000;

/**
 * `bench payment`: from POST /v1/payments until the case's decision is in the database, beside a signal to a workflow
 * that does nothing until that has heard it; one at a time, then at a steady rate whatever the answers take.
 */
export async function benchPayment(options: Omit<BedOptions, 'clock'>) {
  const bed = await openBed(options);
  const { database, encryption, caseClient, clock, databaseUrl } = bed;
  const app = buildApp({ database, encryption, caseClient, clock });
  await app.listen({ host: '127.0.0.1', port: 0 });
  options.cleanup.add('API', () => app.close());
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return bed.withWorkers(async () => {
    const loans = await seedLoans(bed, 'p', WARM + 2 * COUNT);
    const { pool, orm } = database;
    const published = {
      strategies: new StrategyRepository(orm),
      policies: new PolicyReader(pool),
      models: new RiskModelReader(pool),
    };
    await sweep({ pool, ...published, clock, caseClient }, eachLoan(loans));
    await inLanes(loans, 16, (loanId) =>
      bed.client.workflow.start(updatableWorkflow, { taskQueue: BARE_QUEUE, workflowId: bareIdOf(loanId) }),
    );
    const watch = await CaseWatch.open(databaseUrl);
    options.cleanup.add('watch of cases', () => watch.close());
    const ours = (loanId: LoanId) => payment(url, loanId, watch, clock.now());
    const bare = (loanId: LoanId) => signal(bed, bareIdOf(loanId));
    // Let the first workflow tasks of both kinds get out of the way.
    await sleep(3000);
    const [warm, single, steady] = [loans.slice(0, WARM), loans.slice(WARM, -COUNT), loans.slice(-COUNT)];
    await inTurns(warm, { ours, bare });
    options.onProgress(`${COUNT} payments, one after the other`);
    const one = await inTurns(single, { ours, bare });
    options.onProgress(`${COUNT} payments, ${RATE} a second`);
    const rate = { bare: await atRate(steady, bare), ours: await atRate(steady, ours) };
    const all = [...one.ours, ...rate.ours];
    const ratio = rounded(median(one.ours) / median(one.bare));
    return {
      bench: 'payment',
      payments: all.length,
      oneAtATime: { ours: spread(one.ours), bare: spread(one.bare), ratio },
      steady: {
        perSecond: RATE,
        ours: spread(rate.ours),
        bare: spread(rate.bare),
        ratio: rounded(median(rate.ours) / median(rate.bare)),
      },
      withinSecond: all.filter((ms) => ms <= WITHIN_MS).length / all.length,
      budget: { withinSecond: 1 },
      met: all.every((ms) => ms <= WITHIN_MS),
    };
  });
}

const bareIdOf = (loanId: LoanId) => `bare-${loanId}`;

type Way = (loanId: LoanId) => Promise<unknown>;

/** Both ways by turns, one at a time. @returns milliseconds each took */
async function inTurns(loans: readonly LoanId[], { ours, bare }: { ours: Way; bare: Way }) {
  const took: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (const loanId of loans) {
    took.bare.push(await timed(performance.now(), () => bare(loanId)));
    took.ours.push(await timed(performance.now(), () => ours(loanId)));
  }
  return took;
}

/** One way at a steady rate. @returns milliseconds each took from when it was due: what waits in line has waited */
async function atRate(loans: readonly LoanId[], way: Way): Promise<number[]> {
  const beganMs = performance.now();
  const under = loans.map(async (loanId, index) => {
    const dueMs = beganMs + (index * 1000) / RATE;
    await sleep(Math.max(0, dueMs - performance.now()));
    return timed(dueMs, () => way(loanId));
  });
  return Promise.all(under);
}

async function timed(fromMs: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  return performance.now() - fromMs;
}

/** Its end is what shows that a workflow that does nothing has heard the signal. */
async function signal(bed: BenchBed, workflowId: string): Promise<void> {
  const handle = bed.client.workflow.getHandle(workflowId);
  await handle.signal(endSignal);
  await handle.result();
}

/** Pays a part of what is overdue, and waits until the case has decided on it. */
async function payment(url: string, loanId: LoanId, watch: CaseWatch, nowMs: number): Promise<void> {
  const decided = watch.changeOf(loanId);
  const response = await fetch(`${url}/v1/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      ...{ paymentId: `pay-${loanId}`, loanId, amount: '100.00', currency: 'CNY', channel: 'transfer' },
      paidAt: new Date(nowMs).toISOString(),
    }),
  });
  const body = await response.text();
  const { results } = (response.ok ? JSON.parse(body) : {}) as { results?: { caseTold?: boolean }[] };
  if (!results?.[0]?.caseTold) throw new Error(`the payment was not taken: ${response.status} ${body}`);
  await decided;
}

function spread(values: readonly number[]) {
  return {
    p50Ms: rounded(percentile(values, 0.5)),
    p95Ms: rounded(percentile(values, 0.95)),
    p99Ms: rounded(percentile(values, 0.99)),
    maxMs: rounded(Math.max(...values)),
  };
}
