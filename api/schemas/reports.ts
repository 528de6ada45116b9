import { z } from 'zod';
import * as common from './common.ts';
import { problemSchema } from './problem.ts';

/** What core systems report, one at a time or in batches. */

export const MAX_BATCH = 1000;

export const overdueItemSchema = z
  .strictObject({
    loanId: common.loanIdSchema,
    eventId: z.string().min(1).max(120).optional().describe('id of the event; an id counts once for a loan'),
    asOf: common.dateSchema.optional().describe('day of the snapshot; without an eventId it is the id'),
    reported: z
      .strictObject({ daysPastDue: z.int().min(0), arrears: common.moneySchema })
      .optional()
      .describe('what the core system says; the books of this system decide'),
  })
  .meta({ id: 'OverdueEvent' });
export type OverdueItem = z.infer<typeof overdueItemSchema>;

export const paymentItemSchema = z
  .strictObject({
    paymentId: z.string().min(1).max(120).describe('id of the payment in the core system'),
    loanId: common.loanIdSchema,
    amount: common.amountSchema,
    currency: common.currencySchema.describe('ISO 4217, that of the loan'),
    paidAt: common.instantSchema,
    channel: z.string().min(1).max(50).describe('how it was paid'),
  })
  .meta({ id: 'Payment' });
export type PaymentItem = z.infer<typeof paymentItemSchema>;

export const reversalItemSchema = z
  .strictObject({
    paymentId: z.string().min(1).max(120).describe('id of the payment that is taken back; it is so once'),
    reversedAt: common.instantSchema,
    reason: z.string().min(1).max(200).describe('as the bank says it, for example "AM04 insufficient funds"'),
  })
  .meta({ id: 'PaymentReversal' });
export type ReversalItem = z.infer<typeof reversalItemSchema>;

/** @returns the schema of a body that is one item or a batch of them */
export function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.union([item, z.array(item).min(1).max(MAX_BATCH)]);
}

const result = {
  index: z.int().describe('place in the batch'),
  loanId: z.string().nullable(),
  status: z.enum(['accepted', 'rejected']),
  problem: problemSchema.optional().describe('why it was rejected'),
};

export const overdueResultSchema = z.object({
  ...result,
  eventId: z.string().optional().describe('by which the event counts once'),
  duplicate: z.boolean().optional().describe('true: the case knew of it, or it is in the batch twice'),
});
export type OverdueResult = z.infer<typeof overdueResultSchema>;

export const paymentResultSchema = z.object({
  ...result,
  paymentId: z.string().nullable(),
  duplicate: z.boolean().optional().describe('true: it was booked before'),
  caseTold: z.boolean().optional().describe('whether a case of the loan runs and was told'),
});
export type PaymentResult = z.infer<typeof paymentResultSchema>;

export const reversalResultSchema = paymentResultSchema.extend({
  duplicate: z.boolean().optional().describe('true: it was taken back before'),
});
export type ReversalResult = z.infer<typeof reversalResultSchema>;

export const resultsSchema = <Result extends z.ZodType>(item: Result) =>
  z.object({ accepted: z.int(), rejected: z.int(), results: z.array(item) });
