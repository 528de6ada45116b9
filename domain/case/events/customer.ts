import { z } from 'zod';
import { amountMinor, eventSchema, id, isoDate, why } from './fields.ts';

/** What the customer says, as a collector records it. */

export const promiseEventSchema = eventSchema('promise', {
  instalments: z
    .array(z.strictObject({ dueOn: isoDate, amountMinor }))
    .min(1)
    .max(24),
  /** the open promise that this one takes the place of */
  replaces: id.optional(),
});

export const graceEventSchema = eventSchema('grace', {
  reason: z.enum(['force-majeure', 'illness', 'income-loss', 'other']),
  days: z.int().min(1).max(366),
  note: z.string().max(500).optional(),
  /** evidence, as the document store knows it */
  documentIds: z.array(id).min(1).max(10).optional(),
});

export const disputeEventSchema = eventSchema('dispute', {
  /** absent: the whole debt is disputed */
  amountMinor: amountMinor.optional(),
  subject: why,
  /** it came in writing */
  written: z.boolean().optional(),
  /** within the time after the validation notice; the letter's file says so */
  inValidationPeriod: z.boolean().optional(),
});
