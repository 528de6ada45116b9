import { z } from 'zod';
import { ALERT_ACTIONS, ALERT_KINDS, ALERT_ORDERS, ALERT_STATES } from '../../domain/alerts/alert.ts';
import { loanAlertRulesSchema } from '../../domain/alerts/loan-rules.ts';
import * as common from './common.ts';
import { whySchema } from './rule-packs.ts';

/** What figures give cause to look at, and what a supervisor makes of it. */

export const alertParamsSchema = z.object({ id: z.string().min(1).max(300) });

const name = z.string().min(1).max(100).optional();
export const alertListQuerySchema = z.object({
  state: z.enum(ALERT_STATES).optional(),
  kind: z.enum(ALERT_KINDS).optional(),
  loanId: name,
  region: name,
  order: z
    .enum(ALERT_ORDERS)
    .optional()
    .describe(
      'urgency: regions and models first, then what is at stake, all alerts of a loan together. Absent: that of the cursor, else urgency of what is open, else the newest first',
    ),
  limit: common.limitSchema,
  cursor: common
    .cursorSchema(
      z.union([z.tuple([z.int(), z.string()]), z.tuple([z.boolean(), z.int(), z.string(), z.string()])]),
    )
    .optional(),
});

const action = z.enum(ALERT_ACTIONS);

export const takeBodySchema = z.strictObject({
  action: action.optional().describe('absent: what the alert proposes'),
  why: whySchema,
});
export const dismissBodySchema = z.strictObject({ why: whySchema });

export const alertSchema = z
  .object({
    alertId: z.string(),
    kind: z.enum(ALERT_KINDS),
    subject: z.object({
      kind: z.enum(['loan', 'region', 'model']),
      loanId: z.string().optional(),
      region: z.string().optional().describe('of a loan: its customer’s when the alert was raised'),
      product: z.string().optional(),
      model: z.string().optional(),
    }),
    day: common.dateSchema.describe('whose figures raised it'),
    figures: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .describe('what was seen, and the threshold'),
    why: z.string().describe('in one sentence'),
    stake: common.moneySchema
      .nullable()
      .describe(
        'what is expected to be lost on the loan: outstanding times the probability that it is not repaid',
      ),
    othersOpen: z.int().describe('alerts on the same loan that are open besides this one'),
    proposes: action,
    actions: z.array(action).describe('what may be done about it, the proposal first'),
    state: z.enum(ALERT_STATES),
    raisedAt: common.instantSchema,
    taking: action.nullable().describe('what is being done about it just now'),
    decided: z
      .object({
        by: z.string(),
        at: common.instantSchema,
        why: z.string().nullable(),
        action: action.nullable().describe('null: dismissed'),
      })
      .nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof alertSchema>;

export const alertPolicyBodySchema = z.strictObject({ rules: loanAlertRulesSchema, why: whySchema });
export const alertPolicySchema = z
  .object({
    version: z.int().describe('0: ships with the product'),
    rules: loanAlertRulesSchema,
    publishedBy: z.string(),
    publishedAt: common.instantSchema.nullable().describe('null: it ships with the product'),
    why: z.string(),
  })
  .meta({ id: 'AlertPolicy' });
