import { z } from 'zod';
import { CLOSE_REASONS } from './state.ts';

/**
 * What can happen to a case from outside. Every event has an id by which it is handled once, however often it
 * is delivered. `by` names who reported it: a core system, a collector, a supervisor.
 */

const id = z.string().min(1).max(200);
const by = z.string().min(1).max(100);
const isoDate = z.iso.date();
const amountMinor = z.int().positive();
const why = z.string().min(1).max(500);

export const overdueEventSchema = z.strictObject({
  type: z.literal('overdue'),
  id,
  by,
  /** what the core system says; the books of this system decide, a difference is recorded */
  reported: z.strictObject({ daysPastDue: z.int().min(0), arrearsMinor: z.int().min(0) }).optional(),
});

export const paymentEventSchema = z.strictObject({
  type: z.literal('payment'),
  id,
  by,
  amountMinor,
  paidAtMs: z.int(),
});

export const promiseEventSchema = z.strictObject({
  type: z.literal('promise'),
  id,
  by,
  instalments: z
    .array(z.strictObject({ dueOn: isoDate, amountMinor }))
    .min(1)
    .max(24),
});

export const graceEventSchema = z.strictObject({
  type: z.literal('grace'),
  id,
  by,
  reason: z.enum(['force-majeure', 'illness', 'income-loss', 'other']),
  days: z.int().min(1).max(366),
  note: z.string().max(500).optional(),
});

export const disputeEventSchema = z.strictObject({
  type: z.literal('dispute'),
  id,
  by,
  /** absent: the whole debt is disputed */
  amountMinor: amountMinor.optional(),
  subject: why,
});

/** A supervisor's answer to a task of the case. */
export const approvalEventSchema = z.strictObject({
  type: z.literal('approval'),
  id,
  by,
  taskId: id,
  approved: z.boolean(),
  why,
});

export const closeEventSchema = z.strictObject({
  type: z.literal('close'),
  id,
  by,
  reason: z.enum(CLOSE_REASONS).exclude(['cured']),
  why,
});

/** Reported by the delivery itself, never by a caller. */
export const deliveredEventSchema = z.strictObject({
  type: z.literal('delivered'),
  id,
  by,
  outcome: z.enum(['sent', 'failed', 'unknown', 'superseded', 'too-late']),
  detail: z.string().optional(),
});

export const caseEventSchema = z.discriminatedUnion('type', [
  overdueEventSchema,
  paymentEventSchema,
  promiseEventSchema,
  graceEventSchema,
  disputeEventSchema,
  approvalEventSchema,
  closeEventSchema,
  deliveredEventSchema,
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;
export type CaseEventOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>;
