/**
 * Records the histories that replay.test.ts replays, from real runs on servers of its own (about a minute). To be run
 * after a change of the workflow that old histories have to survive; the old files stay, new ones are added.
 *
 * usage: node --import tsx tests/replay/record.ts [scenario ...]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../config/embedded/postgres.ts';
import { startTemporal } from '../../config/embedded/temporal.ts';
import { createRunDir } from '../../config/paths.ts';
import { migrate } from '../../db/migrate.ts';
import { caseWorkflowId } from '../../domain/ids.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { SEARCH_ATTRIBUTES } from '../setup/search-attributes.ts';
import { historyToJson } from './history-json.ts';
import { scenarios, type Scenario } from './scenarios.ts';

const HISTORIES = fileURLToPath(new URL('histories', import.meta.url));

/** Overdue again while the thanks are under way: the run is continued as new with what is left to decide. */
async function continuedAsNew(cases: LiveCases): Promise<void> {
  const loanId = await cases.seed({ loanId: 'continue-as-new' });
  await cases.reportOverdue(loanId);
  await cases.until(loanId, (state) => state.rung >= 1);
  const first = await cases.handle(loanId).describe();
  await cases.pay(loanId, 50_000);
  await cases.reportOverdue(loanId, 'overdue-again');
  await cases.handle(loanId).result();
  await save(cases, 'continue-as-new-1', caseWorkflowId(loanId), first.runId);
  await save(cases, 'continue-as-new-2', caseWorkflowId(loanId));
}

async function record(cases: LiveCases, name: string, { loan, daysPastDue = 1, live }: Scenario) {
  const loanId = await cases.seed({ ...loan, loanId: name }, daysPastDue);
  await cases.reportOverdue(loanId);
  await cases.until(loanId, () => true);
  const others = (await live(cases, loanId)) ?? {};
  await cases.handle(loanId).result();
  await save(cases, name, caseWorkflowId(loanId));
  for (const [other, workflowId] of Object.entries(others)) await save(cases, other, workflowId);
}

async function save(cases: LiveCases, name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await cases.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  if (name.endsWith('-1') && !history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes) {
    throw new Error('it was not continued as new: try again');
  }
  const file = `${HISTORIES}/${name}.json`;
  writeFileSync(file, historyToJson(history));
  process.stdout.write(`${file}: ${history.events?.length} events\n`);
}

/** Real milliseconds of a business day. */
const DAY_MS = 400;

const asked = process.argv.slice(2);
const isAsked = (name: string) => asked.length === 0 || asked.includes(name);
mkdirSync(HISTORIES, { recursive: true });
const onProgress = (step: string) => process.stderr.write(`${step} …\n`);
const postgres = await startPostgres({ dataDir: createRunDir('record-pg'), ephemeral: true, onProgress });
try {
  await migrate(postgres.url);
  const temporal = await startTemporal({
    ...{ dataDir: createRunDir('record-temporal'), ephemeral: true, headless: true, onProgress },
    searchAttributes: SEARCH_ATTRIBUTES,
  });
  try {
    const { address } = temporal;
    const chosen = Object.entries(scenarios).filter(([name]) => isAsked(name));
    const speeds = new Set([DAY_MS, ...chosen.map(([, { dayMs = DAY_MS }]) => dayMs)]);
    for (const dayMs of speeds) {
      const cases = await LiveCases.create({ address, databaseUrl: postgres.url, dayMs });
      await cases.startWorker();
      await Promise.all([
        ...(dayMs === DAY_MS && isAsked('continue-as-new') ? [continuedAsNew(cases)] : []),
        ...chosen
          .filter(([, scenario]) => (scenario.dayMs ?? DAY_MS) === dayMs)
          .map(([name, scenario]) => record(cases, name, scenario)),
      ]);
      await cases.close();
    }
  } finally {
    await temporal.stop();
  }
} finally {
  await postgres.stop();
}
