import { z } from 'zod';
import { macroAlertEventSchema, ratingEventSchema } from '../../domain/case/events/outlook.ts';
import * as common from './common.ts';
import { problemSchema } from './problem.ts';

/** What credit bureaus and the bank's economists report, one at a time or in batches. */

const customerId = z.string().min(1).max(100).describe('id of the customer in the core system');
const source = ratingEventSchema.shape.source.describe('who says so; `internal`: the bank itself');

export const ratingItemSchema = z
  .strictObject({
    customerId,
    source,
    asOf: common.dateSchema,
    score: z.int().optional().describe('higher is better'),
    grade: z.string().min(1).max(20).optional(),
  })
  .refine(({ score, grade }) => score !== undefined || grade !== undefined, 'needs a score or a grade')
  .meta({ id: 'Rating' });
export type RatingItem = z.infer<typeof ratingItemSchema>;

export const externalDebtItemSchema = z
  .strictObject({
    customerId,
    source,
    asOf: common.dateSchema,
    total: common.moneySchema.describe('all that the customer owes elsewhere'),
  })
  .meta({ id: 'ExternalDebt' });
export type ExternalDebtItem = z.infer<typeof externalDebtItemSchema>;

export const macroAlertItemSchema = z
  .strictObject({
    region: z.string().min(1).max(100),
    indicator: macroAlertEventSchema.shape.indicator,
    level: macroAlertEventSchema.shape.level,
    asOf: common.dateSchema,
    source,
  })
  .meta({ id: 'MacroAlert' });
export type MacroAlertItem = z.infer<typeof macroAlertItemSchema>;

export const outlookResultSchema = z.object({
  index: z.int().describe('place in the batch'),
  status: z.enum(['accepted', 'rejected']),
  casesTold: z
    .int()
    .optional()
    .describe('open cases that are scored anew; of an alert they are told after the answer'),
  problem: problemSchema.optional().describe('why it was rejected'),
});
export type OutlookResult = z.infer<typeof outlookResultSchema>;
