import { caseWith } from './case-with.ts';
import { daysBetween, localDate } from '../calendar.ts';
import { movedBack } from './planning.ts';
import { movePromise, withPromiseHold } from './promise.ts';
import type { Hold, HoldKind } from './hold.ts';
import { suspendingHolds, type CaseState } from './state.ts';

/** The time of holds does not count: after them the ladder resumes where it stood. What was agreed keeps its own time. */
const NOT_FREEZING: readonly HoldKind[] = ['promise', 'plan'];

function isFrozen(state: CaseState): boolean {
  return suspendingHolds(state).some((hold) => !NOT_FREEZING.includes(hold.kind));
}

/** Keeps `frozenSinceMs` and `shiftDays` true after any change of holds, of the disputed amount or of arrears. */
export function accountForFreeze(state: CaseState, now: number): CaseState {
  if (isFrozen(state)) {
    return withPromiseHold(caseWith(state, { frozenSinceMs: state.frozenSinceMs ?? now }));
  }
  if (state.frozenSinceMs === undefined) return state;
  const { frozenSinceMs } = state;
  const days = daysBetween(localDate(frozenSinceMs, state.zone), localDate(now, state.zone));
  const resumed = movedBack(caseWith(state, { frozenSinceMs: undefined }), days);
  return withPromiseHold(movePromise(resumed, { fromMs: frozenSinceMs, toMs: now }));
}

/** @returns the state with the hold in place; a hold of the same kind is replaced */
export function placeHold(state: CaseState, hold: Hold, now: number): CaseState {
  const others = state.holds.filter((other) => other.kind !== hold.kind);
  return accountForFreeze(caseWith(state, { holds: [...others, hold] }), now);
}

/** @returns the state without the hold; the ladder moves back by the days it stood still */
export function liftHold(state: CaseState, kind: HoldKind, now: number): CaseState {
  return accountForFreeze(caseWith(state, { holds: state.holds.filter((hold) => hold.kind !== kind) }), now);
}
