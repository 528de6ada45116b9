import { z } from 'zod';
import { contactChannelSchema } from './channel.ts';
import { CONTACT_OUTCOMES, type GatePurpose } from './facts.ts';

/**
 * A line of the file that `arrears compliance check` reads. Optional fields may be null; what is absent is not the
 * case. A field that is not known is left out and reported.
 */

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);
const instantSchema = z.iso.datetime({
  offset: true,
  error: 'an instant is ISO 8601 with zone, 2026-06-10T14:00:00Z',
});
const dateSchema = z.iso.date({ error: 'a date is YYYY-MM-DD' });
const timeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)(:00)?$/, 'a time is HH:MM')
  .transform((time) => time.slice(0, 5));

/** The words of the file for purposes. */
export const PURPOSES = {
  collect: 'collect',
  collection: 'collect',
  notice_specified_remedy: 'remedy-notice',
  notice_termination: 'termination-notice',
  reply_to_debtor_query: 'reply-to-query',
  opt_out_confirmation: 'opt-out-confirmation',
  legal_service: 'legal-service',
} as const satisfies Record<string, GatePurpose>;

const historySchema = z.object({
  atUtc: instantSchema,
  channel: contactChannelSchema,
  outcome: optional(z.enum(CONTACT_OUTCOMES)),
  debtIds: optional(z.array(z.string())),
  contactPoint: optional(z.string()),
  direction: optional(z.enum(['outbound', 'inbound'])),
});

const flagsSchema = z.object({
  role: optional(z.enum(['first_party', 'third_party'])),
  state: optional(z.string()),
  ceased: optional(z.boolean()),
  attorney: optional(z.boolean()),
  optedOut: optional(z.array(z.enum([...contactChannelSchema.options, 'all']))),
  consentSms: optional(z.boolean()),
  purpose: optional(z.enum(Object.keys(PURPOSES) as (keyof typeof PURPOSES)[])),
  locationTimezones: optional(z.array(z.string())),
  inconvenientLocal: optional(z.array(z.object({ from: timeSchema, to: timeSchema }))),
  priorConsentExtraCalls: optional(z.union([dateSchema, instantSchema], { error: 'a date is YYYY-MM-DD' })),
  contactPoint: optional(z.string()),
  consentOutsideHours: optional(z.boolean()),
  contactRole: optional(z.string()),
  debtorUnreachable: optional(z.boolean()),
  thirdPartyRefused: optional(z.boolean()),
  moratorium: optional(
    z.object({ type: optional(z.string()), startDate: dateSchema, lastDay: optional(dateSchema) }),
  ),
  repaymentPlanHoldFrom: optional(dateSchema),
  holdDays: optional(z.int().min(1)),
  microfinance: optional(z.boolean()),
  holidays: optional(z.array(dateSchema)),
});

export const checkLineSchema = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  jurisdiction: z.string(),
  timezone: z.string(),
  nowUtc: instantSchema,
  channel: contactChannelSchema,
  debtId: optional(z.string()),
  history: z
    .array(historySchema)
    .nullish()
    .transform((history) => history ?? []),
  flags: flagsSchema.nullish().transform((flags) => flags ?? flagsSchema.parse({})),
});
export type CheckLine = z.infer<typeof checkLineSchema>;

/** Fields that are taken; others are reported. */
export const KNOWN_FIELDS = {
  flags: Object.keys(flagsSchema.shape),
  history: Object.keys(historySchema.shape),
} as const;
