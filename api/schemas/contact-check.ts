import { z } from 'zod';
import { contactWishesSchema as wishes } from '../../domain/contact/wishes.ts';
import { channelSchema } from '../../domain/strategy/schema.ts';
import * as common from './common.ts';

/** Why a contact may (not) be made, and when; and what a customer has said about it. */

export const contactCheckQuerySchema = z.object({
  channel: channelSchema,
  at: common.instantSchema.optional().describe('from now on; default: now'),
});

export const contactCheckSchema = z
  .object({
    loanId: z.string(),
    channel: channelSchema,
    at: common.instantSchema.describe('the instant that is asked about'),
    decision: z.enum(['allow', 'defer', 'deny']),
    permittedFrom: common.instantSchema.optional().describe('of a deferral: the earliest permitted instant'),
    summary: z.string(),
    reasons: z
      .array(
        z.object({
          rule: z.string(),
          citation: z.string().describe('where it is written; empty for what every law agrees on'),
          sentence: z.string(),
        }),
      )
      .describe('the rules that made the decision'),
  })
  .meta({ id: 'ContactCheck' });
export type ContactCheckView = z.infer<typeof contactCheckSchema>;

export const contactWishesSchema = wishes.strict().meta({ id: 'ContactWishes' });
