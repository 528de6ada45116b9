import { z } from 'zod';
import { contactChannelSchema } from './channel.ts';
import { GATE_PURPOSES } from './facts.ts';

/**
 * A rule of conduct as data. Only what is `in-force` on the day decides; drafts and rules whose text was not
 * seen are shipped with that status, listed, and not applied until a compliance officer switches them on.
 */

const localTimeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time is HH:MM');

const common = {
  id: z.string().min(1),
  citation: z.string().min(1),
  status: z.enum(['in-force', 'draft', 'unverified']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().optional(),
  /** `house` is a stricter reading than the text: it decides by the basis `prudent` only */
  strength: z.enum(['prohibition', 'presumption', 'recommended', 'principle', 'house']),
  /** whom it binds: the lender itself, an agency, or both */
  actorRole: z.enum(['first_party', 'third_party', 'any']),
  channels: z.array(contactChannelSchema).min(1),
  /** `official`: the zone named here, wherever the customer is; `customer`: every zone where the customer may be */
  timeZoneBasis: z.union([z.strictObject({ official: z.string() }), z.literal('customer')]),
  /** purposes that the rule does not bind */
  purposeExceptions: z.array(z.enum(GATE_PURPOSES)).default([]),
  /** consents of the customer that lift it: to other hours, or to more calls for seven days */
  consentExceptions: z.array(z.enum(['outside-hours', 'extra-calls'])).default([]),
  loans: z.enum(['any', 'microfinance', 'not-microfinance']).default('any'),
  /** where the customer would be reached */
  place: z.enum(['any', 'personal', 'work']).default('any'),
};

const countPerSchema = z.enum(['debt', 'debtor', 'contact-point']);

/** Wall-clock hours outside which there is no contact. */
const hoursSchema = z.strictObject({
  ...common,
  kind: z.literal('hours'),
  window: z
    .strictObject({
      /** first permitted second of the day, HH:MM */
      from: localTimeSchema,
      /** end of the permitted time, HH:MM */
      to: localTimeSchema,
    })
    .refine(({ from, to }) => from < to, { message: 'a window opens before it closes' }),
  /** whether the second at `to` is still permitted */
  boundary: z.enum(['inclusive-end', 'exclusive-end']),
});

/** At most so many in a window, which is what it says: a number of days of the calendar, or of hours. */
const frequencyCapSchema = z.strictObject({
  ...common,
  kind: z.literal('frequency-cap'),
  limit: z.int().min(1),
  countUnit: z.enum([
    'placed-call',
    'effective-call',
    'unanswered-attempt',
    'communication-initiated',
    'visit',
  ]),
  countPer: countPerSchema,
  window: z.union([
    z.strictObject({ calendarDays: z.int().min(1).max(60) }),
    z.strictObject({ rollingHours: z.int().min(1).max(1440) }),
  ]),
});

/** No call after a conversation; the day of the conversation is day 1. */
const coolDownSchema = z.strictObject({
  ...common,
  kind: z.literal('conversation-cool-down'),
  countPer: countPerSchema,
  window: z.strictObject({ calendarDays: z.int().min(1).max(60) }),
});

const noContactDaysSchema = z.strictObject({
  ...common,
  kind: z.literal('no-contact-days'),
  /** 1 Monday .. 7 Sunday */
  weekdays: z.array(z.int().min(1).max(7)),
  publicHolidays: z.boolean(),
  /** whether a weekend day that is worked in exchange for a holiday is open */
  makeUpDaysOpen: z.boolean().default(false),
});

const customerHoursSchema = z.strictObject({ ...common, kind: z.literal('customer-hours') });
const moratoriumSchema = z.strictObject({ ...common, kind: z.literal('moratorium') });
const planHoldSchema = z.strictObject({
  ...common,
  kind: z.literal('plan-hold'),
  /** where the case does not say how long */
  defaultDays: z.int().min(1),
});
const ceaseSchema = z.strictObject({ ...common, kind: z.literal('cease') });
const attorneySchema = z.strictObject({ ...common, kind: z.literal('attorney') });
const optOutSchema = z.strictObject({ ...common, kind: z.literal('opt-out') });
const consentSchema = z.strictObject({ ...common, kind: z.literal('consent') });
const workPlaceSchema = z.strictObject({ ...common, kind: z.literal('work-place') });
const holdSchema = z.strictObject({ ...common, kind: z.literal('hold'), holds: z.array(z.string()).min(1) });
const thirdPartySchema = z.strictObject({
  ...common,
  kind: z.literal('third-party-contact'),
  permitted: z.enum(['never', 'debtor-unreachable']),
  /** whether the law treats the spouse as it treats the debtor */
  spouseIsDebtor: z.boolean().default(false),
});

export const contactRuleSchema = z.discriminatedUnion('kind', [
  hoursSchema,
  frequencyCapSchema,
  coolDownSchema,
  noContactDaysSchema,
  customerHoursSchema,
  moratoriumSchema,
  planHoldSchema,
  ceaseSchema,
  attorneySchema,
  optOutSchema,
  consentSchema,
  workPlaceSchema,
  holdSchema,
  thirdPartySchema,
]);
export type ContactRule = z.infer<typeof contactRuleSchema>;
export type RuleKind = ContactRule['kind'];
/** A rule of one kind. */
export type RuleOf<Kind extends RuleKind> = Extract<ContactRule, { kind: Kind }>;

/** `letter`: the text of the law; `prudent`: the stricter house readings too. */
export type Basis = 'letter' | 'prudent';

/** The rules of one jurisdiction. */
export interface RulePack {
  jurisdiction: string;
  rules: readonly ContactRule[];
}

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
/** A rule as it is written down: what goes without saying may be left out. */
export type RuleInput = DeepReadonly<z.input<typeof contactRuleSchema>>;

/** @returns a pack of checked rules; throws at start-up when one is malformed, which is a bug of the pack */
export function definePack(jurisdiction: string, rules: readonly RuleInput[]): RulePack {
  return { jurisdiction, rules: z.array(contactRuleSchema).parse(rules) };
}
