import { z } from 'zod';
import { planSchema } from '../../plan/plan.ts';
import { amountMinor, eventSchema, id } from './fields.ts';

/** A plan that is proposed for a customer in hardship, worked out by the calculator of domain/plan. */
export const planProposalEventSchema = eventSchema('plan-proposal', {
  plan: planSchema,
  /** what could be collected when it was worked out: the plan is of that debt and no other, minor units */
  collectableMinor: amountMinor,
  /** what the customer has a month, and what of it a plan may take, minor units */
  means: z.strictObject({
    incomeMinor: z.int().min(0),
    outgoingsMinor: z.int().min(0).optional(),
    capacityMinor: z.int().min(0),
  }),
  note: z.string().max(500).optional(),
  /** evidence, as the document store knows it */
  documentIds: z.array(id).min(1).max(10).optional(),
});
