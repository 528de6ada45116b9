import { z } from 'zod';
import { complaintEventSchema, resolveDisputeEventSchema } from '../../domain/case/events/legal-holds.ts';
import { LEGAL_HOLD_KINDS } from '../../domain/case/hold.ts';
import { channelSchema } from '../../domain/strategy/schema.ts';
import * as common from './common.ts';

/** What a customer has declared and complained of, whichever case heard of it. */

export const customerParamsSchema = z.object({
  customerId: z.string().min(1).max(100).describe('id of the customer in the core system'),
});

const keySchema = z.tuple([z.number(), z.string()]);
const flag = (what: string) => z.enum(['true', 'false']).default('false').describe(what);

export const holdListQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(keySchema).optional(),
  standing: flag('true: only those that have not ended'),
});
export const complaintListQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(keySchema).optional(),
  open: flag('true: only those that are not answered'),
});

export const customerHoldSchema = z
  .object({
    holdId: z.string(),
    kind: z.enum(LEGAL_HOLD_KINDS),
    reach: z.string().describe('in words: which loans, which channels'),
    loanId: z.string().optional().describe('absent: every loan of the customer'),
    channels: z.array(channelSchema).optional().describe('absent: all'),
    owner: z.string().describe('who is responsible for ending it'),
    since: common.instantSchema,
    until: common.instantSchema,
    ends: z.enum(['by-itself', 'review']).describe('review: at `until` a supervisor looks at it again'),
    taskId: z.string().optional().describe('the task in which a supervisor looks at it now'),
    ended: z.object({ at: common.instantSchema, why: z.string() }).optional().describe('absent: it stands'),
  })
  .meta({ id: 'CustomerHold' });
export type CustomerHoldView = z.infer<typeof customerHoldSchema>;

export const customerComplaintSchema = z
  .object({
    complaintId: z.string().describe('also the id of the task to answer it'),
    loanId: z.string(),
    caseId: z.string(),
    about: complaintEventSchema.shape.about,
    subject: z.string(),
    receivedOn: common.dateSchema,
    dueAt: common.instantSchema.describe('by when it is to be answered'),
    rule: z.string().describe('that sets the deadline; says when it is not verified'),
    reportedBy: z.string(),
    recordedAt: common.instantSchema,
    owner: z.string().nullable().describe('who has the task; null: nobody yet'),
    answered: z
      .object({
        at: common.instantSchema,
        by: z.string(),
        outcome: resolveDisputeEventSchema.shape.outcome,
        answer: z.string(),
      })
      .optional()
      .describe('absent: it is open'),
  })
  .meta({ id: 'CustomerComplaint' });
export type CustomerComplaintView = z.infer<typeof customerComplaintSchema>;
