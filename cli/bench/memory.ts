import { sweep } from '../../activities/sweep.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { timerAndActivityWorkflow } from './bare-workflows.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { inLanes, rounded } from './figures.ts';
import { MeasuredWorker } from './measured-worker.ts';
import type { WorkerTask } from './memory-worker.ts';
import { eachLoan, seedLoans } from './seed.ts';

const CASES = 10_000;
/**
 * How many are opened between two readings. By the first the worker has loaded what it needs once; from there until
 * the cache is full is read off what one cached workflow costs.
 */
const STEP = 500;
const STEP_WHEN_FULL = 2000;
const BARE_TIMER_MS = 86_400_000;

interface Reading {
  open: number;
  cached: number;
  rssBytes: number;
}

/**
 * `bench memory`: what a worker process holds while 10,000 cases are open, and what one case in its cache costs,
 * beside a workflow that only sleeps in the same worker.
 */
export async function benchMemory(options: Omit<BedOptions, 'clock'>) {
  const bed = await openBed(options);
  const cases = await measure({ bed, options, runs: 'cases', upTo: () => CASES, openMore: openCases });
  const bare = await measure({ bed, options, runs: 'bare', upTo: (max) => max, openMore: openBare });
  const { first, last, full, maxCached, bytesPerCached } = cases;
  return {
    bench: 'memory',
    openCases: last.open,
    cachedCases: last.cached,
    maxCachedCases: maxCached,
    rssMb: mb(last.rssBytes),
    rssWithNoCaseMb: mb(first.rssBytes),
    rssWhenCacheJustFullMb: mb(full.rssBytes),
    kbPerCachedCase: kb(bytesPerCached),
    kbPerCachedBareWorkflow: kb(bare.bytesPerCached),
    ratio: rounded(bytesPerCached / bare.bytesPerCached),
  };
}

interface Measurement {
  bed: BenchBed;
  options: Omit<BedOptions, 'clock'>;
  runs: WorkerTask['runs'];
  /** how many to open; more than the cache holds or not */
  upTo: (maxCached: number) => number;
  openMore: (bed: BenchBed, prefix: string, count: number) => Promise<void>;
}

async function measure({ bed, options, runs, upTo, openMore }: Measurement) {
  const { databaseUrl, temporalAddress } = bed;
  const worker = await MeasuredWorker.start({ databaseUrl, temporalAddress, runs }, (stop) =>
    options.cleanup.add('the measured worker', stop),
  );
  const { maxCached } = worker;
  const first: Reading = { open: 0, ...(await worker.whenQuiet()) };
  const filling: Reading[] = [];
  let last = first;
  while (last.open < upTo(maxCached)) {
    const step = last.open < maxCached ? STEP : STEP_WHEN_FULL;
    const open = last.open + step;
    await openMore(bed, `${runs}-${open}-`, step);
    last = { open, ...(await worker.whenQuiet()) };
    if (open <= maxCached) filling.push(last);
    options.onProgress(`${open} of ${upTo(maxCached)} open (${runs})`);
  }
  await worker.stop();
  return { first, last, full: filling.at(-1) ?? last, maxCached, bytesPerCached: slope(filling) };
}

async function openCases(bed: BenchBed, prefix: string, count: number): Promise<void> {
  const loans = await seedLoans(bed, prefix, count);
  const { pool, orm } = bed.database;
  const published = {
    strategies: new StrategyRepository(orm),
    policies: new PolicyReader(pool),
    models: new RiskModelReader(pool),
  };
  await sweep({ pool, ...published, clock: bed.clock, caseClient: bed.caseClient }, eachLoan(loans));
}

async function openBare(bed: BenchBed, prefix: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const args: [{ steps: number; delayMs: number }] = [{ steps: 1, delayMs: BARE_TIMER_MS }];
  await inLanes(ids, 32, (workflowId) =>
    bed.client.workflow.start(timerAndActivityWorkflow, { taskQueue: BARE_QUEUE, workflowId, args }),
  );
}

/** @returns bytes for each workflow more in the cache, by least squares */
function slope(readings: readonly Reading[]): number {
  const mean = (of: (reading: Reading) => number) =>
    readings.reduce((sum, reading) => sum + of(reading), 0) / readings.length;
  const cached = mean((reading) => reading.cached);
  const rss = mean((reading) => reading.rssBytes);
  const covariance = mean((reading) => (reading.cached - cached) * (reading.rssBytes - rss));
  return covariance / mean((reading) => (reading.cached - cached) ** 2);
}

const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
const kb = (bytes: number) => Math.round(bytes / 1024);
