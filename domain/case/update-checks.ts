import type { Rejection } from '../failures.ts';
import { checkApproval } from './checks/approval.ts';
import { checkClose } from './checks/close.ts';
import { checkDispute } from './checks/dispute.ts';
import { checkGrace } from './checks/grace.ts';
import { checkPromise } from './checks/promise.ts';
import type { CaseEventOf, UpdateType } from './events.ts';
import type { CaseState } from './state.ts';

type Checks = {
  [Type in UpdateType]: (state: CaseState, event: CaseEventOf<Type>, now: number) => Rejection | undefined;
};

/** What a case refuses, one file for each event. */
const CHECKS: Checks = {
  promise: checkPromise,
  grace: checkGrace,
  dispute: checkDispute,
  approval: checkApproval,
  close: checkClose,
};

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
