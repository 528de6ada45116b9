import { z } from 'zod';
import { amountMinor, eventSchema } from './fields.ts';

/** What core banking systems report, and the delivery itself. Nothing of it is refused: it has happened. */

export const overdueEventSchema = eventSchema('overdue', {
  /** what the core system says; the books of this system decide, a difference is recorded */
  reported: z.strictObject({ daysPastDue: z.int().min(0), arrearsMinor: z.int().min(0) }).optional(),
});

export const paymentEventSchema = eventSchema('payment', { amountMinor, paidAtMs: z.int() });

/** Reported by the delivery, never by a caller. */
export const deliveredEventSchema = eventSchema('delivered', {
  outcome: z.enum(['sent', 'failed', 'unknown', 'superseded', 'too-late']),
  detail: z.string().optional(),
});
