import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { UpdateEvent } from '../../api/case-client.ts';
import { startTemporal, type EmbeddedTemporal } from '../../config/embedded/temporal.ts';
import { createRunDir } from '../../config/paths.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { addDays, DAY_MS, localDate } from '../../domain/calendar.ts';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { ZONE } from '../domain/fixtures.ts';
import { contactsOf } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import * as books from '../setup/decision-records.ts';
import { replayAll } from '../setup/history.ts';
import { LiveCases } from '../setup/live-cases.ts';
import { decisionsOf, inputOf, refusedTasks, runsOf, type Run } from '../setup/runs.ts';
import { SEARCH_ATTRIBUTES } from '../setup/search-attributes.ts';
import { betweenRuns, liveLong, longStrategy, YEARS } from './long-life.ts';

/** The server asks for a fresh history after so many events instead of 4,096: many changes of runs in one life. */
const EVENTS_OF_A_RUN = 250;
const INSTALMENTS = 37;
const INSTALMENT_MINOR = 500_000;
/** So long a business day that nothing comes due by itself. */
const STANDING_STILL = { dayMs: 3_600_000 };

let temporal: EmbeddedTemporal;
let testDatabase: TestDatabase;
let cases: LiveCases;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  temporal = await startTemporal({
    ...{ dataDir: createRunDir('long-life'), ephemeral: true, headless: true },
    searchAttributes: SEARCH_ATTRIBUTES,
    settings: [`limit.historyCount.suggestContinueAsNew=${EVENTS_OF_A_RUN}`],
  });
});
afterEach(() => cases.close());
afterAll(async () => {
  await temporal.stop();
  await testDatabase.drop();
});

async function begin({ dayMs }: { dayMs: number }): Promise<void> {
  cases = await LiveCases.create({ address: temporal.address, databaseUrl: testDatabase.url, dayMs });
}

const runsOfCase = (loanId: LoanId) => runsOf(cases.temporal, caseWorkflowId(loanId));

/** Every run begins where the one before it stood, and what it carries is the decision that the books have. */
async function expectCarried(loanId: LoanId, runs: readonly Run[]): Promise<void> {
  const made = await books.decisionsInBooks(cases.database.pool, loanId);
  expect(made.map(({ state }) => state?.sequence)).toEqual(made.map((_decision, index) => index + 1));
  expect(await books.gapsOnTimeline(cases.database.pool, loanId)).toEqual([]);
  let last = 0;
  for (const [index, run] of runs.entries()) {
    if (index > 0) {
      const { state, instruction } = made[last - 1] ?? {};
      const begins = { loanId, pending: [], decided: { state, instruction }, clock: cases.clock.spec };
      const { accepted = [], ...input } = inputOf(run);
      expect(input).toEqual(begins);
      expect(accepted.length).toBeLessThanOrEqual(20);
    }
    for (const decision of decisionsOf(run)) {
      const sequence = decision.state?.sequence ?? 0;
      expect(sequence).toBeGreaterThan(last);
      const { answers, ...rest } = decision;
      expect(rest).toEqual({
        state: made[sequence - 1]?.state,
        instruction: made[sequence - 1]?.instruction,
      });
      expect(answers).toEqual(expect.arrayContaining(made[sequence - 1]?.answers ?? []));
      last = sequence;
    }
  }
  expect(last).toBe(made.length);
}

/** What was told or accepted is handled once, what was refused never, whatever was repeated. */
async function expectHandledOnce(loanId: LoanId, ids: Iterable<string>): Promise<void> {
  const { pool } = cases.database;
  const [handled, onTimeline] = [[...ids, `overdue:${loanId}`].sort(), [...ids].sort()];
  expect(await books.handledEvents(pool, loanId)).toEqual(handled);
  // The report that opened the case is there as its opening.
  expect(await books.eventsOnTimeline(pool, loanId)).toEqual(onTimeline);
}

