import { CaseReader } from '../db/case-reader.ts';
import type { Database } from '../db/client.ts';
import { IdempotencyRepository } from '../db/idempotency-repository.ts';
import { PaymentRepository } from '../db/payment-repository.ts';
import { ReportedEvents } from '../db/reported-events.ts';
import type { Clock } from '../domain/clock.ts';
import type { CaseClient } from './case-client.ts';

/** What the API needs of Temporal. */
export type CasePort = Pick<CaseClient, 'reportOverdue' | 'tell' | 'ask' | 'ping'>;

/** What the API needs of the database. */
export interface DataPorts {
  readonly cases: Pick<CaseReader, 'newestOf' | 'list' | 'timeline' | 'openTasks' | 'loanOfTask' | 'ping'>;
  readonly events: Pick<ReportedEvents, 'currencies' | 'handled'>;
  readonly payments: Pick<PaymentRepository, 'book'>;
  readonly idempotency: Pick<IdempotencyRepository, 'claim' | 'keep' | 'release' | 'close'>;
}

/** Everything that routes work with. */
export interface RouteDeps extends DataPorts {
  readonly caseClient: CasePort;
  readonly clock: Clock;
  /** address of the namespace in the Temporal UI */
  readonly temporalUiUrl?: string | undefined;
}

/** @returns the ports of a real database */
export function dataPorts({ pool }: Database): DataPorts {
  return {
    cases: new CaseReader(pool),
    events: new ReportedEvents(pool),
    payments: new PaymentRepository(pool),
    idempotency: new IdempotencyRepository(pool),
  };
}
