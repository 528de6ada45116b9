import { addDays, localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import { formatMoney, shareOf } from '../../money.ts';
import type { CaseEventOf } from '../events.ts';
import { collectableMinor, type CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

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
