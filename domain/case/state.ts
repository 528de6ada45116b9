import type { IsoDate } from '../calendar.ts';
import type { Plan } from '../plan/plan.ts';
import type { StandingPlan } from '../plan/track.ts';
import type { HourOdds, TimedChannel, WeekHour } from '../contact/best-time.ts';
import type { CaseId, ContactId, CustomerId, LegalId, LoanId, TaskId } from '../ids.ts';
import type { LegalEnd, LegalStep } from '../legal/steps.ts';
import type { Channel, GracePolicy, PromisePolicy, Tier } from '../strategy/schema.ts';
import type { Rest } from './wait-reason.ts';
import type { Hold, LegalHold } from './hold.ts';

/** The state of a case: plain JSON, lean, since it travels through history with every decision. */

export const STAGES = ['reminder', 'call', 'letter', 'legal', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export const CLOSE_REASONS = ['cured', 'restructured', 'settled', 'written-off', 'sold', 'recalled'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export interface PromisedInstalment {
  dueOn: IsoDate;
  amountMinor: number;
}

/** What supervisors can be asked to approve, each with what it is about. */
export type AskAbout =
  | { kind: 'legal-approval'; rung: number }
  | { kind: 'letter-approval' }
  | { kind: 'plan-approval'; planId: string; plan: Plan }
  | { kind: 'settlement-approval'; offer: SettlementOffer }
  | { kind: 'close-approval'; reason: Exclude<CloseReason, 'cured'> };
export type AskKind = AskAbout['kind'];

/** What a customer is to pay, and by when, for all that is overdue to be settled. */
export interface SettlementOffer {
  /** of the event that has asked for it */
  id: string;
  amountMinor: number;
  dueOn: IsoDate;
  /** payments made from then on count */
  madeAtMs: number;
}

/** Something that waits for the approval of one or two supervisors; nobody's answer in time declines it. */
export interface OpenAsk {
  taskId: TaskId;
  kind: AskKind;
  dueAtMs: number;
  /** how many different persons have to approve */
  persons: 1 | 2;
  /** nobody approves what they asked for themselves */
  askedBy: string;
  approvedBy: string[];
  about: AskAbout;
}

/** The hour at which a rung is to be taken because it works best then, and what shows it. */
export interface ChosenHour extends WeekHour, HourOdds {
  /** index into the ladder */
  rung: number;
  /** epoch milliseconds, in that hour */
  atMs: number;
  channel: TimedChannel;
}

/** A call of the ladder that a collector is to make. */
export interface CallWork {
  /** index into the ladder */
  rung: number;
  /** calls made for it so far */
  attempts: number;
  /** the collector's task, and until when; absent between two attempts */
  task?: { taskId: TaskId; dueAtMs: number };
}

/** A collector is on the phone: nothing else goes out until the outcome is known. */
export interface OpenCall {
  callId: ContactId;
  by: string;
  reservedAtMs: number;
  /** without an outcome by then it counts as made, and is not known to have reached anybody */
  untilMs: number;
  /** the task it is made for */
  taskId?: TaskId;
}

/** The formal letter, once it is in the post. */
export interface PostedLetter {
  contactId: ContactId;
  postedAtMs: number;
  /** reported; without a report it counts as served some days after posting */
  servedAtMs?: number;
}

/** Work for somebody of which the case has to hear. */
export interface Errand {
  taskId: TaskId;
  kind:
    | 'call-escalation'
    | 'find-address'
    | 'grace-ended'
    | 'plan-broken'
    | 'customer-reply'
    | 'gate-unanswered'
    | 'ask-security';
}

/** What the bank has been told of the customer's means and of the economy. */
export interface Outlook {
  /** what the customer owes elsewhere, minor units of the loan's currency */
  externalDebtMinor?: number;
  macro?: MacroLevel;
}

export const MACRO_LEVELS = ['none', 'watch', 'severe'] as const;
export type MacroLevel = (typeof MACRO_LEVELS)[number];

/** The case's newest legal action; its own state is with its own workflow. */
export interface CaseLegalAction {
  id: LegalId;
  /** 1 for the first of the case */
  ordinal: number;
  /** different persons */
  approvedBy: string[];
  /** absent: approved, and opened when its rung can be taken */
  openedAtMs?: number;
  /** as it was last reported */
  step?: LegalStep;
  ended?: LegalEnd;
}

/** The open promise to pay; the hold `promise` stands as long as it does. */
export interface OpenPromise {
  id: string;
  instalments: PromisedInstalment[];
  /** payments made from then on count towards it, whenever they are booked */
  madeAtMs: number;
  /** what was paid towards it so far, minor units, but for what came after a date it missed */
  paidMinor: number;
  /** how many of its instalments have been reminded of */
  reminded: number;
}

export const PROMISE_OUTCOMES = ['kept', 'partly-kept', 'broken'] as const;
/** How a promise that is judged stands. */
export type PromiseOutcome = (typeof PROMISE_OUTCOMES)[number];

/** The promise that was judged last: a payment that bounces, or is booked late, has it judged again. */
export interface JudgedPromise extends OpenPromise {
  outcome: PromiseOutcome;
  /** when the next promise was made: what is paid from then on counts towards that one */
  untilMs?: number;
  /** who took it */
  owner: string;
  /** days by which its being broken has moved the ladder forward */
  hurriedDays?: number;
}

/** The contact that was reserved and whose outcome is not known yet. */
export interface PendingContact {
  contactId: ContactId;
  channel: Channel;
  reservedAtMs: number;
  /** index into the ladder; absent for what is outside it (promise reminder, thanks) */
  rung?: number;
  /** what it says of the plan that stands */
  about?: 'plan-reminder' | 'plan-missed';
  /** a collector's own words, which nothing of the case waits for */
  written?: true;
}

export interface CaseState {
  caseId: CaseId;
  loanId: LoanId;
  customerId: CustomerId;
  /** number of the last decision; the next one is `sequence + 1` */
  sequence: number;
  stage: Stage;
  /** `forgivenMinor`, of a settlement: what was still overdue then, and is not asked for any more */
  closed?: { reason: CloseReason; atMs: number; forgivenMinor?: number };
  /** set while a cured customer is still to be thanked */
  thanksDue?: true;
  openedAtMs: number;
  /** the loan's IANA zone */
  zone: string;
  region: string;
  currency: string;
  tier: Tier;
  /** `cn-retail@1` */
  strategy: string;
  arrearsMinor: number;
  oldestDueOn: IsoDate | null;
  /** all payments of the loan so far, minor units, less those that were taken back */
  paidMinor: number;
  /** minor units in dispute, left out of what is asked for; may be above the arrears while others are paid first */
  disputedMinor: number;
  /** index of the next rung to take */
  rung: number;
  /** how many fall-back channels of that rung have failed */
  fallback: number;
  /** days by which grace has moved the rest of the ladder back, or broken promises forward (negative) */
  shiftDays: number;
  /** of `shiftDays` what the day in court keeps when an alert brings the rest of the ladder forward; absent: all of it */
  courtShiftDays?: number;
  /** since when the ladder stands still, while grace, review or a dispute of the whole debt lasts */
  frozenSinceMs?: number;
  /** of a message outside the ladder: how many of its channels were of no use */
  tried?: { message: string; channels: number };
  /** nothing goes out before, and the reason, by rule or policy */
  notBefore: Rest;
  /** a reminder of a promise or a plan that the gate has put off waits until then */
  remindFromMs?: number;
  /** after a partial payment the customer is left alone until then, whatever else falls due */
  rest?: Rest;
  /** the hour that the next rung waits for, or was taken at; absent: its time is the strategy's */
  chosenHour?: ChosenHour;
  /** the step that is waited for, and since when; absent in cases from before it was kept */
  waiting?: { for: string; sinceMs: number };
  pending?: PendingContact;
  callWork?: CallWork;
  openCall?: OpenCall;
  /** of collectors' own calls in this case, which numbers them */
  callsBegun?: number;
  letter?: PostedLetter;
  /** a supervisor has approved the formal letter */
  letterApproved?: true;
  errands?: Errand[];
  outlook?: Outlook;
  /** what has happened that may change the tier; it is scored anew as soon as nothing is under way */
  rescoreFor?: string;
  /** id of the segment that behaves like this loan, as the model said that scored it last; absent: it has none */
  segment?: string;
  /** day of the last change of tier, in the loan's zone */
  tierSince?: IsoDate;
  holds: (Hold | LegalHold)[];
  asks?: OpenAsk[];
  legalAction?: CaseLegalAction;
  promise?: OpenPromise;
  lastPromise?: JudgedPromise;
  /** the plan that stands; the hold `plan` stands as long as it does */
  plan?: StandingPlan;
  /** absent: none */
  brokenPlans?: number;
  /** how often grace was granted; absent: never */
  graces?: number;
  brokenPromises: number;
  keptPromises: number;
  /** promises that another has replaced while they were open; absent: none */
  renegotiatedPromises?: number;
  /** the offer that stands, as the hold `settlement` does; of a closed case the one that was paid */
  settlement?: SettlementOffer;
  /** the case of the same loan before this one */
  previousCaseId?: CaseId;
  /** to whom a supervisor has given the case: its next tasks for collectors are theirs too */
  collector?: string;
  /** the region's when the case opened, or that of the collector */
  team?: string;
  /** ... which a payment had ended that was taken back */
  reopens?: CaseId;
  /** what Update validators need of the pinned strategy */
  terms: { promise: PromisePolicy; grace: Pick<GracePolicy, 'maxDays'> };
}

/** @returns overdue and not disputed, minor units: what may be asked for */
export function collectableMinor(state: Pick<CaseState, 'arrearsMinor' | 'disputedMinor'>): number {
  return Math.max(0, state.arrearsMinor - state.disputedMinor);
}

/**
 * @returns the holds that suspend collection; a dispute of a part does not where the law lets the rest be collected,
 *   and one that covers some channels only leaves the others
 */
export function suspendingHolds(state: CaseState): (Hold | LegalHold)[] {
  return state.holds.filter(
    (hold) =>
      hold.channels === undefined &&
      (hold.kind !== 'dispute' ||
        hold.whole === true ||
        hold.stopsAll === true ||
        collectableMinor(state) === 0),
  );
}
