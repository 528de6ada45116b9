import type { IsoDate } from '../../calendar.ts';
import type { TaskId } from '../../ids.ts';
import type { LegalEnd, LegalStep } from '../../legal/steps.ts';
import { addMonths } from '../../plan/add-months.ts';
import type { Channel } from '../../strategy/schema.ts';
import { askOf } from '../asks.ts';
import { taskOf } from '../context.ts';
import type { Instruction, TaskKind } from '../decision.ts';
import { disputedShownMinor } from '../disputed-amount.ts';
import { isLegalHold, type Hold, type HoldKind, type LegalHold } from '../hold.ts';
import { nextUnmet } from '../next-unmet.ts';
import { suspendingHolds, type CaseState, type ChosenHour } from '../state.ts';
import type { LaterStep, StepData } from '../step-data.ts';
import { reasonOf, type WaitReason } from '../wait-reason.ts';

/** What a case is waiting for, since when, until when, by which rule, and what comes next: as data. */

export interface HeldBy {
  kind: HoldKind;
  /** who is responsible for ending it: a person, a role or a policy */
  owner: string;
  sinceMs: number;
  untilMs: number;
  /** at `untilMs` a supervisor looks at it again: it does not end by itself */
  review: boolean;
  /** customer: it holds every case of the customer */
  reach: 'loan' | 'customer';
  /** nothing else is said while it stands; else only what it covers is left out */
  suspends: boolean;
  /** absent: all */
  channels?: Channel[];
  /** what it is about, minor units: promised, to be paid for the settlement, in dispute */
  amountMinor?: number;
  dueOn?: IsoDate;
  /** of a plan: the instalment that is due next, 1 for the first */
  instalment?: number;
  taskId?: TaskId;
}

/** Work or a decision that the case waits for. */
export interface AwaitedTask {
  taskId: TaskId;
  kind: TaskKind;
  /** epoch milliseconds; null: the task itself has it */
  dueMs: number | null;
  /** different persons that have to approve, and how many have */
  persons?: number;
  approvals?: number;
}

export interface Explanation {
  doing: 'waiting' | 'sending' | 'closing' | 'closed';
  /** null: not kept as data, see `fallback` */
  waitingFor: StepData | null;
  /** epoch milliseconds; null: not known, in cases from before it was kept */
  sinceMs: number | null;
  /** null: nothing is waited for */
  untilMs: number | null;
  /** absent: the kind of step tells it */
  reason?: WaitReason;
  /** what has chosen the hour of its day; absent: the strategy's time, or a rule */
  hour?: Omit<ChosenHour, 'rung' | 'atMs'>;
  holds: HeldBy[];
  tasks: AwaitedTask[];
  /** a collector is on the phone */
  call?: { callId: string; by: string; untilMs: number };
  legalAction?: { step: LegalStep; ended?: LegalEnd };
  then?: LaterStep;
  closed?: NonNullable<CaseState['closed']>;
  strategy: string;
  zone: string;
  currency: string;
  /** the English texts of a decision that was made before data was kept */
  fallback?: { step: string; why: string };
}

/**
 * @param next the instruction that the case's last decision gave
 * @returns all that there is to say of what the case is waiting for
 */
export function explain(state: CaseState, next: Instruction): Explanation {
  const { closed, openCall, legalAction, strategy, zone, currency } = state;
  const what = next.kind === 'close' ? undefined : next.what;
  const reason = next.kind === 'wait' ? reasonAt(state, next) : undefined;
  return {
    doing: next.kind === 'wait' ? 'waiting' : next.kind === 'deliver' ? 'sending' : endOf(state),
    waitingFor: what ?? null,
    sinceMs: sinceOf(state, next),
    untilMs: next.kind === 'wait' ? next.untilMs : null,
    ...(reason && { reason }),
    ...hourOf(state, next),
    holds: state.holds.map((hold) => heldBy(state, hold)),
    tasks: awaitedTasks(state),
    ...(openCall && { call: { callId: openCall.callId, by: openCall.by, untilMs: openCall.untilMs } }),
    ...(legalAction?.openedAtMs !== undefined && {
      legalAction: {
        step: legalAction.step ?? 'notice',
        ...(legalAction.ended && { ended: legalAction.ended }),
      },
    }),
    ...(next.kind === 'wait' && next.then && { then: next.then }),
    ...(closed && { closed }),
    ...{ strategy, zone, currency },
    ...(next.kind !== 'close' &&
      !what && { fallback: { step: next.kind === 'wait' ? next.step : next.summary, why: next.why } }),
  };
}

