import { z } from 'zod';

/**
 * A strategy is versioned data, published by a named person and never edited after: for each tier a treatment
 * ladder, and the policies that go with it. A case pins the version it was opened with.
 */

export const TIERS = ['low', 'middle', 'high'] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

export const CHANNELS = ['sms', 'email', 'push', 'voice', 'letter'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

/** What a rung does; it also says in which stage the case is from then on. */
export const rungActionSchema = z.enum(['remind', 'call', 'letter', 'legal', 'review']);
export type RungAction = z.infer<typeof rungActionSchema>;

const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:MM');

/** One rung that sends something, or (`review`) asks a supervisor how the case is to end. */
export const rungSchema = z
  .strictObject({
    /** days past due of the oldest unpaid instalment on which the rung is due */
    onDay: z.int().min(1),
    do: rungActionSchema,
    channel: channelSchema.optional(),
    /** id of the script to render */
    script: z.string().min(1).optional(),
    by: z.enum(['system', 'collector', 'supervisor']),
    /** channels to try, in order, after a definite failure of `channel` */
    fallback: z.array(channelSchema).default([]),
    onlyIf: z.strictObject({ minArrearsMinor: z.int().min(0) }).optional(),
  })
  .refine((r) => r.do === 'review' || (r.channel !== undefined && r.script !== undefined), {
    message: 'a rung that contacts the customer names its channel and script',
  });
export type Rung = z.infer<typeof rungSchema>;

/** Limits of a promise to pay; carried on the case so that an Update is refused without a look-up. */
export const promisePolicySchema = z.strictObject({
  /** the last instalment may be due at most so many days from today */
  latestDays: z.int().min(1),
  /** the promise covers at least this share of the arrears, 0..1 */
  leastShare: z.number().min(0).max(1),
  /** refused when more promises than this were broken */
  maxBroken: z.int().min(0),
  /** days after the promised date before the promise is judged */
  toleranceDays: z.int().min(0),
  /** missing at most this much still counts as kept, minor units */
  toleranceMinor: z.int().min(0),
  /** from this share of what was promised the promise is partly kept, below it is broken, 0..1 */
  partlyKeptShare: z.number().min(0).max(1),
});
export type PromisePolicy = z.infer<typeof promisePolicySchema>;

export const gracePolicySchema = z.strictObject({
  maxDays: z.int().min(1),
  /** force majeure is granted at once to a customer with at most so many broken promises ... */
  autoMaxBroken: z.int().min(0),
  /** ... and at most this late, days past due */
  autoMaxDaysPastDue: z.int().min(0),
  /** days a supervisor has to decide the others; the default is to decline */
  reviewDays: z.int().min(1),
});
export type GracePolicy = z.infer<typeof gracePolicySchema>;

/** What a supervisor may not decide alone. */
export const authorityPolicySchema = z.strictObject({
  /** from these arrears on it takes two persons, minor units; absent: never */
  twoPersonsFromMinor: z.int().min(1).optional(),
  /** days to answer; without an answer it is declined */
  answerDays: z.int().min(1),
});
export type AuthorityPolicy = z.infer<typeof authorityPolicySchema>;

/** A ladder ends in a review, so that no case is ever left without a next step. */
const ladderSchema = z
  .array(rungSchema)
  .min(1)
  .refine((rungs) => rungs.at(-1)?.do === 'review', { message: 'the last rung of a ladder is a review' })
  .refine((rungs) => rungs.every((rung, i) => i === 0 || rung.onDay > (rungs[i - 1]?.onDay ?? 0)), {
    message: 'the rungs of a ladder are in order of onDay',
  });

export const strategySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  jurisdiction: z.string().min(2),
  publishedBy: z.string().min(1),
  /** wall clock at which rungs are planned, in the loan's zone */
  preferredTime: localTimeSchema,
  /** width of the stable spread around that time and after a window opens, minutes */
  spreadMinutes: z.int().min(0).max(720),
  /** at least so many days between two rungs that are both overdue */
  minGapDays: z.int().min(0),
  /** after a formal letter nothing is done for so many days: the customer has time to answer */
  letterAnswerDays: z.int().min(0),
  /** after a partial payment the customer is left alone for so many days */
  restAfterPaymentDays: z.int().min(0),
  /** a partial dispute is resolved within so many days; a full one holds the case as long */
  disputeDays: z.int().min(1),
  /** a review that nobody answers comes back after so many days */
  reviewDays: z.int().min(1),
  promise: promisePolicySchema,
  grace: gracePolicySchema,
  authority: authorityPolicySchema.default({ answerDays: 5 }),
  /** probability of repayment from which a case is low, and from which it is middle, risk */
  tierFrom: z.strictObject({ low: z.number(), middle: z.number() }),
  ladders: z.strictObject({
    low: ladderSchema,
    middle: ladderSchema,
    high: ladderSchema,
  }),
});
export type Strategy = z.infer<typeof strategySchema>;

/** @returns `cn-retail@1`, how a strategy is named on a case, in search attributes and in figures */
export function strategyVersion(strategy: Pick<Strategy, 'id' | 'version'>): string {
  return `${strategy.id}@${strategy.version}`;
}
