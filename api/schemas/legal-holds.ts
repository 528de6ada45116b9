import { z } from 'zod';
import * as events from '../../domain/case/events/legal-holds.ts';
import { moneySchema } from './common.ts';

/** What is declared of a customer or a debt, and how it ends. */

export const ceaseBodySchema = events.ceaseEventSchema
  .pick({ channels: true, allLoans: true, why: true })
  .describe('without channels: no contact by any; why: what the customer said');
export const attorneyBodySchema = events.attorneyEventSchema.pick({ reference: true, why: true });
export const vulnerabilityBodySchema = events.vulnerabilityEventSchema.pick({
  circumstance: true,
  why: true,
});
export const bankruptcyBodySchema = events.bankruptcyEventSchema.pick({
  filedOn: true,
  reference: true,
  why: true,
});
export const deathBodySchema = events.deathEventSchema.pick({ diedOn: true, reference: true, why: true });
export const moratoriumBodySchema = events.moratoriumEventSchema.pick({
  moratorium: true,
  startOn: true,
  lastOn: true,
  treatmentEndedOn: true,
  reference: true,
});
export const complaintBodySchema = events.complaintEventSchema.pick({
  about: true,
  subject: true,
  receivedOn: true,
});
export const liftHoldBodySchema = events.liftHoldEventSchema.pick({ hold: true, channels: true, why: true });
export const pauseBodySchema = events.pauseEventSchema.pick({ lastOn: true, why: true });
export const resumeBodySchema = events.resumeEventSchema.pick({ why: true });

const { outcome, why } = events.resolveDisputeEventSchema.shape;
export const resolveDisputeBodySchema = z.strictObject({
  outcome,
  amount: moneySchema.optional().describe('of `partly`: what the customer was right about'),
  why,
});

export const customerEventBodySchema = z.strictObject({
  eventId: z.string().min(1).max(150).describe('of the core system: a repeat counts once'),
  customerId: z.string().min(1).max(100),
  type: z.enum(['deceased', 'bankruptcy']),
});
export const customerEventResultSchema = z.object({
  casesTold: z.int().describe('open cases that were told; others are held all the same'),
});

export const complaintParamsSchema = z.object({ id: z.string().min(1).max(200) });
export const complaintAnswerBodySchema = z.strictObject({ outcome, answer: why });
export const complaintAnswerSchema = z.object({
  complaintId: z.string(),
  loanId: z.string(),
  outcome,
  answer: z.string(),
});
