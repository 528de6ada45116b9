import type { IsoDate } from '../calendar.ts';
import type { CaseId, ContactId, CustomerId, LoanId, TaskId } from '../ids.ts';
import type { Channel, GracePolicy, PromisePolicy, Tier } from '../strategy/schema.ts';

/** The state of a case: plain JSON, lean, since it travels through history with every decision. */

export const STAGES = ['reminder', 'call', 'letter', 'legal', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export const CLOSE_REASONS = ['cured', 'restructured', 'settled', 'written-off', 'sold', 'recalled'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export const HOLD_KINDS = [
  'promise',
  'grace',
  'hardship-review',
  'dispute',
  'cease',
  'moratorium',
  'deceased-review',
  'manual',
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** What suspends contacts. Never without an owner and an end. */
export interface Hold {
  kind: HoldKind;
  sinceMs: number;
  untilMs: number;
  /** who is responsible for ending it: a person, a role or a policy */
  owner: string;
  /** absent: all */
  channels?: Channel[];
  /** the supervisor's task that decides it, where there is one */
  taskId?: TaskId;
  /** days of grace that were asked for, while a supervisor decides */
  requestedDays?: number;
  /** minor units that an earlier dispute left out for good: a rejection of this one does not bring them back */
  upheldMinor?: number;
}

export interface PromisedInstalment {
  dueOn: IsoDate;
  amountMinor: number;
}

/** What supervisors can be asked to approve, each with what it is about. */
export type AskAbout = { kind: 'close-approval'; reason: Exclude<CloseReason, 'cured'> };
export type AskKind = AskAbout['kind'];

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

/** The open promise to pay; the hold `promise` stands as long as it does. */
export interface OpenPromise {
  id: string;
  instalments: PromisedInstalment[];
  /** all payments of the loan when the promise was made: what comes after counts towards it */
  paidBeforeMinor: number;
  /** how many of its instalments have been reminded of */
  reminded: number;
}

/** The contact that was reserved and whose outcome is not known yet. */
export interface PendingContact {
  contactId: ContactId;
  channel: Channel;
  reservedAtMs: number;
  /** index into the ladder; absent for what is outside it (promise reminder, thanks) */
  rung?: number;
}

export interface CaseState {
  caseId: CaseId;
  loanId: LoanId;
  customerId: CustomerId;
  /** number of the last decision; the next one is `sequence + 1` */
  sequence: number;
  stage: Stage;
  closed?: { reason: CloseReason; atMs: number };
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
  /** all payments of the loan so far, minor units: promises are judged by what came after them */
  paidMinor: number;
  /** minor units in dispute, left out of what is asked for */
  disputedMinor: number;
  /** index of the next rung to take */
  rung: number;
  /** how many fall-back channels of that rung have failed */
  fallback: number;
  /** days by which grace has moved the rest of the ladder back, or broken promises forward (negative) */
  shiftDays: number;
  /** since when the ladder stands still, while grace, review or a dispute of the whole debt lasts */
  frozenSinceMs?: number;
  /** nothing goes out before, and the reason, by rule or policy */
  notBefore: { atMs: number; why: string };
  /** after a partial payment the customer is left alone until then, whatever else falls due */
  rest?: { atMs: number; why: string };
  pending?: PendingContact;
  holds: Hold[];
  asks?: OpenAsk[];
  promise?: OpenPromise;
  brokenPromises: number;
  keptPromises: number;
  /** what Update validators need of the pinned strategy */
  terms: { promise: PromisePolicy; grace: GracePolicy };
}

/** @returns overdue and not disputed, minor units: what may be asked for */
export function collectableMinor(state: Pick<CaseState, 'arrearsMinor' | 'disputedMinor'>): number {
  return Math.max(0, state.arrearsMinor - state.disputedMinor);
}

/** @returns the hold of that kind, if it stands */
export function holdOf(state: Pick<CaseState, 'holds'>, kind: HoldKind): Hold | undefined {
  return state.holds.find((hold) => hold.kind === kind);
}

/** @returns the holds that suspend collection; a dispute of a part does not, the rest can still be collected */
export function suspendingHolds(state: CaseState): Hold[] {
  return state.holds.filter((hold) => hold.kind !== 'dispute' || collectableMinor(state) === 0);
}
