import { caseWith } from './case-with.ts';
import { addDays, localDate, MINUTE_MS } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import { spread } from '../stable-hash.ts';
import type { Rung, Strategy } from '../strategy/schema.ts';
import { usualTime } from '../strategy/usual-time.ts';
import type { CaseState } from './state.ts';
import { reasonOf, type Rest, type WaitReason } from './wait-reason.ts';

/** `usualTime` counts where the preferred one is that which works best, see best-hour.ts. */
type Timing = Pick<Strategy, 'preferredTime' | 'usualTime' | 'spreadMinutes'>;

/** @returns the strategy's time of day on that many days from today, at the loan's stable place in the spread */
export function preferredInstant(state: CaseState, now: number, days: number, timing: Timing): number {
  return instantOn(state, addDays(localDate(now, state.zone), days), timing);
}

/** @returns when a rung is planned: its day of lateness, moved by `shiftDays`; undefined when nothing is overdue */
export function plannedAt(state: CaseState, rung: Rung, timing: Timing): number | undefined {
  if (state.oldestDueOn === null) return undefined;
  return instantOn(state, addDays(state.oldestDueOn, rung.onDay + shiftOf(state, rung)), timing);
}

/** @returns days by which the case has moved the rung back, or forward (negative) */
export function shiftOf(
  { shiftDays, courtShiftDays = 0 }: Pick<CaseState, 'shiftDays' | 'courtShiftDays'>,
  rung: Pick<Rung, 'do'>,
): number {
  // A broken promise or an alert hurries what is said to the customer; it never brings the day in court nearer.
  return rung.do === 'legal' ? Math.max(0, shiftDays, courtShiftDays) : shiftDays;
}

/** @returns the state in which the rest of the ladder, court included, has moved back by so many days */
export function movedBack(state: CaseState, days: number): CaseState {
  const { shiftDays, courtShiftDays } = state;
  const court = courtShiftDays === undefined ? undefined : courtShiftDays + days;
  return caseWith(state, { shiftDays: shiftDays + days, courtShiftDays: court });
}

function instantOn(state: CaseState, date: string, timing: Timing): number {
  return (
    atLocalTime(date, usualTime(timing), state.zone) + spread(state.loanId, timing.spreadMinutes * MINUTE_MS)
  );
}

/** Rests of whole days; any other ends at an instant. */
const OF_DAYS: readonly (WaitReason['kind'] | undefined)[] = [
  ...(['gap', 'conversation', 'letter-answer', 'payment', 'tier', 'new-strategy', 'risk-alert'] as const),
];

/** @returns when the day of an instant begins in the zone of the case */
export function beginOfDay({ zone }: Pick<CaseState, 'zone'>, atMs: number): number {
  return atLocalTime(localDate(atMs, zone), '00:00', zone);
}

/** @returns up to when the case is at rest where it may choose the time of day: of a rest of days not the hour of its end */
export function restEnds(state: Pick<CaseState, 'notBefore' | 'rest' | 'zone'>): number {
  const { notBefore, rest } = state;
  return Math.max(
    ...[notBefore, ...(rest ? [rest] : [])].map((one) =>
      OF_DAYS.includes(reasonOf(one)?.kind) ? beginOfDay(state, one.atMs) : one.atMs,
    ),
  );
}

/** @returns the state in which a customer who has paid a part is left alone for a while */
export function restAfterPayment(
  state: CaseState,
  now: number,
  strategy: Timing & Pick<Strategy, 'restAfterPaymentDays'>,
  said: Omit<Rest, 'atMs'>,
): CaseState {
  const atMs = preferredInstant(state, now, strategy.restAfterPaymentDays, strategy);
  return atMs > (state.rest?.atMs ?? 0) ? caseWith(state, { rest: { atMs, ...said } }) : state;
}

/** @returns the state with `notBefore` moved to a later instant; an earlier one changes nothing */
export function restUntil(state: CaseState, atMs: number, why: string, reason: WaitReason): CaseState {
  return atMs > state.notBefore.atMs ? caseWith(state, { notBefore: { atMs, why, reason } }) : state;
}