function endOf({ closed }: CaseState): 'closing' | 'closed' {
  return closed ? 'closed' : 'closing';
}

function sinceOf(state: CaseState, next: Instruction): number | null {
  if (next.kind === 'wait') return state.waiting?.sinceMs ?? null;
  return next.kind === 'deliver' ? next.reservedAtMs : (state.closed?.atMs ?? null);
}

/** A reminder that the gate has put off, or that a payment has, keeps the instant that they have set. */
function reasonAt(
  { remindFromMs, rest }: CaseState,
  next: Extract<Instruction, { kind: 'wait' }>,
): WaitReason | undefined {
  if (next.reason) return next.reason;
  const { kind } = next.what ?? {};
  if (kind !== 'promise-reminder' && kind !== 'plan-reminder' && kind !== 'plan-missed') return undefined;
  if (next.untilMs === remindFromMs) return { kind: 'gate', rules: [] };
  return next.untilMs === rest?.atMs ? reasonOf(rest) : undefined;
}

function hourOf({ chosenHour }: CaseState, next: Instruction): Pick<Explanation, 'hour'> {
  if (!chosenHour || next.kind !== 'wait' || next.what?.kind !== 'rung') return {};
  const { rung, atMs, ...hour } = chosenHour;
  return next.untilMs === atMs ? { hour } : {};
}

function heldBy(state: CaseState, hold: Hold | LegalHold): HeldBy {
  const { kind, owner, sinceMs, untilMs, channels, taskId } = hold;
  return {
    ...{ kind, owner, sinceMs, untilMs },
    review: hold.review === true,
    reach: isLegalHold(hold) ? hold.scope : 'loan',
    suspends: suspendingHolds(state).includes(hold),
    ...(channels && { channels }),
    ...aboutOf(state, hold),
    ...(taskId && { taskId }),
  };
}

function aboutOf(
  state: CaseState,
  { kind, whole }: Hold,
): Pick<HeldBy, 'amountMinor' | 'dueOn' | 'instalment'> {
  const { promise, settlement, plan } = state;
  if (kind === 'dispute') return whole ? {} : { amountMinor: disputedShownMinor(state) };
  if (kind === 'settlement' && settlement) {
    return { amountMinor: settlement.amountMinor, dueOn: settlement.dueOn };
  }
  if (kind === 'plan' && plan) {
    const judged = plan.outcomes.length;
    return { instalment: judged + 1, dueOn: addMonths(plan.firstDueOn, judged) };
  }
  const unmet = kind === 'promise' && promise ? nextUnmet(state, promise) : undefined;
  const amountMinor = unmet && promise?.instalments[unmet.index]?.amountMinor;
  return unmet ? { dueOn: unmet.dueOn, ...(amountMinor !== undefined && { amountMinor }) } : {};
}

function awaitedTasks(state: CaseState): AwaitedTask[] {
  const { asks = [], holds, callWork, errands = [], notBefore, closed } = state;
  if (closed) return [];
  const ofHolds = holds.flatMap((hold): AwaitedTask[] =>
    hold.taskId && !askOf(state, hold.taskId)
      ? [{ taskId: hold.taskId, kind: taskKindOf(hold), dueMs: hold.untilMs }]
      : [],
  );
  const isReview = reasonOf(notBefore)?.kind === 'review';
  return [
    ...asks.map(({ taskId, kind, dueAtMs, persons, approvedBy }) => {
      return { taskId, kind, dueMs: dueAtMs, persons, approvals: approvedBy.length };
    }),
    ...ofHolds,
    ...(callWork?.task
      ? [{ taskId: callWork.task.taskId, kind: 'call' as const, dueMs: callWork.task.dueAtMs }]
      : []),
    ...errands.map(({ taskId, kind }) => ({ taskId, kind, dueMs: null })),
    ...(isReview
      ? [{ taskId: taskOf(state, 'case-review', 0), kind: 'case-review' as const, dueMs: notBefore.atMs }]
      : []),
  ];
}

function taskKindOf({ kind, requestedDays }: Hold): TaskKind {
  if (kind === 'dispute') return 'dispute-resolution';
  return kind === 'hardship-review' && requestedDays !== undefined ? 'grace-review' : 'hold-review';
}
