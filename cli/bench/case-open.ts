import { performance } from 'node:perf_hooks';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { CONCURRENT_STARTS, sweep } from '../../activities/sweep.ts';
import { emptyWorkflow } from './bare-workflows.ts';
import { BARE_QUEUE, openBed, type BedOptions, type BenchBed } from './bed.ts';
import { inLanes, median, perSecond, rounded } from './figures.ts';
import { eachLoan, seedLoans } from './seed.ts';

const COUNT = 1000;
const ROUNDS = 5;

/**
 * `bench case-open`: the sweep (read the books, score, decide, write, start) over delinquent loans, beside starting
 * as many empty workflows with as many starts under way; workers run in both.
 */
export async function benchCaseOpen(options: Omit<BedOptions, 'clock'>) {
  const bed = await openBed(options);
  return bed.withWorkers(async () => {
    await bareRound(bed, 'warm', 200);
    await oursRound(bed, 'warm', 200);
    const rounds: { bare: number; ours: number }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      options.onProgress(`Opening ${COUNT} cases, round ${round} of ${ROUNDS}`);
      const bare = await bareRound(bed, `r${round}`, COUNT);
      rounds.push({ bare, ours: await oursRound(bed, `r${round}`, COUNT) });
    }
    const ratio = rounded(median(rounds.map(({ bare, ours }) => ours / bare)));
    return {
      bench: 'case-open',
      cases: COUNT,
      oursPerSecond: median(rounds.map(({ ours }) => ours)),
      barePerSecond: median(rounds.map(({ bare }) => bare)),
      ratio,
      ratios: rounds.map(({ bare, ours }) => rounded(ours / bare)),
      budget: { ratio: 0.9 },
      met: ratio >= 0.9,
    };
  });
}

async function bareRound(bed: BenchBed, name: string, count: number): Promise<number> {
  const began = performance.now();
  const ids = Array.from({ length: count }, (_, i) => `bare-${name}-${i}`);
  await inLanes(ids, CONCURRENT_STARTS, (workflowId) =>
    bed.client.workflow.start(emptyWorkflow, { taskQueue: BARE_QUEUE, workflowId }),
  );
  return perSecond(count, performance.now() - began);
}

async function oursRound(bed: BenchBed, name: string, count: number): Promise<number> {
  const loans = await seedLoans(bed, `${name}-`, count);
  const { pool, orm } = bed.database;
  const published = {
    strategies: new StrategyRepository(orm),
    policies: new PolicyReader(pool),
    models: new RiskModelReader(pool),
  };
  const began = performance.now();
  await sweep({ pool, ...published, clock: bed.clock, caseClient: bed.caseClient }, eachLoan(loans));
  return perSecond(count, performance.now() - began);
}
