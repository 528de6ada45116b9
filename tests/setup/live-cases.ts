import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { ChannelRouter } from '../../activities/channels/ports.ts';
import { CaseClient } from '../../api/case-client.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { DAY_MS, localDate } from '../../domain/calendar.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { businessTime, type Clock, type ClockSpec } from '../../domain/clock.ts';
import { caseWorkflowId, type LoanId } from '../../domain/ids.ts';
import { workerOptions } from '../../worker/options.ts';
import { beijing, ZONE } from '../domain/fixtures.ts';
import { bookPayment } from './case-records.ts';
import { quietWorkers } from './quiet.ts';
import { seedLoans, testEncryption, type SeedLoan } from './seed.ts';
import { uniqueTaskQueue } from './temporal.ts';

export interface LiveCasesOptions {
  /** of a Temporal dev server */
  address: string;
  databaseUrl: string;
  /** real milliseconds of a business day */
  dayMs: number;
}

/** Polls this often: a business hour or so. */
const POLL_MS = 20;

/** Cases on a real Temporal server and a real PostgreSQL, on the accelerated clock that the demo has. */
export class LiveCases {
  readonly taskQueue = uniqueTaskQueue();
  readonly encryption = testEncryption();
  readonly database: Database;
  readonly temporal: Client;
  readonly client: CaseClient;
  readonly clock: Clock & { spec: ClockSpec };
  private readonly native: NativeConnection;
  private readonly workers: { worker: Worker; running: Promise<void> }[] = [];

  private constructor(options: LiveCasesOptions, connection: Connection, native: NativeConnection) {
    const spec = {
      ...{ realStartMs: Date.now(), virtualStartMs: beijing('2026-11-01', '12:00') },
      speed: DAY_MS / options.dayMs,
    };
    this.clock = { spec, now: () => businessTime(Date.now(), spec) };
    this.database = createDatabase(options.databaseUrl, { pipelined: true });
    this.temporal = new Client({ connection });
    this.native = native;
    const { temporal: client, taskQueue, clock } = this;
    this.client = new CaseClient({ client, taskQueue, clock });
  }

  static async create(options: LiveCasesOptions): Promise<LiveCases> {
    quietWorkers();
    const { address } = options;
    const connection = await Connection.connect({ address });
    return new LiveCases(options, connection, await NativeConnection.connect({ address }));
  }

  /** A worker in this process. @param changes to what workers run with */
  async startWorker(channels?: ChannelRouter, changes: Partial<WorkerOptions> = {}): Promise<void> {
    const { native: connection, taskQueue, database, encryption, clock } = this;
    const options = await workerOptions({
      ...{ connection, namespace: 'default', taskQueue, database, encryption, clock },
      ...(channels && { channels }),
    });
    const worker = await Worker.create({ ...options, shutdownGraceTime: 0, ...changes });
    this.workers.push({ worker, running: worker.run() });
  }

  /** Ends the workers, as a deploy does; cases go on with the next one. */
  async stopWorkers(): Promise<void> {
    const workers = this.workers.splice(0);
    for (const { worker } of workers) worker.shutdown();
    await Promise.all(workers.map(({ running }) => running));
  }

  /** Puts a loan into the books: 500.00 unless it says otherwise, so many days past due today. */
  async seed(loan: SeedLoan, daysPastDue = 1): Promise<LoanId> {
    const today = localDate(this.clock.now(), ZONE);
    const { encryption } = this;
    await seedLoans({ orm: this.database.orm, encryption, loans: [loan], today, daysPastDue });
    return loan.loanId as LoanId;
  }

  async reportOverdue(loanId: LoanId, id = `overdue:${loanId}`): Promise<void> {
    await this.client.reportOverdue(loanId, { type: 'overdue', id, by: 'core' });
  }

  async pay(loanId: LoanId, amountMinor: number, id = `payment:${loanId}`): Promise<void> {
    const paidAtMs = this.clock.now();
    await bookPayment(this.database.pool, { id, loanId, amountMinor, paidAtMs });
    await this.client.tell(loanId, { type: 'payment', id, by: 'core', amountMinor, paidAtMs });
  }

  /** @returns the state of the case once it is so */
  async until(loanId: LoanId, so: (state: CaseState) => boolean): Promise<CaseState> {
    for (;;) {
      const { state } = await this.client.status(loanId);
      if (state && so(state)) return state;
      await sleep(POLL_MS);
    }
  }

  /** Waits until a business instant. */
  async untilTime(atMs: number): Promise<void> {
    while (this.clock.now() < atMs) await sleep(POLL_MS);
  }

  handle(loanId: LoanId, runId?: string) {
    return this.temporal.workflow.getHandle(caseWorkflowId(loanId), runId);
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    await this.temporal.connection.close();
    await this.native.close();
    await this.database.close();
  }
}
