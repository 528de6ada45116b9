import { z } from 'zod';
import { disputeEventSchema, graceEventSchema } from '../../domain/case/events/customer.ts';
import { closeEventSchema } from '../../domain/case/events/supervisor.ts';
import { CLOSE_REASONS, HOLD_KINDS } from '../../domain/case/state.ts';
import * as common from './common.ts';

/** A case as callers see it, and what they can ask of it. */

const { instantSchema, moneySchema, dateSchema } = common;

const instalmentSchema = z.strictObject({ dueOn: dateSchema, amount: moneySchema });

export const caseSchema = z
  .object({
    caseId: z.string(),
    loanId: z.string(),
    customerId: z.string(),
    stage: common.stageSchema,
    closed: z.object({ reason: z.enum(CLOSE_REASONS), at: instantSchema }).nullable(),
    openedAt: instantSchema,
    region: z.string(),
    timezone: z.string().describe('in which the due dates of the loan are dates'),
    tier: common.tierSchema.describe('risk'),
    strategy: z.string().describe('id and version, pinned when the case opened'),
    arrears: moneySchema,
    disputed: moneySchema.describe('left out of what is asked for'),
    unpaidSince: dateSchema.nullable(),
    daysPastDue: z.int(),
    holds: z.array(
      z.object({
        kind: z.enum(HOLD_KINDS),
        since: instantSchema,
        until: instantSchema,
        owner: z.string(),
        taskId: z.string().optional(),
      }),
    ),
    promise: z
      .object({ instalments: z.array(instalmentSchema) })
      .nullable()
      .describe('the open one'),
    promises: z.object({ kept: z.int(), broken: z.int() }),
    next: z
      .object({
        kind: z.enum(['wait', 'deliver', 'close']),
        at: instantSchema.nullable().describe('null: now'),
        step: z.string(),
        why: z.string().describe('the rule or policy that set the instant'),
      })
      .describe('what the case does next by itself'),
    links: z.object({
      self: z.string(),
      timeline: z.string(),
      temporal: z.string().optional().describe('the workflow in the Temporal UI'),
    }),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseSchema>;

export const timelineEntrySchema = z
  .object({
    sequence: z.int().describe('number of the decision'),
    entry: z.int(),
    at: instantSchema,
    type: z.string(),
    actor: z.string(),
    data: z.record(z.string(), z.unknown()),
    why: z.string(),
  })
  .meta({ id: 'TimelineEntry' });

export const loanParamsSchema = z.object({ loanId: common.loanIdSchema });

export const caseListQuerySchema = z.object({
  stage: common.stageSchema.optional(),
  tier: common.tierSchema.optional(),
  region: z.string().min(1).max(100).optional(),
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.string()).optional(),
});

export const timelineQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.int(), z.int()])).optional(),
});

const why = closeEventSchema.shape.why;

/** One date and amount, or several. */
export const promiseBodySchema = z.strictObject({
  instalments: z
    .array(instalmentSchema)
    .min(1)
    .max(24)
    .describe('when what is promised; one for a single payment'),
});
export const graceBodySchema = graceEventSchema.pick({ reason: true, days: true, note: true });
export const disputeBodySchema = z.strictObject({
  subject: disputeEventSchema.shape.subject,
  amount: moneySchema.optional().describe('absent: the whole debt is disputed'),
});
export const closeBodySchema = closeEventSchema.pick({ reason: true, why: true });
export const approvalBodySchema = z.strictObject({ why });
