import { z } from 'zod';
import { channelSchema } from '../strategy/schema.ts';

/**
 * A rule of conduct as data. Only what is `in-force` on the day decides; drafts and rules whose text was not
 * seen are shipped with that status, listed, and not applied.
 */
export const contactRuleSchema = z.strictObject({
  id: z.string().min(1),
  citation: z.string().min(1),
  status: z.enum(['in-force', 'draft', 'unverified']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().optional(),
  strength: z.enum(['prohibition', 'presumption', 'recommended', 'principle', 'house']),
  /** whom it binds: the lender itself, an agency, or both */
  actorRole: z.enum(['first_party', 'third_party', 'any']),
  channels: z.array(channelSchema).min(1),
  /** the only kind so far: wall-clock hours outside which there is no contact */
  kind: z.literal('hours'),
  window: z.strictObject({
    /** first permitted second of the day, HH:MM */
    from: z.string(),
    /** end of the permitted time, HH:MM */
    to: z.string(),
  }),
  /** `official`: the zone named here, wherever the customer is; `customer`: where the customer is */
  timeZoneBasis: z.union([z.strictObject({ official: z.string() }), z.literal('customer')]),
  /** whether the second at `to` is still permitted */
  boundary: z.enum(['inclusive-end', 'exclusive-end']),
  /** purposes the rule does not bind */
  purposeExceptions: z.array(z.string()),
});
export type ContactRule = z.infer<typeof contactRuleSchema>;

/** The rules of one jurisdiction. */
export interface RulePack {
  jurisdiction: string;
  rules: readonly ContactRule[];
}
