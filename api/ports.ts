import { CaseReader } from '../db/case-reader.ts';
import { CustomerHoldRepository } from '../db/customer-hold-repository.ts';
import type { Database } from '../db/client.ts';
import { LegalReader } from '../db/legal-repository.ts';
import { ExportRepository } from '../db/export-repository.ts';
import type { FieldEncryption } from '../db/field-encryption.ts';
import { IdempotencyRepository } from '../db/idempotency-repository.ts';
import { LoanChangeRepository } from '../db/loan-change-repository.ts';
import { OutlookRepository } from '../db/outlook-repository.ts';
import { PaymentRepository } from '../db/payment-repository.ts';
import { PlanRepository } from '../db/plan-repository.ts';
import { ReportedEvents } from '../db/reported-events.ts';
import { TaskRepository } from '../db/task-repository.ts';
import type { Clock } from '../domain/clock.ts';
import type { CaseClient } from './case-client.ts';

/** What the API needs of Temporal. */
export type CasePort = Pick<CaseClient, 'reportOverdue' | 'tell' | 'ask' | 'ping' | 'legal'>;

/** What the API needs of the database. */
export interface DataPorts {
  readonly cases: Pick<CaseReader, 'newestOf' | 'list' | 'timeline' | 'loanOfTask' | 'ping'>;
  readonly tasks: Pick<TaskRepository, 'list' | 'find' | 'start' | 'loanOfCall'>;
  readonly outlook: Pick<
    OutlookRepository,
    'known' | 'saveRatings' | 'saveExternalDebts' | 'saveMacroAlerts' | 'openCases' | 'openCasesIn'
  >;
  readonly legal: Pick<LegalReader, 'byId' | 'ofLoan'>;
  readonly customerHolds: Pick<CustomerHoldRepository, 'reachedBy' | 'declare' | 'answer'>;
  readonly events: Pick<ReportedEvents, 'currencies' | 'handled'>;
  readonly payments: Pick<PaymentRepository, 'book' | 'find' | 'reverse'>;
  readonly plans: Pick<PlanRepository, 'booksOf'>;
  readonly loanChanges: Pick<LoanChangeRepository, 'record' | 'arrearsOf'>;
  readonly exports: Pick<ExportRepository, 'exportLoan'>;
  readonly idempotency: Pick<IdempotencyRepository, 'claim' | 'keep' | 'release' | 'close'>;
}

/** Everything that routes work with. */
export interface RouteDeps extends DataPorts {
  readonly caseClient: CasePort;
  readonly clock: Clock;
  /** address of the namespace in the Temporal UI */
  readonly temporalUiUrl?: string | undefined;
}

/** @param encryption with which contact data can be read @returns the ports of a real database */
export function dataPorts(database: Database, encryption: FieldEncryption): DataPorts {
  const { pool } = database;
  return {
    cases: new CaseReader(pool),
    tasks: new TaskRepository(pool),
    outlook: new OutlookRepository(pool),
    legal: new LegalReader(pool),
    customerHolds: new CustomerHoldRepository(pool),
    events: new ReportedEvents(pool),
    payments: new PaymentRepository(pool),
    plans: new PlanRepository(database),
    loanChanges: new LoanChangeRepository(pool),
    exports: new ExportRepository(database, encryption),
    idempotency: new IdempotencyRepository(pool),
  };
}
