import { z } from 'zod';
import { amountMinor, eventSchema, isoDate, why } from './fields.ts';

/** What the customer says, as a collector records it. */

export const promiseEventSchema = eventSchema('promise', {
  instalments: z
    .array(z.strictObject({ dueOn: isoDate, amountMinor }))
    .min(1)
    .max(24),
});

export const graceEventSchema = eventSchema('grace', {
  reason: z.enum(['force-majeure', 'illness', 'income-loss', 'other']),
  days: z.int().min(1).max(366),
  note: z.string().max(500).optional(),
});

export const disputeEventSchema = eventSchema('dispute', {
  /** absent: the whole debt is disputed */
  amountMinor: amountMinor.optional(),
  subject: why,
});