/** A message is in the ledger once for each decision that reserved it, and has left once. @returns how many did */
async function expectSentOnce(loanId: LoanId): Promise<number> {
  const made = await books.decisionsInBooks(cases.database.pool, loanId);
  const reserved = made.flatMap(({ instruction }) =>
    instruction.kind === 'deliver' ? instruction.contactId : [],
  );
  const contacts = await contactsOf(cases.database.pool, loanId);
  expect(contacts.map(({ contactId }) => contactId).sort()).toEqual([...new Set(reserved)].sort());
  const sent = contacts.filter(({ messages }) => messages === 1);
  // A payment has made it superfluous, or its hours were over: then nothing has left.
  const others = contacts.filter((contact) => !sent.includes(contact));
  const held = others.filter(({ status }) => status === 'superseded' || status === 'too-late');
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 'sent'));
  expect(held).toEqual(others);
  const rungs = sent.flatMap(({ rung }) => rung ?? []);
  expect(rungs).toEqual([...new Set(rungs)].toSorted((a, b) => a - b));
  return sent.length;
}

test('three years and 2,000 events: everything is carried from run to run, nothing is lost or done twice', async () => {
  await begin({ dayMs: 50 });
  await publishStrategies(cases.database.orm, [longStrategy()], new Date(Date.now() + 1000));
  await cases.startWorker();
  const today = localDate(cases.clock.now(), ZONE);
  const instalments = Array.from({ length: INSTALMENTS }, (_, month) => ({
    ...{ dueOn: addDays(today, month * 30 - 1), amountMinor: INSTALMENT_MINOR },
  }));
  const loanId = await cases.seed({ loanId: 'long-life', principalMinor: 20_000_000, instalments });
  await cases.reportOverdue(loanId);
  const { openedAtMs } = await cases.until(loanId, () => true);
  // What stands for years.
  await cases.client.ask(loanId, {
    ...{ type: 'cease', id: 'cease', by: 'collector-1', channels: ['sms'], why: 'no more texts' },
  });
  const { accepted, refused, paidMinor } = await liveLong(cases, loanId, openedAtMs);
  expect(accepted.size).toBeGreaterThanOrEqual(2000);
  expect(refused.size).toBeGreaterThanOrEqual(20);
  await cases.untilTime(openedAtMs + YEARS * 365 * DAY_MS);
  const rest = `payment:${loanId}:rest`;
  await cases.pay(loanId, INSTALMENTS * INSTALMENT_MINOR - paidMinor, rest);
  expect(await cases.handle(loanId).result()).toEqual({ closed: 'cured' });

  const runs = await runsOfCase(loanId);
  const open = runs.flatMap((run) => {
    const { state } = inputOf(run).decided ?? {};
    return state && !state.closed ? [state.holds.map(({ kind }) => kind)] : [];
  });
  expect(open.length).toBeGreaterThan(10);
  expect(open).toEqual(open.map(() => ['cease']));
  await expectCarried(loanId, runs);
  await expectHandledOnce(loanId, ['cease', ...accepted, rest]);
  expect(await expectSentOnce(loanId)).toBeGreaterThan(0);
  const { state } = (await books.decisionsInBooks(cases.database.pool, loanId)).at(-1) ?? {};
  expect(state?.closed?.atMs).toBeGreaterThanOrEqual(openedAtMs + YEARS * 365 * DAY_MS);
  expect(await replayAll(runs)).toBe(runs.length);
}, 240_000);

