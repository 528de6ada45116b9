import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { ChannelRouter } from '../../activities/channels/ports.ts';
import { sandboxChannel } from '../../activities/channels/sandbox.ts';
import { CaseClient, type UpdateEvent } from '../../api/case-client.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { LegalReader } from '../../db/legal-repository.ts';
import { SandboxRepository } from '../../db/sandbox-repository.ts';
import { localDate } from '../../domain/calendar.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { businessTime, type Clock, type ClockSpec } from '../../domain/clock.ts';
import { caseWorkflowId, legalWorkflowId, type LegalId, type LoanId } from '../../domain/ids.ts';
import { workerOptions } from '../../worker/options.ts';
import { beijing, ZONE } from '../domain/fixtures.ts';
import { bookPayment, casesOf, contactsOf, timelineOf } from '../setup/case-records.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { replayAll, type History } from '../setup/history.ts';
import { SeenRuns } from '../setup/seen-runs.ts';
import { quietWorkers } from '../setup/quiet.ts';
import { SEARCH_ATTRIBUTES } from '../setup/search-attributes.ts';
import { seedLoans, testEncryption, type SeedLoan } from '../setup/seed.ts';
import { createSkippingClock, uniqueTaskQueue } from '../setup/temporal.ts';

/** `temporal.api.enums.v1.IndexedValueType` */
const INDEXED_VALUE_TYPES: Readonly<Record<string, number>> = {
  Keyword: 2,
  Int: 3,
  Datetime: 6,
  KeywordList: 7,
};

/**
 * Real cases on the skipping clock: the real workflow and activities, a real PostgreSQL, one case at a time. Business
 * time is the server's, moved so that each test begins when it likes; the activities' clock asks the server at the
 * start of every attempt.
 */
export class SkippingCases implements Clock {
  readonly database: Database;
  readonly client: CaseClient;
  /** What the channels do; undefined: the sandbox. */
  channels: ChannelRouter | undefined;
  /** What happens just before an attempt of that activity. */
  before: { deliver?: () => Promise<void>; decide?: () => Promise<void> } = {};
  spec: ClockSpec = { realStartMs: 0, virtualStartMs: 0, speed: 1 };
  private readonly env: TestWorkflowEnvironment;
  private readonly testDatabase: TestDatabase;
  readonly encryption = testEncryption();
  private readonly taskQueue = uniqueTaskQueue();
  private readonly seen = new SeenRuns();
  private readonly seeded: LoanId[] = [];
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;
  private serverMs = 0;

  private constructor(env: TestWorkflowEnvironment, testDatabase: TestDatabase) {
    this.env = env;
    this.testDatabase = testDatabase;
    this.database = createDatabase(testDatabase.url, { pipelined: true });
    this.client = new CaseClient({ client: env.client, taskQueue: this.taskQueue, clock: this });
  }

