import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { UserError } from '../../config/user-error.ts';
import type { ClockSpec } from '../../domain/clock.ts';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { sweep } from '../sweep.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { timerAndActivityWorkflow } from './bare-workflows.ts';
import { median, perSecond, rounded } from './figures.ts';
import { costOf, type HistoryCost } from './history-cost.ts';
import { eachLoan, publishDailyLetters, seedLoans } from './seed.ts';

const STEPS = 4;
const ROUNDS = 3;
/** of one round */
const GIVE_UP_MS = 120_000;
/** One business day: how long each timer runs, ours and the bare one. */
const DAY_REAL_MS = 2000;
/**
 * Work asked for, as a multiple of what the machine does: enough to saturate it, and little enough that a step is
 * done before the next day, since a case that is late sets no timer and would measure too well.
 */
const LOAD = 1.5;

/**
 * `bench contact-step`: timer, gate and reservation, delivery to a null provider, record; beside a bare timer and
 * no-op activity, in turns on the same server with the same worker options.
 */
export async function benchContactStep(options: Omit<BedOptions, 'clock'>) {
  const realStartMs = Date.now();
  const clock: ClockSpec = { realStartMs, virtualStartMs: realStartMs, speed: 86_400_000 / DAY_REAL_MS };
  const bed = await openBed({ ...options, clock });
  await publishDailyLetters(bed, STEPS);
  return bed.withWorkers(async () => {
    options.onProgress('Measuring what the bare engine does here');
    const capacity = await bareRound(bed, 'calibration', { count: 100, steps: 10, delayMs: 20 });
    await oursRound(bed, 'warm-', 20);
    const count = Math.ceil((LOAD * capacity * DAY_REAL_MS) / 1000);
    const rounds: { bare: number; ours: number; cost: HistoryCost }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      options.onProgress(`${count} cases of ${STEPS} steps, round ${round} of ${ROUNDS}`);
      const bare = await bareRound(bed, `r${round}`, { count, steps: STEPS, delayMs: DAY_REAL_MS });
      const { rate: ours, cost } = await oursRound(bed, `r${round}-`, count);
      rounds.push({ bare, ours, cost });
    }
    const ratio = rounded(median(rounds.map(({ bare, ours }) => ours / bare)));
    const events = rounded(Math.max(...rounds.map(({ cost }) => cost.events)));
    const actions = rounded(Math.max(...rounds.map(({ cost }) => cost.actions)));
    return {
      bench: 'contact-step',
      cases: count,
      stepsPerCase: STEPS,
      oursPerSecond: median(rounds.map(({ ours }) => ours)),
      barePerSecond: median(rounds.map(({ bare }) => bare)),
      ratio,
      ratios: rounds.map(({ bare, ours }) => rounded(ours / bare)),
      eventsPerStep: events,
      actionsPerStep: actions,
      budget: { ratio: 0.8, events: 14, actions: 3 },
      met: ratio >= 0.8 && events <= 14 && actions <= 3,
    };
  });
}

async function bareRound(
  bed: BenchBed,
  name: string,
  { count, steps, delayMs }: { count: number; steps: number; delayMs: number },
): Promise<number> {
  const began = performance.now();
  const handles = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      bed.client.workflow.start(timerAndActivityWorkflow, {
        taskQueue: BARE_QUEUE,
        workflowId: `bare-${name}-${i}`,
        args: [{ steps, delayMs }],
      }),
    ),
  );
  await Promise.all(handles.map((handle) => handle.result()));
  return perSecond(count * steps, performance.now() - began);
}

async function oursRound(bed: BenchBed, prefix: string, count: number) {
  const loans = await seedLoans(bed, prefix, count);
  const strategies = new StrategyRepository(bed.database.orm);
  const deps = { pool: bed.database.pool, strategies, clock: bed.clock, caseClient: bed.caseClient };
  const began = performance.now();
  await sweep(deps, eachLoan(loans));
  await untilContacted(bed, prefix, count * STEPS);
  const rate = perSecond(count * STEPS, performance.now() - began);
  const cost = await costPerStep(bed, loans);
  await Promise.all(loans.map((loanId) => bed.client.workflow.getHandle(caseWorkflowId(loanId)).terminate()));
  return { rate, cost };
}

/** Counting is cheap and rare: it costs the run nothing that shows. */
async function untilContacted(bed: BenchBed, prefix: string, count: number): Promise<void> {
  const query = `SELECT count(*)::int AS n FROM contacts WHERE status = 'sent' AND loan_id LIKE $1`;
  let sent = 0;
  for (const began = performance.now(); performance.now() - began < GIVE_UP_MS; await sleep(50)) {
    const { rows } = await bed.database.pool.query<{ n: number }>(query, [`${prefix}%`]);
    sent = rows[0]?.n ?? 0;
    if (sent >= count) return;
  }
  throw new UserError(`The benchmark gave up: ${sent} of ${count} contacts after ${GIVE_UP_MS / 1000} s.`);
}

/** What the steps of real cases cost on average, without start and end. */
async function costPerStep(bed: BenchBed, loans: readonly LoanId[]): Promise<HistoryCost> {
  let events = 0;
  let actions = 0;
  const sample = loans.slice(0, 10);
  for (const loanId of sample) {
    const history = await bed.client.workflow.getHandle(caseWorkflowId(loanId)).fetchHistory();
    const cost = costOf(history);
    // The start and the review at the end (timer, decision) are not steps; what an open case costs has its own bench.
    events += cost.events - 5;
    actions += cost.actions - 2;
  }
  return { events: events / (sample.length * STEPS), actions: actions / (sample.length * STEPS) };
}
