import { z } from 'zod';
import { CONTACT_CHANNELS } from '../../domain/contact/channel.ts';
import { contactRuleSchema } from '../../domain/contact/rule.ts';
import * as common from './common.ts';

/** Rules of contact: what ships, what the bank adds, and what decides. */

export const jurisdictionSchema = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z]{2})?$/, 'must be a jurisdiction, like "CN" or "US-MA"');
export const rulePackParamsSchema = z.object({ jurisdiction: jurisdictionSchema });
export const ruleParamsSchema = rulePackParamsSchema.extend({ ruleId: z.string().min(1).max(100) });

export const whySchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .describe('the decision behind it, for whoever asks later');

/** As it is kept: what goes without saying is said, so that a version means the same for ever. */
export const houseBodySchema = z
  .strictObject({
    rules: z
      .array(contactRuleSchema)
      .max(100)
      .describe('all rules of the bank for the place, in place of those before; none: it has none any more'),
    why: whySchema,
  })
  .meta({ id: 'HouseRules' });

export const switchBodySchema = z.strictObject({ on: z.boolean(), why: whySchema });

export const houseVersionSchema = z
  .object({
    jurisdiction: z.string(),
    version: z.int(),
    rules: z.array(z.looseObject({ id: z.string(), kind: z.string() })),
    publishedBy: z.string(),
    publishedAt: common.instantSchema,
    why: z.string(),
  })
  .meta({ id: 'HouseRulesVersion' });

export const switchViewSchema = z.object({
  ruleId: z.string(),
  on: z.boolean(),
  by: z.string(),
  at: common.instantSchema,
  why: z.string(),
});

export const rulePackSummarySchema = z.object({
  jurisdiction: z.string(),
  basis: z.enum(['letter', 'prudent']),
  rules: z.int(),
  applied: z.int(),
  /** of the bank's own rules */
  houseVersion: z.int().nullable(),
  holidays: z
    .object({ from: common.dateSchema, to: common.dateSchema, missingYears: z.array(z.int()) })
    .nullable()
    .describe('what the calendar covers; null: no year is known'),
});

const ruleViewSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  citation: z.string(),
  status: z.enum(['in-force', 'draft', 'unverified']),
  strength: z.string(),
  actorRole: z.string(),
  channels: z.array(z.enum(CONTACT_CHANNELS)),
  from: z.enum(['shipped', 'bank']),
  applied: z.boolean().describe('whether it decides today'),
  whyNot: z.string().optional(),
  switched: switchViewSchema.optional().describe('how it was switched last'),
});

export const rulePackSchema = rulePackSummarySchema
  .omit({ rules: true, applied: true })
  .extend({ rules: z.array(ruleViewSchema) })
  .meta({ id: 'RulePack' });
export type RulePackView = z.infer<typeof rulePackSchema>;
