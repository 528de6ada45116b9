import { addDays, localDate, MINUTE_MS } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import { spread } from '../stable-hash.ts';
import type { Rung, Strategy } from '../strategy/schema.ts';
import type { CaseState } from './state.ts';
import type { Rest, WaitReason } from './wait-reason.ts';

type Timing = Pick<Strategy, 'preferredTime' | 'spreadMinutes'>;

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
export function shiftOf({ shiftDays }: Pick<CaseState, 'shiftDays'>, rung: Pick<Rung, 'do'>): number {
  // A broken promise hurries what is said to the customer; it never brings the day in court nearer.
  return rung.do === 'legal' ? Math.max(0, shiftDays) : shiftDays;
}

function instantOn(state: CaseState, date: string, timing: Timing): number {
  return (
    atLocalTime(date, timing.preferredTime, state.zone) +
    spread(state.loanId, timing.spreadMinutes * MINUTE_MS)
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
  return atMs > (state.rest?.atMs ?? 0) ? { ...state, rest: { atMs, ...said } } : state;
}

/** @returns the state with `notBefore` moved to a later instant; an earlier one changes nothing */
export function restUntil(state: CaseState, atMs: number, why: string, reason: WaitReason): CaseState {
  return atMs > state.notBefore.atMs ? { ...state, notBefore: { atMs, why, reason } } : state;
}
