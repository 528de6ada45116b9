import { z } from 'zod';
import * as core from './events/core-systems.ts';
import * as customer from './events/customer.ts';
import * as supervisor from './events/supervisor.ts';

/** What can happen to a case from outside. */
export const caseEventSchema = z.discriminatedUnion('type', [
  core.overdueEventSchema,
  core.paymentEventSchema,
  core.deliveredEventSchema,
  customer.promiseEventSchema,
  customer.graceEventSchema,
  customer.disputeEventSchema,
  supervisor.approvalEventSchema,
  supervisor.closeEventSchema,
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;
export type CaseEventOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>;

/** What core systems report is a Signal: it is not answered. */
export type SignalType = 'overdue' | 'payment';
/** What people ask is an Update: it is answered at once, or refused by a rule. */
export type UpdateType = Exclude<CaseEvent['type'], SignalType | 'delivered'>;
