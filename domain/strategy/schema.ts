import { z } from 'zod';
import { planPolicySchema } from '../plan/policy.ts';

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
const bestOrTimeSchema = z.string().regex(/^(best|([01]\d|2[0-3]):[0-5]\d)$/, 'a time is HH:MM, or best');

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
    /** script of a message in place of a call; absent: the same */
    fallbackScript: z.string().min(1).optional(),
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
  /** an open promise may be replaced by another so many times in a case */
  maxRenegotiations: z.int().min(0).default(2),
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
  /** ... and as long as it was granted less often than this in the case; the next is for a supervisor */
  autoMaxGrants: z.int().min(0).default(1),
  /** days a supervisor has to decide the others */
  reviewDays: z.int().min(1),
  /** what counts when nobody has decided by then */
  whenUnanswered: z.enum(['decline', 'grant']).default('decline'),
  /** an instalment that falls due in grace and is not paid so many days later ends it early; null: it does not */
  missedInstalmentDays: z.int().min(0).nullable().default(5),
});
export type GracePolicy = z.infer<typeof gracePolicySchema>;

/** What a supervisor may not decide alone. */
export const authorityPolicySchema = z.strictObject({
  /** from these arrears on it takes two persons, minor units; absent: never */
  twoPersonsFromMinor: z.int().min(1).optional(),
  /** days to answer; without an answer it is declined */
  answerDays: z.int().min(1),
  /** a formal letter about this much or more is approved by a supervisor first, minor units; absent: never */
  letterFromMinor: z.int().min(1).optional(),
});
export type AuthorityPolicy = z.infer<typeof authorityPolicySchema>;

/** Settling what is overdue for less. */
export const settlementPolicySchema = z.strictObject({
  /** one supervisor may forgive this share of what is overdue, 0..1; above it takes two */
  discountShare: z.number().min(0).max(1).default(0.3),
  /** it is to be paid at most so many days from today */
  latestDays: z.int().min(1).default(60),
});
export type SettlementPolicy = z.infer<typeof settlementPolicySchema>;

/** What is said before anything is overdue. */
export const preDuePolicySchema = z.strictObject({
  /** a reminder so many days before a due date; 0: none */
  daysBefore: z.int().min(0).max(30),
  /** the first of them that the customer allows and can be reached by */
  channels: z.array(channelSchema).min(1),
});
export type PreDuePolicy = z.infer<typeof preDuePolicySchema>;

/** What a case says outside its ladder. */
export const MESSAGE_KINDS = ['promise-reminder', 'plan-reminder', 'plan-missed', 'thanks'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const messageChannelsSchema = z.array(channelSchema.exclude(['voice'])).min(1);

/** By which channels it is said: the next one when the law or the customer does not allow one, or it fails. */
export const messagePolicySchema = z.strictObject({
  channels: messageChannelsSchema.default(['sms', 'email', 'push']),
  /** where one kind of message goes other ways */
  by: z.partialRecord(z.enum(MESSAGE_KINDS), messageChannelsSchema).default({}),
});
export type MessagePolicy = z.infer<typeof messagePolicySchema>;

/** How long holds stand before somebody looks at them; what the law sets is in domain/case/legal-reach.ts. */
export const holdPolicySchema = z.strictObject({
  /** a hold without an end comes back to a supervisor after so many days */
  reviewDays: z.int().min(1),
  /** days a supervisor has to look at what cannot wait: a death, a bankruptcy, a customer in distress */
  lookDays: z.int().min(1),
  /** days a supervisor has to look at a complaint about conduct */
  conductDays: z.int().min(1),
  /** a complaint is answered within so many days where the law does not ask for it sooner */
  complaintDays: z.int().min(1),
});
export type HoldPolicy = z.infer<typeof holdPolicySchema>;

/** Going to court: what needs two persons, how long each step may take, how often it is tried. */
export const legalPolicySchema = z.strictObject({
  /** from this claim on two different persons approve legal action, and a settlement, minor units */
  twoPersonsFromMinor: z.int().min(1).default(5_000_000),
  /** days to approve legal action or a settlement; without an answer it is declined */
  approvalDays: z.int().min(1).default(5),
  /** days to prove that the notice was served */
  noticeDays: z.int().min(1).default(10),
  /** days the debtor has to answer the notice; nothing is filed before */
  answerDays: z.int().min(0).default(15),
  /** a notice that comes back is served again, so many times in all */
  maxNotices: z.int().min(1).default(2),
  filingDays: z.int().min(1).default(10),
  /** a claim that the court sends back is filed again, so many times in all */
  maxFilings: z.int().min(1).default(3),
  /** from this claim on assets are to be preserved, minor units; absent: never */
  preservationFromMinor: z.int().min(1).optional(),
  preservationDays: z.int().min(1).default(7),
  /** days from filing to the hearing, after an adjournment again */
  hearingDays: z.int().min(1).default(90),
  judgmentDays: z.int().min(1).default(30),
  /** days in which the judgment can be appealed */
  appealDays: z.int().min(0).default(15),
  /** days after them to find out whether somebody has */
  confirmDays: z.int().min(1).default(10),
  enforcementDays: z.int().min(1).default(180),
  withdrawalDays: z.int().min(1).default(10),
  /** a missed deadline is escalated and set again, so many days on */
  escalateDays: z.int().min(1).default(5),
});
export type LegalPolicy = z.infer<typeof legalPolicySchema>;

/** Calls of collectors. */
export const callPolicySchema = z.strictObject({
  /** calls that are tried for one step of the ladder before another channel is */
  attempts: z.int().min(1).max(10),
  /** hours between two of them, at least */
  spacingHours: z.number().min(0),
  /** days a collector has for the task; then it is escalated and the step counts as missed */
  workDays: z.number().positive(),
  /** minutes after which a call of which nobody has reported the outcome counts as made */
  outcomeMinutes: z.int().min(1),
});
export type CallPolicy = z.infer<typeof callPolicySchema>;

/** The formal letter. */
export const letterPolicySchema = z.strictObject({
  /** where nothing is reported it counts as served so many days after posting */
  deemedServedDays: z.int().min(0),
  /** days to find an address for one that was returned; then it is passed over */
  addressDays: z.int().min(1),
  /** who the letter is from, by the language of its reader */
  creditor: z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
  /** how the creditor can be reached; a telephone number or an address on the web */
  contact: z.string().min(1),
  /** how it is paid, as it reads behind 通过 and behind "pay" */
  howToPay: z
    .strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })
    .default({ 'zh-CN': '手机银行或任一网点', en: 'in our app or at any branch' }),
});
export type LetterPolicy = z.infer<typeof letterPolicySchema>;

