import { addDays, localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import { formatMoney, shareOf } from '../../money.ts';
import type { CaseEventOf } from '../events.ts';
import type { HoldKind } from '../hold.ts';
import { collectableMinor, type CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/**
 * While one of these stands no promise is taken: nobody is held to a date by a demand under another name, and what a
 * plan has settled is not promised a second time.
 */
const EXCLUDING: readonly HoldKind[] = ['moratorium', 'bankruptcy', 'deceased-review', 'plan'];

type Asked = Pick<CaseEventOf<'promise'>, 'instalments' | 'replaces'>;

/** @returns the first rule of the promise policy that the promise breaks, or undefined */
export function checkPromise(state: CaseState, event: Asked, now: number): Rejection | undefined {
  return (
    checkOpen(state) ?? checkReplaces(state, event) ?? checkHolds(state) ?? checkAmounts(state, event, now)
  );
}

/** Two promises never overlap: another one takes the place of the open one, and says so. */
function checkReplaces(state: CaseState, { replaces }: Asked): Rejection | undefined {
  const { promise, terms, renegotiatedPromises = 0 } = state;
  if (replaces === undefined) {
    return (
      promise && refuse('PromiseAlreadyOpen', `Promise ${promise.id} is open; say that this replaces it.`)
    );
  }
  if (promise?.id !== replaces)
    return refuse('PromiseNotOpen', `Promise ${replaces} is not open on this case.`);
  const { maxRenegotiations } = terms.promise;
  if (renegotiatedPromises >= maxRenegotiations) {
    return refuse(
      'TooManyRenegotiations',
      `A promise is replaced at most ${maxRenegotiations} times in a case.`,
    );
  }
  return undefined;
}

function checkHolds(state: CaseState): Rejection | undefined {
  const excluding = state.holds.find((hold) => EXCLUDING.includes(hold.kind));
  return (
    excluding && refuse('NoPromisesNow', `No promise is taken while the hold '${excluding.kind}' stands.`)
  );
}

function checkAmounts(state: CaseState, { instalments }: Asked, now: number): Rejection | undefined {
  const policy = state.terms.promise;
  const today = localDate(now, state.zone);
  const latest = addDays(today, policy.latestDays);
  const dueDates = instalments.map((instalment) => instalment.dueOn);
  const total = instalments.reduce((sum, instalment) => sum + instalment.amountMinor, 0);
  const collectable = collectableMinor(state);
  const least = Math.min(collectable, shareOf(collectable, policy.leastShare));
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