  static async create(): Promise<SkippingCases> {
    quietWorkers();
    const [env, testDatabase] = await Promise.all([createSkippingClock(), createTestDatabase()]);
    await env.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(
        Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, INDEXED_VALUE_TYPES[type] ?? 0]),
      ),
    });
    const cases = new SkippingCases(env, testDatabase);
    await cases.startWorker();
    return cases;
  }

  get sandbox() {
    return sandboxChannel(new SandboxRepository(this.database.orm));
  }

  now(): number {
    return businessTime(this.serverMs, this.spec);
  }

  /** @returns business time on the server at this moment */
  async readClock(): Promise<number> {
    this.serverMs = await this.env.currentTimeMs();
    return this.now();
  }

  /** From here on it is this date and time in Beijing; no case may be running. */
  async begin(date: string, time: string): Promise<void> {
    const realStartMs = await this.env.currentTimeMs();
    this.spec = { realStartMs, virtualStartMs: beijing(date, time), speed: 1 };
    this.channels = undefined;
    this.before = {};
    await this.readClock();
  }

  /** Lets the time pass; everything that is due before then has happened when it returns. */
  async passUntil(date: string, time: string): Promise<void> {
    const leftMs = beijing(date, time) - (await this.readClock());
    if (leftMs <= 0) throw new Error(`it is ${date} ${time} already`);
    await this.pass(leftMs);
  }

  /** Lets the time pass. @param ms of business time; what is not above zero has passed already */
  async pass(ms: number): Promise<void> {
    if (ms <= 0) return;
    await this.env.sleep(ms);
    await this.readClock();
  }

  /** Puts a loan into the books, with one instalment of 500.00 unless it says otherwise, so many days past due. */
  async seed(loan: SeedLoan, daysPastDue: number): Promise<LoanId> {
    const today = localDate(await this.readClock(), ZONE);
    const { orm } = this.database;
    await seedLoans({ orm, encryption: this.encryption, loans: [loan], today, daysPastDue });
    const loanId = loan.loanId as LoanId;
    this.seeded.push(loanId);
    return loanId;
  }

  /** Reports the loan overdue and waits until its case is decided on. */
  async open(loanId: LoanId, eventId = `overdue:${loanId}`): Promise<CaseState> {
    await this.client.reportOverdue(loanId, { type: 'overdue', id: eventId, by: 'core' });
    return this.state(loanId);
  }

  /** Books the payment, tells the case and waits until it is decided on. */
  async pay(loanId: LoanId, amountMinor: number, id: string): Promise<CaseState> {
    const paidAtMs = await this.readClock();
    await bookPayment(this.database.pool, { id, loanId, amountMinor, paidAtMs });
    await this.client.tell(loanId, { type: 'payment', id, by: 'core', amountMinor, paidAtMs });
    return this.state(loanId);
  }

  async ask(loanId: LoanId, event: UpdateEvent) {
    return (await this.client.ask(loanId, event)).state;
  }

  /** @returns the state once nothing waits for a decision or a delivery */
  async state(loanId: LoanId): Promise<CaseState> {
    for (;;) {
      const { state, next, waitingEvents } = await this.client.status(loanId);
      if (state && waitingEvents === 0 && next?.kind !== 'deliver') return state;
    }
  }

  timeline = (loanId: LoanId) => timelineOf(this.database.pool, loanId);
  contacts = (loanId: LoanId) => contactsOf(this.database.pool, loanId);
  cases = (loanId: LoanId) => casesOf(this.database.pool, loanId);

  /** @returns the types of timeline entries, in order */
  async types(loanId: LoanId): Promise<string[]> {
    return (await this.timeline(loanId)).map(({ type }) => type);
  }

  /** @returns what the workflow ended with; while it is waited for no time is skipped */
  async result(loanId: LoanId): Promise<unknown> {
    return new Client({ connection: this.env.connection }).workflow.result(caseWorkflowId(loanId));
  }

  /** @returns what another workflow than a case ended with */
  async resultOf(workflowId: string): Promise<unknown> {
    return new Client({ connection: this.env.connection }).workflow.result(workflowId);
  }

  /** Starts another workflow than a case; @returns its end */
  async startOther(type: string, workflowId: string, input: unknown): Promise<{ result: Promise<unknown> }> {
    const { taskQueue } = this;
    const handle = await this.env.client.workflow.start(type, { workflowId, taskQueue, args: [input] });
    return { result: this.resultOf(handle.workflowId) };
  }

  async describe(loanId: LoanId) {
    return this.handle(loanId).describe();
  }

  /** @returns the history, of the loan's newest run unless it names another */
  async history(loanId: LoanId, runId?: string): Promise<History> {
    return this.handle(loanId, runId).fetchHistory();
  }

  /** Ends the case that a test leaves open. For `afterEach`. */
  async finishAll(): Promise<void> {
    for (const loanId of this.seeded.splice(0)) {
      await this.finishLegal(loanId);
      const handle = this.handle(loanId);
      // A loan that is not late never had a case.
      const described = await handle.describe().catch(() => undefined);
      if (!described) continue;
      const { status } = described;
      if (status.name === 'RUNNING') await handle.terminate('the test is over');
    }
  }

  /** Takes everything down, and replays every run of this file's workflows. @returns how many were replayed */
  async close(): Promise<number> {
    this.worker?.shutdown();
    await this.running;
    await this.database.close();
    const histories = await this.seen.histories(this.env.client);
    await this.env.teardown();
    await this.testDatabase.drop();
    return replayAll(histories);
  }

  legalHandle(legalId: LegalId) {
    return this.env.client.workflow.getHandle(legalWorkflowId(legalId));
  }

  /** Starts a run of a legal action as the run before would have. */
  async startLegalRun(input: Record<string, unknown> & { legalId: LegalId }): Promise<void> {
    await this.env.client.workflow.start('legalActionWorkflow', {
      taskQueue: this.taskQueue,
      workflowId: legalWorkflowId(input.legalId),
      args: [{ ...input, clock: this.spec }],
    });
  }

  private async finishLegal(loanId: LoanId): Promise<void> {
    for (const { opening } of await new LegalReader(this.database.pool).ofLoan(loanId)) {
      const handle = this.legalHandle(opening.legalId);
      const { status } = await handle.describe();
      if (status.name === 'RUNNING') await handle.terminate('the test is over');
    }
  }

  private handle(loanId: LoanId, runId?: string) {
    return this.env.client.workflow.getHandle(caseWorkflowId(loanId), runId);
  }

  private async startWorker(): Promise<void> {
    const options = await workerOptions({
      connection: this.env.nativeConnection,
      namespace: 'default',
      taskQueue: this.taskQueue,
      database: this.database,
      encryption: this.encryption,
      clock: this,
      channels: (channel) => this.channels?.(channel) ?? this.sandbox,
    });
    const real = options.activities as Record<string, (input: unknown) => Promise<unknown>>;
    const activities = Object.fromEntries(
      Object.entries(real).map(([name, work]) => [
        name,
        async (input: unknown) => {
          this.seen.note();
          await this.readClock();
          if (name === 'deliver' || name === 'decide') await this.before[name]?.();
          return work(input);
        },
      ]),
    );
    this.worker = await Worker.create({ ...options, activities, shutdownGraceTime: 0 });
    this.running = this.worker.run();
  }
}
