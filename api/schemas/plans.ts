import { z } from 'zod';
import { planProposalEventSchema } from '../../domain/case/events/plan.ts';
import { PLAN_KINDS } from '../../domain/plan/plan.ts';
import * as common from './common.ts';

/** Repayment plans: what is asked of the calculator, what it answers, what is proposed. */

const { moneySchema, dateSchema } = common;

const meansSchema = z
  .union([
    z.strictObject({ income: moneySchema, outgoings: moneySchema }),
    z.strictObject({ income: moneySchema, share: z.number().gt(0).max(1) }),
  ])
  .describe('a month: income and outgoings, or income and the share of it that can be spared');
export type MeansBody = z.output<typeof meansSchema>;

const kindSchema = z
  .enum(PLAN_KINDS)
  .describe(
    'spread: arrears beside the running instalments; re-term: a new term for all; interest-only first',
  );

const monthsSchema = z
  .int()
  .min(1)
  .max(600)
  .describe('of the spread, of the new term, of interest only; absent: the shortest that can be afforded');

const firstDueOn = dateSchema.describe('absent: the next date of the schedule that leaves time to approve');

export const planQuoteBodySchema = z.strictObject({
  means: meansSchema,
  firstDueOn: firstDueOn.optional(),
  kind: kindSchema.optional().describe('only this kind; absent: all that policy allows'),
  months: monthsSchema.optional(),
});

const { note, documentIds } = planProposalEventSchema.shape;

export const planBodySchema = z.strictObject({
  means: meansSchema,
  kind: kindSchema,
  firstDueOn: firstDueOn.optional(),
  months: monthsSchema.optional(),
  note,
  documentIds,
});

const differenceSchema = z
  .strictObject({ amount: z.string(), currency: common.currencySchema })
  .describe('less than zero where the plan costs less');

const instalmentSchema = z.object({ dueOn: dateSchema, amount: moneySchema });

export const planProposalSchema = z
  .object({
    kind: kindSchema,
    months: z.int().describe('how many instalments'),
    firstDueOn: dateSchema,
    instalments: z.array(instalmentSchema),
    arrears: moneySchema.describe('the part of the arrears that it pays off'),
    interest: moneySchema.describe('interest and fees in the instalments'),
    cost: z
      .object({ total: moneySchema, unchanged: moneySchema, extra: differenceSchema })
      .describe('until the loan is paid off, beside what it would be if nothing were changed'),
    affordable: z.boolean(),
    shortfall: moneySchema.describe('a month, above what the customer can pay'),
    later: z
      .object({ from: dateSchema, amount: moneySchema, shortfall: moneySchema })
      .optional()
      .describe('after the interest-only months'),
  })
  .meta({ id: 'PlanProposal' });
export type PlanProposalView = z.infer<typeof planProposalSchema>;

export const planQuoteSchema = z
  .object({
    loanId: z.string(),
    arrears: moneySchema.describe('overdue by the first date, what is disputed left out'),
    principal: moneySchema.describe('not due before the first date'),
    annualRate: z.number(),
    termMonths: z.int().describe('left to run'),
    capacity: moneySchema.describe('what the customer can pay a month, by policy'),
    proposals: z.array(planProposalSchema),
  })
  .meta({ id: 'PlanQuote' });
export type PlanQuoteView = z.infer<typeof planQuoteSchema>;

/** A plan of a case: waiting for supervisors, or standing. */
export const casePlanSchema = z.object({
  status: z.enum(['under-review', 'standing']),
  kind: kindSchema,
  taskId: z.string().optional().describe('of the approval it waits for'),
  instalments: z.array(
    z.object({
      dueOn: dateSchema,
      amount: moneySchema,
      outcome: z.enum(['open', 'kept', 'partly', 'missed']),
    }),
  ),
  paid: moneySchema.describe('since it was approved'),
  missed: z.int(),
});
export type CasePlanView = z.infer<typeof casePlanSchema>;
