/**
 * Records the histories that replay.test.ts replays, from real runs on servers of its own (about a minute). To be run
 * after a change of the workflow that old histories have to survive; the old files stay, new ones are added.
 *
 * usage: node --import tsx tests/replay/record.ts [suffix]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../config/embedded/postgres.ts';
import { startTemporal } from '../../config/embedded/temporal.ts';
import { createRunDir } from '../../config/paths.ts';
import { migrate } from '../../db/migrate.ts';
import { addDays, localDate, localSecondOfDay } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { ZONE } from '../domain/fixtures.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { SEARCH_ATTRIBUTES } from '../setup/search-attributes.ts';
import { historyToJson } from './history-json.ts';

const HISTORIES = fileURLToPath(new URL('histories', import.meta.url));

/** What happens to one loan until its case has ended. */
type Scenario = (cases: LiveCases, loanId: LoanId) => Promise<void>;

const by = 'collector-1';

function promise(cases: LiveCases, id: string, days: number) {
  const dueOn = addDays(localDate(cases.clock.now(), ZONE), days);
  return { type: 'promise' as const, id, by, instalments: [{ dueOn, amountMinor: 50_000 }] };
}

const hourOf = (cases: LiveCases) => localSecondOfDay(cases.clock.now(), ZONE) / 3600;

const scenarios: Record<string, Scenario> = {
  async 'ladder-to-review'(cases, loanId) {
    await cases.until(loanId, (state) => state.rung === 7 && state.notBefore.why.includes('review'));
    await cases.client.ask(loanId, {
      ...{ type: 'close', id: 'close', by: 'supervisor-1', reason: 'written-off', why: 'nothing to be had' },
    });
  },

  async 'promise-kept'(cases, loanId) {
    await cases.until(loanId, (state) => state.rung === 1);
    await cases.client.ask(loanId, promise(cases, 'promise-kept', 8));
    await cases.until(loanId, (state) => state.promise?.reminded === 1);
    await cases.pay(loanId, 50_000);
  },

  async 'promise-broken'(cases, loanId) {
    await cases.client.ask(loanId, promise(cases, 'promise-broken', 3));
    await cases.until(loanId, (state) => state.brokenPromises === 1 && state.rung >= 1);
    await cases.pay(loanId, 20_000, `part:${loanId}`);
    await cases.until(loanId, (state) => state.rung >= 2);
    await cases.pay(loanId, 30_000, `rest:${loanId}`);
  },

  async dispute(cases, loanId) {
    const asked = await cases.client.ask(loanId, {
      type: 'dispute',
      id: 'dispute',
      by,
      subject: 'not my loan',
    });
    const taskId = asked.state?.holds[0]?.taskId ?? '';
    await cases.untilTime(cases.clock.now() + 5 * 86_400_000);
    await cases.client.ask(loanId, {
      ...{ type: 'approval', id: 'approval', by: 'supervisor-1', taskId, approved: false, why: 'it is his' },
    });
    await cases.until(loanId, (state) => state.rung >= 1);
    await cases.client.ask(loanId, { type: 'grace', id: 'grace', by, reason: 'force-majeure', days: 5 });
    await cases.until(loanId, (state) => state.rung >= 2);
    await cases.pay(loanId, 50_000);
  },

  async 'cured-at-night'(cases, loanId) {
    while (hourOf(cases) < 22.5) await cases.untilTime(cases.clock.now() + 600_000);
    await cases.pay(loanId, 50_000);
  },
};

/** Overdue again while the thanks are under way: the run is continued as new with what is left to decide. */
async function continuedAsNew(cases: LiveCases): Promise<void> {
  const loanId = await cases.seed({ loanId: 'continue-as-new' });
  await cases.reportOverdue(loanId);
  await cases.until(loanId, (state) => state.rung >= 1);
  const first = await cases.handle(loanId).describe();
  await cases.pay(loanId, 50_000);
  await cases.reportOverdue(loanId, 'overdue-again');
  await cases.handle(loanId).result();
  await save(cases, loanId, 'continue-as-new-1', first.runId);
  await save(cases, loanId, 'continue-as-new-2');
}

async function save(cases: LiveCases, loanId: LoanId, name: string, runId?: string): Promise<void> {
  const history = await cases.handle(loanId, runId).fetchHistory();
  if (name.endsWith('-1') && !history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes) {
    throw new Error('it was not continued as new: try again');
  }
  const file = `${HISTORIES}/${name}.json`;
  writeFileSync(file, historyToJson(history));
  process.stdout.write(`${file}: ${history.events?.length} events\n`);
}

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
    const databaseUrl = postgres.url;
    const cases = await LiveCases.create({ address: temporal.address, databaseUrl, dayMs: 400 });
    await cases.startWorker();
    await Promise.all([
      ...(isAsked('continue-as-new') ? [continuedAsNew(cases)] : []),
      ...Object.entries(scenarios)
        .filter(([name]) => isAsked(name))
        .map(async ([name, live]) => {
          const loanId = await cases.seed({ loanId: name });
          await cases.reportOverdue(loanId);
          await cases.until(loanId, () => true);
          await live(cases, loanId);
          await cases.handle(loanId).result();
          await save(cases, loanId, name);
        }),
    ]);
    await cases.close();
  } finally {
    await temporal.stop();
  }
} finally {
  await postgres.stop();
}
