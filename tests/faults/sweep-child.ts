/**
 * A sweep in a process of its own, to be killed. Prints `started <n>` as it goes on, and its report as JSON at the end.
 *
 * usage: node --import tsx sweep-child.ts '<JSON of SweepChildOptions>'
 */
import { Client, Connection } from '@temporalio/client';
import { CaseClient } from '../../api/case-client.ts';
import { sweep } from '../../activities/sweep.ts';
import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { createDatabase } from '../../db/client.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { businessTime, type ClockSpec } from '../../domain/clock.ts';

export interface SweepChildOptions {
  address: string;
  databaseUrl: string;
  taskQueue: string;
  clock: ClockSpec;
  asOf: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as SweepChildOptions;
// It ends with the test that started it, however that one ends.
process.stdin.on('end', () => process.exit(0)).resume();
const { clock: spec, taskQueue } = options;
const clock = { spec, now: () => businessTime(Date.now(), spec) };
const { orm, pool } = createDatabase(options.databaseUrl, { pipelined: true });
const client = new Client({ connection: await Connection.connect({ address: options.address }) });
const caseClient = new CaseClient({ client, taskQueue, clock });
const report = await sweep(
  {
    ...{
      pool,
      strategies: new StrategyRepository(orm),
      policies: new PolicyReader(pool),
      models: new RiskModelReader(pool),
    },
    ...{ clock, caseClient },
  },
  new ArrearsRepository(pool).delinquentLoans(options.asOf),
  (started) => process.stdout.write(`started ${started}\n`),
);
process.stdout.write(`report ${JSON.stringify(report)}\n`);
process.exit(0);