/** When the risk of a case is seen anew, how much it takes to change its tier. */
export const rescorePolicySchema = z.strictObject({
  /** the probability has to be so far beyond a threshold for the tier to change, 0..0.5 */
  band: z.number().min(0).max(0.5),
});
export type RescorePolicy = z.infer<typeof rescorePolicySchema>;

/** A ladder ends in a review, so that no case is ever left without a next step. */
const ladderSchema = z
  .array(rungSchema)
  .min(1)
  .refine((rungs) => rungs.at(-1)?.do === 'review', { message: 'the last rung of a ladder is a review' })
  .refine((rungs) => rungs.every((rung, i) => i === 0 || rung.onDay > (rungs[i - 1]?.onDay ?? 0)), {
    message: 'the rungs of a ladder are in order of onDay',
  });

/** Probabilities of repayment; above 1 nobody is, below 0 everybody. */
const thresholds = { low: z.number(), middle: z.number() };

export const strategySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  jurisdiction: z.string().min(2),
  publishedBy: z.string().min(1),
  /** wall clock at which rungs are planned, in the loan's zone; `best`: when their channel works best on their day */
  preferredTime: bestOrTimeSchema,
  /** with `best`: the time of what has no best hour, and where nothing is known of the hours */
  usualTime: localTimeSchema.default('10:00'),
  /** width of the stable spread around that time and after a window opens, minutes */
  spreadMinutes: z.int().min(0).max(720),
  /** at least so many days between two rungs that are both overdue */
  minGapDays: z.int().min(0),
  /** after a formal letter nothing is done for so many days: the customer has time to answer */
  letterAnswerDays: z.int().min(0),
  /** after a partial payment the customer is left alone for so many days */
  restAfterPaymentDays: z.int().min(0),
  /** ... if it covers at least this share of what was asked for, 0..1 */
  restAfterPaymentLeastShare: z.number().min(0).max(1).default(0.1),
  /** a partial dispute is resolved within so many days; a full one holds the case as long */
  disputeDays: z.int().min(1),
  /** a review that nobody answers comes back after so many days */
  reviewDays: z.int().min(1),
  promise: promisePolicySchema,
  grace: gracePolicySchema,
  plan: planPolicySchema.prefault({}),
  preDue: preDuePolicySchema.default({ daysBefore: 3, channels: ['sms', 'email'] }),
  messages: messagePolicySchema.prefault({}),
  authority: authorityPolicySchema.default({ answerDays: 5 }),
  settlement: settlementPolicySchema.prefault({}),
  legal: legalPolicySchema.prefault({}),
  holds: holdPolicySchema.default({ reviewDays: 90, lookDays: 5, conductDays: 2, complaintDays: 15 }),
  calls: callPolicySchema.default({ attempts: 3, spacingHours: 4, workDays: 2, outcomeMinutes: 120 }),
  letters: letterPolicySchema.default({
    deemedServedDays: 5,
    addressDays: 30,
    creditor: { 'zh-CN': '向您提供贷款的银行', en: 'The bank that granted your loan' },
    contact: 'the number on the back of your card',
    howToPay: { 'zh-CN': '手机银行或任一网点', en: 'in our app or at any branch' },
  }),
  rescoring: rescorePolicySchema.default({ band: 0.05 }),
  /** probability of repayment from which a case is low, and from which it is middle, risk */
  tierFrom: z.strictObject({
    ...thresholds,
    byAmount: z
      .array(z.strictObject({ arrearsFromMinor: z.int().min(1), ...thresholds }))
      .min(1)
      .optional()
      .describe(
        'other thresholds for those who owe more, ascending: from so much overdue on (minor units of the loan’s currency) these count instead; below the first, and without it, the two above count for any amount',
      ),
  }),
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
