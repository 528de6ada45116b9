import { z } from 'zod';
import {
  disputeEventSchema,
  graceEventSchema,
  promiseEventSchema,
} from '../../domain/case/events/customer.ts';
import { closeEventSchema } from '../../domain/case/events/supervisor.ts';
import { channelSchema } from '../../domain/strategy/schema.ts';
import { HOLD_KINDS } from '../../domain/case/hold.ts';
import { CLOSE_REASONS } from '../../domain/case/state.ts';
import { LANGUAGES } from '../../domain/case/status/language.ts';
import { LEGAL_ENDS, LEGAL_STEPS } from '../../domain/legal/steps.ts';
import * as common from './common.ts';
import { casePlanSchema } from './plans.ts';

/** A case as callers see it, and what they can ask of it. */

const { instantSchema, moneySchema, dateSchema } = common;

const instalmentSchema = z.strictObject({ dueOn: dateSchema, amount: moneySchema });

export const caseSchema = z
  .object({
    caseId: z.string(),
    loanId: z.string(),
    customerId: z.string(),
    stage: common.stageSchema,
    closed: z
      .object({
        reason: z.enum(CLOSE_REASONS),
        at: instantSchema,
        forgiven: moneySchema
          .optional()
          .describe('of a settlement: what was overdue and is not asked for any more'),
      })
      .nullable(),
    openedAt: instantSchema,
    region: z.string(),
    collector: z.string().nullable().describe('to whom a supervisor has given it; null: tasks go in turn'),
    team: z.string().nullable().describe('of the collector'),
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
        ends: z.enum(['by-itself', 'review']).describe('review: at `until` a supervisor looks at it again'),
        reach: z.enum(['loan', 'customer']).describe('customer: it holds every case of the customer'),
        channels: z.array(channelSchema).optional().describe('absent: all'),
        taskId: z.string().optional(),
      }),
    ),
    promise: z
      .object({
        id: z.string(),
        instalments: z.array(instalmentSchema),
        madeAt: instantSchema,
        paid: moneySchema.describe('towards it, so far'),
      })
      .nullable()
      .describe('the open one'),
    legalAction: z
      .object({
        legalId: z.string(),
        openedAt: instantSchema,
        step: z.enum(LEGAL_STEPS),
        ended: z.enum(LEGAL_ENDS).nullable(),
        link: z.string(),
      })
      .nullable()
      .describe('the newest one, as it has last reported'),
    plans: z.array(casePlanSchema).describe('the one that stands, and the one that is being decided'),
    call: z
      .object({
        taskId: z.string().nullable(),
        dueAt: instantSchema.nullable(),
        attempts: z.int(),
        callId: z.string().nullable().describe('while a collector is on the phone'),
        by: z.string().nullable(),
      })
      .nullable()
      .describe('that a collector is to make, or is making'),
    letter: z
      .object({ contactId: z.string(), postedAt: instantSchema, servedAt: instantSchema.nullable() })
      .nullable()
      .describe('the formal letter that is in the post or served'),
    errands: z
      .array(z.object({ taskId: z.string(), kind: z.string() }))
      .describe('work that the case has to hear of'),
    promises: z.object({
      kept: z.int(),
      broken: z.int(),
      renegotiated: z.int().describe('replaced by another while they were open'),
    }),
    reopens: z
      .string()
      .nullable()
      .describe('the case before it, which a payment had ended that was taken back'),
    previousCaseId: z.string().nullable().describe('the case of the same loan before this one'),
    settlement: z
      .object({
        status: z.enum(['under-review', 'standing', 'paid']),
        amount: moneySchema,
        dueOn: dateSchema,
        taskId: z.string().optional().describe('of the approval it waits for'),
      })
      .nullable()
      .describe('what is taken for all that is overdue, if it is paid by its day'),
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

const valuationSchema = z.object({ value: moneySchema, asOf: dateSchema, source: z.string() });

export const caseDetailSchema = caseSchema
  .extend({
    collateral: z
      .object({
        newest: valuationSchema,
        before: valuationSchema.nullable(),
        balance: z
          .object({ amount: moneySchema, day: dateSchema })
          .nullable()
          .describe('still to be paid, due or not, at the end of the newest day that is recorded'),
        loanToValue: z
          .number()
          .nullable()
          .describe('balance as a share of the newest value; null: one of them is not known'),
      })
      .nullable()
      .describe('what secures the loan, as it was valued; null: it never was'),
    score: z
      .object({
        probability: z.number().describe('that what is overdue is repaid within the horizon of the model'),
        defaultProbability: z
          .number()
          .nullable()
          .describe('that the loan becomes 90 days past due within it; null: the model does not say'),
        points: z.number().nullable().describe('more is better; null: scored before points were kept'),
        model: z.string().describe('version of the model'),
        scoredAt: instantSchema,
        segment: z
          .object({ id: z.string(), name: z.string() })
          .nullable()
          .describe('loans that behave alike; null: the model knows none'),
        reasons: z
          .array(z.string())
          .describe(
            'what took points, worst first, in the language that was asked for; what was scored long ago, in English',
          ),
      })
      .nullable()
      .describe('of the risk, as it was scored last; null: it never was'),
  })
  .meta({ id: 'CaseDetail' });
export type CollateralView = z.infer<typeof caseDetailSchema>['collateral'];
export type ScoreView = z.infer<typeof caseDetailSchema>['score'];

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

export const caseDetailQuerySchema = z.object({
  lang: z.enum(LANGUAGES).optional().describe('of the reasons; absent: as Accept-Language has it, else en'),
});

export const caseListQuerySchema = z.object({
  stage: common.stageSchema.optional(),
  tier: common.tierSchema.optional(),
  region: z.string().min(1).max(100).optional(),
  segment: z.string().min(1).max(300).optional().describe('id, as a case that was scored has it'),
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
  replaces: promiseEventSchema.shape.replaces.describe('id of the open promise that this one renegotiates'),
});
export const graceBodySchema = graceEventSchema.pick({
  reason: true,
  days: true,
  note: true,
  documentIds: true,
});
export const disputeBodySchema = z.strictObject({
  subject: disputeEventSchema.shape.subject,
  amount: moneySchema.optional().describe('absent: the whole debt is disputed, with what falls due later'),
  written: disputeEventSchema.shape.written.describe('it came in writing'),
  inValidationPeriod: disputeEventSchema.shape.inValidationPeriod.describe(
    'within the time after the validation notice, where the law has one',
  ),
});
export const closeBodySchema = closeEventSchema.pick({ reason: true, why: true, consent: true });
export const approvalBodySchema = z.strictObject({ why });
