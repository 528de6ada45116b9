import { caseWith } from '../case-with.ts';
import { formatMoney } from '../../money.ts';
import { checkPromise } from '../checks/promise.ts';
import { accepted, entryOf, systemEntry, type CaseContext, type Transition } from '../context.ts';
import type { TimelineEntry } from '../decision.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { deadlineOf, promisedMinor, withPromiseHold } from '../promise.ts';
import type { CaseState, PromisedInstalment } from '../state.ts';

export function onPromise(state: CaseState, event: CaseEventOf<'promise'>, { now }: CaseContext): Transition {
  const rejection = checkPromise(state, event, now);
  if (rejection) return { rejection };
  const instalments = byDate(event.instalments);
  const promise = { id: event.id, instalments, madeAtMs: now, paidMinor: 0, reminded: 0 };
  const lastDueOn = instalments.at(-1)?.dueOn ?? '';
  const untilMs = deadlineOf(state, lastDueOn);
  const hold = { kind: 'promise' as const, sinceMs: now, untilMs, owner: event.by };
  const { replaced, entries } = replace(endLast(state, now));
  const total = formatMoney(promisedMinor(promise), state.currency);
  const why = `${total} promised until ${lastDueOn}; contacts stop but for one reminder of each date`;
  const data = { instalments, ...(event.replaces !== undefined && { replaces: event.replaces }) };
  return accepted(withPromiseHold(placeHold(caseWith(replaced, { promise }), hold, now)), [
    ...entries,
    entryOf(event, data, why),
  ]);
}

/** What is promised for one day is one instalment: it is reminded of once. */
function byDate(instalments: readonly PromisedInstalment[]): PromisedInstalment[] {
  const amounts = new Map<string, number>();
  for (const { dueOn, amountMinor } of instalments) {
    amounts.set(dueOn, (amounts.get(dueOn) ?? 0) + amountMinor);
  }
  return [...amounts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([dueOn, amountMinor]) => ({ dueOn, amountMinor }));
}

/** What is paid from now on counts towards the promise that is made now. */
function endLast(state: CaseState, now: number): CaseState {
  const { lastPromise } = state;
  return lastPromise ? caseWith(state, { lastPromise: { untilMs: now, ...lastPromise } }) : state;
}

/** A promise that another takes the place of is neither kept nor broken; that it was is counted. */
function replace(state: CaseState): { replaced: CaseState; entries: TimelineEntry[] } {
  const { promise, renegotiatedPromises = 0 } = state;
  if (!promise) return { replaced: state, entries: [] };
  const { id: promiseId, paidMinor } = promise;
  const why = `another promise takes its place, for the ${renegotiatedPromises + 1}. time in this case`;
  return {
    replaced: caseWith(state, { renegotiatedPromises: renegotiatedPromises + 1 }),
    entries: [systemEntry('promise-renegotiated', { promiseId, paidMinor }, why)],
  };
}
