import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { sweep } from '../sweep.ts';
import { openBed, type BedOptions } from './bed.ts';
import { eachLoan, seedLoans } from './seed.ts';
import type { MemoryReport, WorkerTask } from './memory-worker.ts';

const CASES = 10_000;

/** `bench memory`: what a worker process holds while 10,000 cases are open, beside what it holds with none. */
export async function benchMemory(options: Omit<BedOptions, 'clock'>) {
  const bed = await openBed(options);
  const worker = fork(fileURLToPath(new URL('./memory-worker.ts', import.meta.url)), {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  options.cleanup.add('the measured worker', () => stop(worker));
  const task: WorkerTask = { databaseUrl: bed.databaseUrl, temporalAddress: bed.temporalAddress };
  worker.send(task);
  await once(worker, 'message');
  const idle = await report(worker);
  const loans = await seedLoans(bed, 'm', CASES);
  const { pool, orm } = bed.database;
  const deps = {
    pool,
    strategies: new StrategyRepository(orm),
    clock: bed.clock,
    caseClient: bed.caseClient,
  };
  await sweep(deps, eachLoan(loans), (n) => options.onProgress(`${n} of ${CASES} cases opened`));
  const open = await untilQuiet(worker);
  return {
    bench: 'memory',
    openCases: CASES,
    cachedWorkflows: open.cachedWorkflows,
    rssMb: mb(open.rssBytes),
    rssIdleMb: mb(idle.rssBytes),
    heapMb: mb(open.heapBytes),
    kbPerCachedCase: Math.round((open.rssBytes - idle.rssBytes) / 1024 / Math.max(1, open.cachedWorkflows)),
  };
}

async function report(worker: ChildProcess): Promise<MemoryReport> {
  worker.send('report');
  const [message] = (await once(worker, 'message')) as [MemoryReport];
  return message;
}

/** The first workflow task of every case is done when the cache stops changing. */
async function untilQuiet(worker: ChildProcess): Promise<MemoryReport> {
  let last = await report(worker);
  for (;;) {
    await sleep(3000);
    const now = await report(worker);
    if (now.cachedWorkflows === last.cachedWorkflows && now.handled === last.handled) return now;
    last = now;
  }
}

async function stop(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) return;
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}

const mb = (bytes: number) => Math.round(bytes / 1024 / 1024);
