import { z } from 'zod';
import { disputeEventSchema, graceEventSchema, promiseEventSchema } from './customer.ts';
import { eventSchema, id, isoDate, why } from './fields.ts';

/** What collectors do and report: calls, tasks, what became of letters. */

/** A collector is about to call: it has to be allowed, and counts like any contact. */
export const callEventSchema = eventSchema('call', {
  /** the task it is made for; absent: that of the case, if there is one */
  taskId: id.optional(),
});

export const callResultSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('no-answer') }),
  z.strictObject({ result: z.literal('wrong-number') }),
  /** somebody else answered: of the debt nothing is said */
  z.strictObject({ result: z.literal('third-party') }),
  z.strictObject({ result: z.literal('hung-up') }),
  z.strictObject({ result: z.literal('refuses') }),
  z.strictObject({
    result: z.literal('promise'),
    ...promiseEventSchema.pick({ instalments: true, replaces: true }).shape,
  }),
  z.strictObject({
    result: z.literal('hardship'),
    ...graceEventSchema.pick({ reason: true, days: true, note: true }).shape,
  }),
  z.strictObject({
    result: z.literal('dispute'),
    ...disputeEventSchema.pick({ amountMinor: true, subject: true }).shape,
  }),
]);
export type CallResult = z.infer<typeof callResultSchema>;

export const callOutcomeEventSchema = eventSchema('call-outcome', { callId: id, outcome: callResultSchema });

/** A task that needs no decision is done, or given back. */
export const taskEventSchema = eventSchema('task', {
  taskId: id,
  action: z.enum(['complete', 'decline']),
  why,
});

export const letterOutcomeEventSchema = eventSchema('letter-outcome', {
  contactId: id,
  outcome: z.enum(['served', 'returned']),
  /** day of service; absent: today */
  servedOn: isoDate.optional(),
});
