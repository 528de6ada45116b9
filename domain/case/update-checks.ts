import type { Rejection } from '../failures.ts';
import { checkApproval } from './checks/approval.ts';
import { checkCall, checkCallOutcome } from './checks/call.ts';
import { checkChangeStrategy } from './checks/change-strategy.ts';
import { checkClose } from './checks/close.ts';
import { checkLetterOutcome } from './checks/letter-outcome.ts';
import { checkTask } from './checks/task.ts';
import { checkDispute } from './checks/dispute.ts';
import { checkComplaint } from './checks/complaint.ts';
import { checkGrace } from './checks/grace.ts';
import { checkLiftHold } from './checks/lift-hold.ts';
import { checkMessage } from './checks/message.ts';
import { checkMoratorium } from './checks/moratorium.ts';
import { checkPause, checkResume } from './checks/pause.ts';
import { checkPlanProposal } from './checks/plan-proposal.ts';
import { checkPromise } from './checks/promise.ts';
import { checkOpen } from './checks/refuse.ts';
import { checkRiskAlert } from './checks/risk-alert.ts';
import { checkResolveDispute } from './checks/resolve-dispute.ts';
import { checkSettlement } from './checks/settlement.ts';
import type { CaseEvent, CaseEventOf, UpdateType } from './events.ts';
import type { CaseState } from './state.ts';

type Checks = {
  [Type in UpdateType]: (state: CaseState, event: CaseEventOf<Type>, now: number) => Rejection | undefined;
};

/** What a case refuses, one file for each event. */
const CHECKS: Checks = {
  promise: checkPromise,
  grace: checkGrace,
  dispute: checkDispute,
  'plan-proposal': checkPlanProposal,
  'resolve-dispute': checkResolveDispute,
  cease: checkOpen,
  attorney: checkOpen,
  vulnerability: checkOpen,
  bankruptcy: checkOpen,
  death: checkOpen,
  moratorium: checkMoratorium,
  complaint: checkComplaint,
  'lift-hold': checkLiftHold,
  pause: checkPause,
  resume: checkResume,
  approval: checkApproval,
  close: checkClose,
  reassign: checkOpen,
  settlement: checkSettlement,
  note: checkOpen,
  message: checkMessage,
  'change-strategy': checkChangeStrategy,
  call: checkCall,
  'call-outcome': checkCallOutcome,
  task: checkTask,
  'letter-outcome': checkLetterOutcome,
  'risk-alert': checkRiskAlert,
};

/** @returns whether the event is something that somebody asks, and waits to be answered */
export function isUpdate(event: CaseEvent): event is CaseEventOf<UpdateType> {
  return Object.hasOwn(CHECKS, event.type);
}

/**
 * Whether a case refuses what is asked, from the state in hand alone. Update validators run it so that a refusal
 * leaves no history; the handler of the event runs its own check again with the facts of the moment.
 *
 * @param now epoch milliseconds
 * @returns the rule that refuses it, or undefined
 */
export function checkUpdate(
  state: CaseState,
  event: CaseEventOf<UpdateType>,
  now: number,
): Rejection | undefined {
  // The table pairs every event with the check of its type; the compiler cannot follow it through the key.
  const check = CHECKS[event.type] as (
    state: CaseState,
    event: CaseEventOf<UpdateType>,
    now: number,
  ) => Rejection | undefined;
  return check(state, event, now);
}
