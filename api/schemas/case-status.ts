import { z } from 'zod';
import { HOLD_KINDS } from '../../domain/case/hold.ts';
import { LANGUAGES } from '../../domain/case/status/language.ts';
import { TIMED_CHANNELS } from '../../domain/contact/best-time.ts';
import { channelSchema } from '../../domain/strategy/schema.ts';
import { CLOSE_REASONS } from '../../domain/case/state.ts';
import { dateSchema, instantSchema, moneySchema } from './common.ts';

/** What a case is waiting for, for people and as data. */

/** Steps, reasons and kinds of tasks are a growing list of `kind`, each with what belongs to it. */
const kindSchema = z.looseObject({ kind: z.string() });

export const statusQuerySchema = z.object({
  lang: z.enum(LANGUAGES).optional().describe('of the sentences; absent: as Accept-Language has it, else en'),
});

export const caseStatusSchema = z
  .object({
    caseId: z.string(),
    loanId: z.string(),
    language: z.enum(LANGUAGES),
    text: z.string().describe('all that follows, in words'),
    sentences: z.array(z.string()).describe('the same, one by one, the most important first'),
    doing: z.enum(['waiting', 'sending', 'closing', 'closed']),
    waitingFor: kindSchema.nullable().describe('the step; null: none, or not known as data'),
    since: instantSchema.nullable(),
    until: instantSchema.nullable(),
    setBy: kindSchema
      .extend({ strategy: z.string() })
      .nullable()
      .describe('the rule or policy that set the instant; its kind is the step’s where that tells it'),
    bestHour: z
      .object({
        channel: z.enum(TIMED_CHANNELS),
        weekday: z.int().min(1).max(7).describe('1: Monday, by the customer’s clock'),
        hour: z.int().min(0).max(23),
        probability: z.number().describe('that a contact works then, 0..1'),
        usual: z.number().describe('... at whatever time'),
        of: z.enum(['segment', 'tier', 'region']).optional().describe('whose contacts show it'),
        tries: z.int(),
        successes: z.int(),
        own: z.object({ tries: z.int(), successes: z.int() }).optional().describe('of this customer'),
      })
      .nullable()
      .describe('what has chosen the hour of the day; null: the strategy’s time, or a rule'),
    holds: z.array(
      z.object({
        kind: z.enum(HOLD_KINDS),
        owner: z.string(),
        since: instantSchema,
        until: instantSchema,
        ends: z.enum(['by-itself', 'review']),
        reach: z.enum(['loan', 'customer']),
        suspends: z.boolean().describe('nothing else is sent while it stands'),
        channels: z.array(channelSchema).optional().describe('absent: all'),
        amount: moneySchema.optional(),
        dueOn: dateSchema.optional(),
        instalment: z.int().optional(),
        taskId: z.string().optional(),
      }),
    ),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        kind: z.string(),
        due: instantSchema.nullable().describe('null: the task itself has it'),
        persons: z.int().optional().describe('how many have to approve'),
        approvals: z.int().optional().describe('how many have'),
      }),
    ),
    call: z
      .object({ callId: z.string(), by: z.string(), until: instantSchema })
      .nullable()
      .describe('a collector is on the phone'),
    then: z
      .object({ what: kindSchema, at: instantSchema.nullable() })
      .nullable()
      .describe('what comes after, as things stand; at null: once what is waited for is over'),
    closed: z
      .object({ reason: z.enum(CLOSE_REASONS), at: instantSchema, forgiven: moneySchema.optional() })
      .nullable(),
  })
  .meta({ id: 'CaseStatus' });
export type CaseStatusView = z.infer<typeof caseStatusSchema>;
