import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { WorkflowNotFoundError } from '@temporalio/client';
import { nullChannel } from '../../activities/channels/sandbox.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import type { ClockSpec } from '../../domain/clock.ts';
import { caseWorkflowId } from '../../domain/ids.ts';
import { sweep } from '../../activities/sweep.ts';
import { timerAndActivityWorkflow } from './bare-workflows.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { inLanes, median, perSecond, rounded } from './figures.ts';
import { costOf, type HistoryCost } from './history-cost.ts';
import { eachLoan, publishDailyLetters, seedLoans } from './seed.ts';

const BUDGET = { ratio: 0.8, events: 14, actions: 3 };
/** One business day: how long each timer runs, ours and the bare one. */
const DAY_REAL_MS = 6000;
/** More than is taken by any case while it is measured. */
const STEPS = 40;
const ROUNDS = 3;
/** Of each: until every workflow has begun and the queues have formed, then what is counted. */
const SETTLE_MS = 9000;
const COUNTED_MS = 15_000;
/** Histories looked at, of each round. */
const SAMPLE = 10;
/**
 * Work asked for, as a multiple of what is expected to be done: enough that there is always some waiting, little
 * enough that a step is late by less than a day, since a case that is later sets no timer and measures too well.
 */
const LOAD = 1.3;

/**
 * `bench contact-step`: timer, gate and reservation, delivery to a null provider, record; beside a bare timer and
 * no-op activity, in turns on the same server with the same worker options. Each is counted in a window in the
 * middle of its run, when nothing is being opened or ended.
 */
export async function benchContactStep(options: Omit<BedOptions, 'clock'>) {
  const realStartMs = Date.now();
  const clock: ClockSpec = { realStartMs, virtualStartMs: realStartMs, speed: 86_400_000 / DAY_REAL_MS };
  const done = { ours: 0, bare: 0 };
  const counted = {
    ...nullChannel,
    deliver: (message: Parameters<typeof nullChannel.deliver>[0]) => {
      done.ours += 1;
      return nullChannel.deliver(message);
    },
  };
  const noop = () => {
    done.bare += 1;
    return Promise.resolve();
  };
  const bed = await openBed({ ...options, clock, channel: counted, noop });
  await publishDailyLetters(bed, STEPS);
  return bed.withWorkers(async () => {
    options.onProgress('Measuring what the bare engine does here');
    const capacity = await bareRound(bed, () => done.bare, { name: 'calibration', count: 100, delayMs: 20 });
    const count = Math.ceil((LOAD * capacity * DAY_REAL_MS) / 1000);
    const oursCount = Math.ceil(BUDGET.ratio * count);
    const rounds: { bare: number; ours: number; cost: HistoryCost }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const name = `r${round}`;
      options.onProgress(`${count} bare workflows, ${oursCount} cases, round ${round} of ${ROUNDS}`);
      const bare = await bareRound(bed, () => done.bare, { name, count, delayMs: DAY_REAL_MS });
      rounds.push({ bare, ...(await oursRound(bed, () => done.ours, { name, count: oursCount })) });
    }
    const ratio = rounded(median(rounds.map(({ bare, ours }) => ours / bare)));
    const events = rounded(Math.max(...rounds.map(({ cost }) => cost.events)));
    const actions = rounded(Math.max(...rounds.map(({ cost }) => cost.actions)));
    return {
      bench: 'contact-step',
      cases: oursCount,
      oursPerSecond: median(rounds.map(({ ours }) => ours)),
      barePerSecond: median(rounds.map(({ bare }) => bare)),
      ratio,
      ratios: rounds.map(({ bare, ours }) => rounded(ours / bare)),
      eventsPerStep: events,
      actionsPerStep: actions,
      budget: BUDGET,
      met: ratio >= BUDGET.ratio && events <= BUDGET.events && actions <= BUDGET.actions,
    };
  });
}

/** @returns steps per second, by a counter of all that are done */
async function rate(counter: () => number): Promise<number> {
  await sleep(SETTLE_MS);
  const before = counter();
  const began = performance.now();
  await sleep(COUNTED_MS);
  return perSecond(counter() - before, performance.now() - began);
}

async function bareRound(
  bed: BenchBed,
  counter: () => number,
  { name, count, delayMs }: { name: string; count: number; delayMs: number },
): Promise<number> {
  const ids = Array.from({ length: count }, (_, i) => `bare-${name}-${i}`);
  const args: [{ steps: number; delayMs: number }] = [{ steps: 100_000, delayMs }];
  await inLanes(ids, 32, (workflowId) =>
    bed.client.workflow.start(timerAndActivityWorkflow, { taskQueue: BARE_QUEUE, workflowId, args }),
  );
  const perSecond = await rate(counter);
  await endAll(bed, ids);
  return perSecond;
}

async function oursRound(
  bed: BenchBed,
  counter: () => number,
  { name, count }: { name: string; count: number },
) {
  const loans = await seedLoans(bed, `${name}-`, count);
  const { pool, orm } = bed.database;
  const published = {
    strategies: new StrategyRepository(orm),
    policies: new PolicyReader(pool),
    models: new RiskModelReader(pool),
  };
  const deps = { pool, ...published, clock: bed.clock, caseClient: bed.caseClient };
  await sweep(deps, eachLoan(loans));
  const ours = await rate(counter);
  const ids = loans.map(caseWorkflowId);
  await endAll(bed, ids);
  return { ours, cost: await costPerStep(bed, ids.slice(0, SAMPLE)) };
}

/** A termination that was repeated on the way finds its workflow ended. */
async function endAll(bed: BenchBed, ids: readonly string[]): Promise<void> {
  await inLanes(ids, 32, async (id) => {
    await bed.client.workflow
      .getHandle(id)
      .terminate()
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
  });
}

/** What the steps of real cases cost on average, from the first one to the last that was finished. */
async function costPerStep(bed: BenchBed, ids: readonly string[]): Promise<HistoryCost> {
  const sum = { events: 0, actions: 0, steps: 0 };
  for (const id of ids) {
    const history = await bed.client.workflow.getHandle(id).fetchHistory();
    const events = history.events ?? [];
    const ends = events.flatMap((event, at) => (event.activityTaskCompletedEventAttributes ? [at] : []));
    const [first, last] = [ends[0], ends.at(-1)];
    if (first === undefined || last === undefined || ends.length < 2) continue;
    const cost = costOf({ ...history, events: events.slice(first + 1, last + 1) });
    sum.events += cost.events;
    sum.actions += cost.actions;
    sum.steps += ends.length - 1;
  }
  return { events: sum.events / sum.steps, actions: sum.actions / sum.steps };
}
