import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createCaseActivities } from '../../activities/case.ts';
import type { ChannelAdapter } from '../../activities/channels/ports.ts';
import { sandboxChannel } from '../../activities/channels/sandbox.ts';
import type { CaseActivities, DecideInput, DeliverInput } from '../../activities/types.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { SandboxRepository } from '../../db/sandbox-repository.ts';
import { HoursReader } from '../../db/hours-reader.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { RiskModelReader } from '../../db/risk-model-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import type { DecisionResult } from '../../domain/case/decision.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption, type SeedLoan } from '../setup/seed.ts';

/** Failures are what the tests are about: they are not told again. */
const logger = new DefaultLogger('ERROR', () => undefined);

/** The activities of cases on a real PostgreSQL of the test file's own, with a clock that is set by hand. */
export class ActivityBed {
  readonly database: Database;
  readonly sandbox: ChannelAdapter;
  readonly strategies: StrategyRepository;
  readonly policies: PolicyReader;
  readonly models: RiskModelReader;
  readonly encryption = testEncryption();
  nowMs = beijing('2026-11-01', '12:00');
  private readonly testDatabase: TestDatabase;

  private constructor(testDatabase: TestDatabase) {
    this.testDatabase = testDatabase;
    this.database = createDatabase(testDatabase.url, { maxConnections: 20, pipelined: true });
    this.sandbox = sandboxChannel(new SandboxRepository(this.database.orm));
    this.strategies = new StrategyRepository(this.database.orm);
    // What a test publishes counts at once.
    this.policies = new PolicyReader(this.database.pool, { keptMs: 0 });
    this.models = new RiskModelReader(this.database.pool, { keptMs: 0 });
  }

  static async create(): Promise<ActivityBed> {
    return new ActivityBed(await createTestDatabase());
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.testDatabase.drop();
  }

  get pool() {
    return this.database.pool;
  }

  /** The activities with these channels, each run the way a worker runs it. */
  activities(channel: Partial<ChannelAdapter> = {}, database: Database = this.database): CaseActivities {
    const real = createCaseActivities({
      pool: database.pool,
      strategies: this.strategies,
      policies: this.policies,
      models: this.models,
      hours: new HoursReader(database.pool, { keptMs: 0 }),
      clock: { now: () => this.nowMs },
      channels: () => ({ ...this.sandbox, ...channel }),
      encrypt: (plain) => this.encryption.encrypt(plain),
    });
    const run =
      <Input>(activity: (input: Input) => Promise<DecisionResult>) =>
      (input: Input) =>
        new MockActivityEnvironment({}, { logger }).run<[Input], DecisionResult, typeof activity>(
          activity,
          input,
        );
    return {
      decide: run(real.decide),
      takeStep: run(real.takeStep),
      deliver: run(real.deliver),
      abandonDelivery: run(real.abandonDelivery),
    };
  }

  /** Puts a loan into the books: 500.00, so many days past due on 1 November 2026. */
  async seed(loan: SeedLoan, daysPastDue = 3): Promise<LoanId> {
    const { orm } = this.database;
    const { encryption } = this;
    await seedLoans({ orm, encryption, loans: [loan], today: '2026-11-01', daysPastDue });
    return loan.loanId as LoanId;
  }

  /** Gives a customer more loans like the seeded one, with these ids. */
  async copyLoan(loanId: LoanId, ids: readonly LoanId[]): Promise<void> {
    await this.pool.query(
      `INSERT INTO loans (loan_id, customer_id, product, jurisdiction, lender_role, currency, principal_minor,
         annual_rate, originated_on, secured)
       SELECT id, customer_id, product, jurisdiction, lender_role, currency, principal_minor, annual_rate,
         originated_on, secured FROM loans, unnest($2::text[]) AS id WHERE loan_id = $1`,
      [loanId, ids],
    );
    await this.pool.query(
      `INSERT INTO instalments (loan_id, number, due_on, principal_due_minor, interest_due_minor, fee_due_minor)
       SELECT id, number, due_on, principal_due_minor, interest_due_minor, fee_due_minor
       FROM instalments, unnest($2::text[]) AS id WHERE loan_id = $1`,
      [loanId, ids],
    );
  }

  async open(loanId: LoanId): Promise<CaseState> {
    const input: DecideInput = { loanId, state: null, events: [overdue(loanId)] };
    return stateOf(await this.activities().decide(input));
  }

  /** @returns the state that a decision has left, as the database has it */
  async stateAt(caseId: string, sequence: number): Promise<CaseState> {
    const { rows } = await this.pool.query<{ state: CaseState }>(
      `SELECT result->'state' AS state FROM case_decisions WHERE case_id = $1 AND sequence = $2`,
      [caseId, sequence],
    );
    const [row] = rows;
    if (!row) throw new Error(`there is no decision ${sequence} of ${caseId}`);
    return row.state;
  }

  /** A case whose first reminder has just been reserved. */
  async reserve(loanId: LoanId): Promise<{ state: CaseState; contact: DeliverInput }> {
    this.nowMs = beijing('2026-11-01', '12:00');
    const opened = await this.open(loanId);
    this.nowMs += 3_600_000;
    const result = await this.activities().decide({ loanId, state: opened, events: [] });
    const state = stateOf(result);
    const { instruction } = result;
    if (instruction.kind !== 'deliver') throw new Error(`it is to ${instruction.summary}`);
    const { contactId, reservedAtMs } = instruction;
    const contact = { loanId, caseId: state.caseId, contactId, reservedAtMs, sequence: state.sequence };
    return { state, contact };
  }

  async count(table: string, loanId: LoanId): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE case_id LIKE $1`,
      [`${loanId}-%`],
    );
    return rows[0]?.n ?? 0;
  }
}

export const overdue = (loanId: string): CaseEvent => ({
  type: 'overdue',
  id: `overdue:${loanId}`,
  by: 'core',
});

export function stateOf(result: DecisionResult): CaseState {
  if (!result.state) throw new Error('no case was opened');
  return result.state;
}
