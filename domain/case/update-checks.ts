import { addDays, localDate } from '../calendar.ts';
import type { Rejection, RejectionRule } from '../failures.ts';
import { formatMoney, shareOf } from '../money.ts';
import type { CaseEventOf } from './events.ts';
import { collectableMinor, holdOf, type CaseState } from './state.ts';

/**
 * What a case refuses, from the state in hand alone. Update validators run these so that a refusal leaves no
 * history; `transition` runs them again with the facts of the moment.
 */

const refuse = (rule: RejectionRule, message: string): Rejection => ({ rule, message });

function checkOpen(state: CaseState): Rejection | undefined {
  return state.closed && refuse('CaseClosed', `The case is closed (${state.closed.reason}).`);
}

/** @returns the first rule of the promise policy that the promise breaks, or undefined */
export function checkPromise(
  state: CaseState,
  event: Pick<CaseEventOf<'promise'>, 'instalments'>,
  now: number,
): Rejection | undefined {
  const policy = state.terms.promise;
  const today = localDate(now, state.zone);
  const latest = addDays(today, policy.latestDays);
  const dueDates = event.instalments.map((instalment) => instalment.dueOn);
  const total = event.instalments.reduce((sum, instalment) => sum + instalment.amountMinor, 0);
  const collectable = collectableMinor(state);
  const least = Math.min(collectable, shareOf(collectable, policy.leastShare));
  const closed = checkOpen(state);
  if (closed) return closed;
  if (state.promise) {
    return refuse('PromiseAlreadyOpen', 'A promise to pay is already open; wait until it is kept or broken.');
  }
  if (collectable === 0) return refuse('NothingOwed', 'Nothing is owed that could be promised.');
  if (dueDates.some((dueOn) => dueOn < today)) {
    return refuse('PromiseInThePast', `A promised date lies before today (${today}).`);
  }
  if (dueDates.some((dueOn) => dueOn > latest)) {
    return refuse('PromiseTooLate', `The last date that may be promised is ${latest}.`);
  }
  if (total < least) {
    return refuse('PromiseTooSmall', `At least ${formatMoney(least, state.currency)} has to be promised.`);
  }
  if (state.brokenPromises > policy.maxBroken) {
    return refuse(
      'TooManyBrokenPromises',
      `${state.brokenPromises} promises were broken; no further one is taken.`,
    );
  }
  return undefined;
}

/** @returns why the request cannot be taken, or undefined */
export function checkGrace(
  state: CaseState,
  event: Pick<CaseEventOf<'grace'>, 'days'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (holdOf(state, 'grace') || holdOf(state, 'hardship-review')) {
    return refuse('AlreadyInGrace', 'A grace period is running or being decided.');
  }
  if (event.days > state.terms.grace.maxDays) {
    return refuse('GraceTooLong', `At most ${state.terms.grace.maxDays} days of grace can be asked for.`);
  }
  return undefined;
}

/** @returns why the dispute cannot be recorded, or undefined */
export function checkDispute(
  state: CaseState,
  event: Pick<CaseEventOf<'dispute'>, 'amountMinor'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (event.amountMinor !== undefined && event.amountMinor > state.arrearsMinor) {
    const owed = formatMoney(state.arrearsMinor, state.currency);
    return refuse(
      'DisputeExceedsArrears',
      `Only ${owed} is overdue; leave the amount out to dispute all of it.`,
    );
  }
  return undefined;
}

/** @returns why there is nothing to approve or reject, or undefined */
export function checkApproval(
  state: CaseState,
  event: Pick<CaseEventOf<'approval'>, 'taskId'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  return state.holds.some((hold) => hold.taskId === event.taskId)
    ? undefined
    : refuse('TaskNotOpen', `Task ${event.taskId} is not waiting for a decision on this case.`);
}

/** @returns why the case cannot be closed, or undefined */
export function checkClose(state: CaseState): Rejection | undefined {
  return checkOpen(state);
}
