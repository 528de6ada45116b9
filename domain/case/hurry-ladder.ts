import { caseWith } from './case-with.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { CaseContext } from './context.ts';
import { checkRiskAlert, LEGAL_NOT_HURRIED } from './checks/risk-alert.ts';
import { daysLate } from './days-late.ts';
import { plannedAt, preferredInstant, shiftOf } from './planning.ts';
import type { CaseState } from './state.ts';
import type { Strategy } from '../strategy/schema.ts';

/** What hurrying has come to. */
export interface Hurried {
  state: CaseState;
  /** days by which the next step and those after it come sooner; 0: it is near already, or waits for something else */
  days: number;
}

/** @returns whether the ladder cannot be brought forward: the case is in court, or its next step is to go there */
export function goesToCourt(state: CaseState, strategy: Strategy): boolean {
  return (
    nextRung(state, strategy)?.do === 'legal' ||
    checkRiskAlert(state, { action: 'compress-ladder' })?.rule === LEGAL_NOT_HURRIED.rule
  );
}

function nextRung(state: CaseState, strategy: Strategy) {
  const ladder = ladderOf(strategy, state.tier);
  return ladder[Math.min(state.rung, ladder.length - 1)];
}

/**
 * Brings the next rung of the ladder to tomorrow, and the rest of it forward with it; the day in court stays where the
 * strategy has it. Never on the day itself, on which a step may have been taken; and what a rung waits for otherwise (an
 * answer to a letter, the gate, the rest after a payment) it waits for all the same: only the gap between two steps is not.
 *
 * @returns undefined when the next rung is legal action, which is not hurried
 */
export function hurryLadder(state: CaseState, { strategy, now }: CaseContext): Hurried | undefined {
  const rung = nextRung(state, strategy);
  if (rung?.do === 'legal') return undefined;
  const tomorrow = preferredInstant(state, now, 1, strategy);
  const planned = rung && plannedAt(state, rung, strategy);
  const gapEnds = state.notBefore.reason?.kind === 'gap' ? state.notBefore.atMs : 0;
  // A collector has its task, or it is due tomorrow at the latest.
  if (!rung || planned === undefined || state.callWork?.task || Math.max(planned, gapEnds) <= tomorrow) {
    return { state, days: 0 };
  }
  // While the case stands still its lateness does too: the rung is then due the day after it goes on.
  const late = daysLate(state, state.frozenSinceMs ?? now);
  const days = Math.max(0, rung.onDay + shiftOf(state, rung) - late - 1);
  const reason = { kind: 'risk-alert' as const };
  const notBefore =
    gapEnds > 0 || state.notBefore.atMs <= tomorrow
      ? { atMs: tomorrow, why: 'a supervisor has taken a risk alert: the next step comes sooner', reason }
      : state.notBefore;
  const courtShiftDays = days > 0 ? shiftOf(state, { do: 'legal' }) : state.courtShiftDays;
  return { state: caseWith(state, { notBefore, shiftDays: state.shiftDays - days, courtShiftDays }), days };
}
