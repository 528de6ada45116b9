import { z } from 'zod';
import * as core from './events/core-systems.ts';
import * as calls from './events/calls.ts';
import * as outlook from './events/outlook.ts';
import * as customer from './events/customer.ts';
import * as endings from './events/endings.ts';
import * as holds from './events/legal-holds.ts';
import { messageEventSchema } from './events/message.ts';
import { legalProgressEventSchema } from './events/legal-progress.ts';
import { planProposalEventSchema } from './events/plan.ts';
import { riskAlertEventSchema } from './events/risk-alert.ts';
import * as replies from './events/replies.ts';
import * as supervisor from './events/supervisor.ts';

/** What can happen to a case from outside. */
export const caseEventSchema = z.discriminatedUnion('type', [
  core.overdueEventSchema,
  core.paymentEventSchema,
  core.paymentReversedEventSchema,
  core.deliveredEventSchema,
  legalProgressEventSchema,
  customer.promiseEventSchema,
  customer.graceEventSchema,
  customer.disputeEventSchema,
  planProposalEventSchema,
  holds.ceaseEventSchema,
  holds.attorneyEventSchema,
  holds.vulnerabilityEventSchema,
  holds.bankruptcyEventSchema,
  holds.deathEventSchema,
  holds.moratoriumEventSchema,
  holds.complaintEventSchema,
  holds.liftHoldEventSchema,
  holds.resolveDisputeEventSchema,
  holds.pauseEventSchema,
  holds.resumeEventSchema,
  holds.customerHoldEventSchema,
  holds.complaintAnsweredEventSchema,
  supervisor.approvalEventSchema,
  supervisor.closeEventSchema,
  supervisor.reassignEventSchema,
  endings.loanChangeEventSchema,
  endings.settlementEventSchema,
  endings.noteEventSchema,
  messageEventSchema,
  endings.changeStrategyEventSchema,
  calls.callEventSchema,
  calls.callOutcomeEventSchema,
  calls.taskEventSchema,
  calls.letterOutcomeEventSchema,
  outlook.ratingEventSchema,
  outlook.externalDebtEventSchema,
  outlook.macroAlertEventSchema,
  riskAlertEventSchema,
  replies.customerReplyEventSchema,
  replies.deliveryReportEventSchema,
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;
export type CaseEventOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>;

/** What core systems report is a Signal: it is not answered. */
export type SignalType =
  | 'customer-reply'
  | 'delivery-report'
  | 'rating'
  | 'external-debt'
  | 'macro-alert'
  | 'overdue'
  | 'payment'
  | 'payment-reversed'
  | 'legal-progress'
  | 'customer-hold'
  | 'complaint-answered'
  | 'loan-change';
/** What people ask is an Update: it is answered at once, or refused by a rule. */
export type UpdateType = Exclude<CaseEvent['type'], SignalType | 'delivered'>;
