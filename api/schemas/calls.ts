import { z } from 'zod';
import { letterOutcomeEventSchema, taskEventSchema } from '../../domain/case/events/calls.ts';
import { disputeEventSchema, graceEventSchema } from '../../domain/case/events/customer.ts';
import { promiseBodySchema } from './cases.ts';
import * as common from './common.ts';

/** Collectors' own calls, and what became of them and of letters. */

export const callBodySchema = z.union([
  z.strictObject({
    taskId: z.string().min(1).max(200).describe('task that asks for the call; it is started with it'),
  }),
  z.strictObject({ loanId: common.loanIdSchema.describe('a call that no task asks for') }),
]);

export const callSchema = z
  .object({
    callId: z.string().describe('to report the outcome by'),
    loanId: z.string(),
    taskId: z.string().optional(),
    reservedAt: common.instantSchema.describe('it counts from here'),
    outcomeUntil: common.instantSchema.describe('without an outcome by then it counts as made'),
  })
  .meta({ id: 'Call' });

export const callParamsSchema = z.object({ id: z.string().min(1).max(200).describe('id of the call') });

const result = <Name extends string>(name: Name, description: string) =>
  z.strictObject({ result: z.literal(name).describe(description) });

/** Outside, amounts are money. */
export const callOutcomeBodySchema = z.discriminatedUnion('result', [
  result('no-answer', 'nobody answered'),
  result('wrong-number', 'the number is not the customer’s: it is not used any more'),
  result('third-party', 'somebody else answered, who was told nothing of the debt'),
  result('hung-up', 'somebody answered and hung up'),
  result('refuses', 'the customer does not want to pay'),
  z.strictObject({ result: z.literal('promise'), ...promiseBodySchema.shape }),
  z.strictObject({
    result: z.literal('hardship'),
    ...graceEventSchema.pick({ reason: true, days: true, note: true }).shape,
  }),
  z.strictObject({
    result: z.literal('dispute'),
    subject: disputeEventSchema.shape.subject,
    amount: common.moneySchema.optional().describe('absent: the whole debt is disputed'),
  }),
]);
export type CallOutcomeBody = z.infer<typeof callOutcomeBodySchema>;

export const letterParamsSchema = z.object({
  loanId: common.loanIdSchema,
  contactId: z.string().min(1).max(200).describe('id of the letter in the ledger'),
});
export const letterOutcomeBodySchema = letterOutcomeEventSchema.pick({ outcome: true, servedOn: true });

export const taskReportBodySchema = taskEventSchema.pick({ why: true });