describe('in the moment between two runs', () => {
  const note = (id: string): UpdateEvent => ({ type: 'note', id, by: 'collector-1', text: 'called back' });

  /** A case in whose change of runs something happens. */
  async function openCase(id: string, happens: () => Promise<void>): Promise<LoanId> {
    await begin(STANDING_STILL);
    await cases.startWorker(undefined, {
      dataConverter: { payloadCodecs: [betweenRuns(id, happens)] },
    });
    const loanId = await cases.seed({ loanId: id }, 1);
    await cases.reportOverdue(loanId);
    await cases.until(loanId, () => true);
    return loanId;
  }

  /** Notes until the case has gone on as new. @returns their ids */
  async function fillRun(loanId: LoanId): Promise<string[]> {
    const ids: string[] = [];
    const { runId: first } = await cases.handle(loanId).describe();
    for (let n = 0; (await cases.handle(loanId).describe()).runId === first; n += 1) {
      ids.push(`fill-${n}`);
      await cases.client.ask(loanId, note(`fill-${n}`));
      // A run ends when nothing comes for a moment.
      await sleep(60);
      if (n > EVENTS_OF_A_RUN) throw new Error('the case does not go on as new');
    }
    return ids;
  }

  test('a signal is handled before the run ends', async () => {
    const told: string[] = [];
    const loanId = await openCase('gap-signal', async () => {
      if (told.length === 3) return;
      const id = `gap-${told.length}`;
      told.push(id);
      await cases.pay('gap-signal' as LoanId, 100, id);
    });
    const filled = await fillRun(loanId);
    expect(await cases.until(loanId, (state) => state.paidMinor === 300)).toMatchObject({
      arrearsMinor: 49_700,
    });
    const runs = await runsOfCase(loanId);
    // The server takes no end of a run that has not heard everything.
    expect(runs.map(refusedTasks)).toEqual([3, 0]);
    await expectCarried(loanId, runs);
    await expectHandledOnce(loanId, [...filled, ...told]);
    expect(await replayAll(runs)).toBe(2);
  });

  test('an Update is answered, and done once', async () => {
    const pause = { type: 'pause', id: 'gap', by: 'supervisor-1', why: 'on leave' } as const;
    const asked: Promise<unknown>[] = [];
    const loanId = await openCase('gap-update', async () => {
      if (asked.length > 0) return;
      // A pause that was accepted would be refused, were it asked for again as another one.
      asked.push(cases.client.ask('gap-update' as LoanId, pause));
      // Long enough for the server to have it; were it not, it would be asked of the next run and answered too.
      await sleep(300);
    });
    const filled = await fillRun(loanId);
    const [answer] = await Promise.all(asked);
    expect(answer).toMatchObject({ state: { loanId, holds: [{ kind: 'manual' }] } });
    const runs = await runsOfCase(loanId);
    await expectCarried(loanId, runs);
    await expectHandledOnce(loanId, [...filled, 'gap']);
    expect(await replayAll(runs)).toBe(runs.length);
  });

  test('what is asked or told again in the next run is known', async () => {
    const loanId = await openCase('gap-again', () => Promise.resolve());
    await cases.pay(loanId, 100, 'once');
    const filled = await fillRun(loanId);
    const before = await cases.client.status(loanId);
    await expect(cases.client.ask(loanId, note('fill-0'))).resolves.toMatchObject({ state: { loanId } });
    await cases.pay(loanId, 100, 'once');
    const { state } = await cases.client.ask(loanId, note('last'));
    expect(state).toMatchObject({ paidMinor: 100, stage: before.state?.stage });
    await expectHandledOnce(loanId, ['once', ...filled, 'last']);
  });

  test('signals every few milliseconds, through several changes: each is handled once', async () => {
    let changes = 0;
    const loanId = await openCase('gap-hammer', () => {
      changes += 1;
      return Promise.resolve();
    });
    const told: string[] = [];
    for (let n = 0; changes < 4 || n < 300; n += 1) {
      const id = `hammer-${n}`;
      told.push(id);
      await cases.client.tell(loanId, { type: 'macro-alert', id, by: 'core', ...ALERT });
      if (n % 10 === 0) {
        told.push(`asked-${n}`);
        await cases.client.ask(loanId, note(`asked-${n}`));
      }
      // Now and then nothing comes for a moment: only then does a run end.
      await sleep(n % 15 === 0 ? 150 : 2);
    }
    await cases.client.ask(loanId, note('last'));
    const runs = await runsOfCase(loanId);
    expect(runs.length).toBeGreaterThan(2);
    await expectCarried(loanId, runs);
    await expectHandledOnce(loanId, [...told, 'last']);
    expect(await replayAll(runs)).toBe(runs.length);
  }, 120_000);
});

const ALERT = { source: 'bank', asOf: '2026-11-01', indicator: 'unemployment', level: 'none' } as const;
