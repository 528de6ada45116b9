import { z } from 'zod';
import { amountMinor, eventSchema, id, why } from './fields.ts';

/** What core banking systems report, and the delivery itself. Nothing of it is refused: it has happened. */

const reversal = {
  paymentId: id,
  amountMinor,
  /** when the payment was made that is taken back */
  paidAtMs: z.int(),
  reversedAtMs: z.int(),
  /** as the bank says it */
  reason: why,
};

export const overdueEventSchema = eventSchema('overdue', {
  /** what the core system says; the books of this system decide, a difference is recorded */
  reported: z.strictObject({ daysPastDue: z.int().min(0), arrearsMinor: z.int().min(0) }).optional(),
  /** the payment whose return made it so: with it a loan that was taken for cured is opened again */
  because: z.strictObject(reversal).optional(),
  /** a supervisor takes up again what a decision had ended, and why */
  reopen: why.optional(),
});

export const paymentEventSchema = eventSchema('payment', { amountMinor, paidAtMs: z.int() });

/** A payment has bounced, or was taken back. */
export const paymentReversedEventSchema = eventSchema('payment-reversed', reversal);

/** Reported by the delivery, never by a caller. */
export const deliveredEventSchema = eventSchema('delivered', {
  outcome: z.enum(['sent', 'failed', 'unknown', 'superseded', 'too-late', 'held']),
  detail: z.string().optional(),
  /** the number or address is of no use any more */
  addressLost: z.boolean().optional(),
});
