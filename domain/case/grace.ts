import { caseWith } from './case-with.ts';
import { addDays, DAY_MS, localDate, type IsoDate } from '../calendar.ts';
import { endOfDay } from '../local-time.ts';
import { formatMoney } from '../money.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { daysLate } from './days-late.ts';
import type { CaseFacts } from './facts.ts';
import { openErrand } from './errands.ts';
import { liftHold, placeHold } from './holds.ts';
import { holdOf, type Hold } from './hold.ts';
import type { CaseState } from './state.ts';

/** Grace while it lasts: it is granted, watched, and ends early when things get worse. */

type Change = { state: CaseState; effects: Effects };

/** Where no instalment is in sight, the books are looked at again after so many days. */
const LOOK_AGAIN_DAYS = 30;

/** @returns whether a force majeure of this customer is granted without a supervisor */
export function hasGoodRecord(state: CaseState, { strategy, now }: CaseContext): boolean {
  const { autoMaxBroken, autoMaxDaysPastDue, autoMaxGrants } = strategy.grace;
  return (
    state.brokenPromises + (state.brokenPlans ?? 0) <= autoMaxBroken &&
    daysLate(state, now) <= autoMaxDaysPastDue &&
    (state.graces ?? 0) < autoMaxGrants
  );
}

/** @returns the state in grace for so many days from now */
export function grantGrace(state: CaseState, days: number, owner: string, now: number): CaseState {
  const granted = caseWith(state, { graces: (state.graces ?? 0) + 1 });
  return placeHold(granted, { kind: 'grace', sinceMs: now, untilMs: now + days * DAY_MS, owner }, now);
}

/**
 * Ends grace before its time because the customer's situation has got worse: never silently, a supervisor gets a task.
 * The ladder resumes where it stood.
 *
 * @param why in words, as it stands on the timeline
 * @returns the state as it was, with nothing to record, when there is no grace
 */
export function endGraceEarly(state: CaseState, why: string, context: CaseContext): Change {
  const hold = holdOf(state, 'grace');
  if (!hold) return accepted(state, []);
  const { now, strategy } = context;
  const dueAtMs = now + strategy.grace.reviewDays * DAY_MS;
  const summary = `Grace was ended early, look at the case: ${why}`;
  const lifted = liftHold(state, 'grace', now);
  const { state: after, task } = openErrand(lifted, 'grace-ended', { dueAtMs, summary }, context);
  const data = { untilMs: hold.untilMs, taskId: task.taskId };
  return accepted(after, systemEntry('grace-ended-early', data, why), { tasksOpened: [task] });
}

/** @returns the state after nobody has decided on a request in time: the strategy says what counts then */
export function expireGraceReview(state: CaseState, hold: Hold, { strategy, now }: CaseContext): Change {
  const granted = strategy.grace.whenUnanswered === 'grant' && hold.requestedDays !== undefined;
  const lifted = liftHold(state, hold.kind, now);
  const why = `nobody decided in time: ${granted ? 'granted' : 'declined'}`;
  const after = granted ? grantGrace(lifted, hold.requestedDays ?? 0, 'policy', now) : lifted;
  return accepted(after, systemEntry('hold-ended', { hold: hold.kind, granted }, why), {
    tasksClosed: hold.taskId ? [hold.taskId] : [],
  });
}

/**
 * Watches payments in grace. An instalment that falls due while it lasts is to be paid, or as much of what was overdue
 * before; when its time and the tolerance are over and more is overdue than at the beginning, grace ends early.
 *
 * @returns undefined when there is nothing to watch, or not yet
 */
export function watchGrace(
  state: CaseState,
  { nextDueOn }: Pick<CaseFacts, 'nextDueOn'>,
  context: CaseContext,
): Change | undefined {
  const { now, strategy } = context;
  const hold = holdOf(state, 'grace');
  const tolerance = strategy.grace.missedInstalmentDays;
  if (state.closed || !hold || tolerance === null || state.arrearsMinor === 0) return undefined;
  if (hold.watch && now < hold.watch.atMs) return undefined;
  const { arrearsMinor } = hold.watch ?? state;
  if (state.arrearsMinor > arrearsMinor) {
    const more = formatMoney(state.arrearsMinor - arrearsMinor, state.currency);
    return endGraceEarly(state, `${more} more is overdue than when grace began`, context);
  }
  const watch = { arrearsMinor, atMs: watchAt(state, nextDueOn, tolerance, now) };
  const holds = state.holds.map((held) => (held === hold ? { ...hold, watch } : held));
  return accepted(caseWith(state, { holds }), []);
}

function watchAt(state: CaseState, nextDueOn: IsoDate | null, toleranceDays: number, now: number): number {
  const today = localDate(now, state.zone);
  return endOfDay(
    nextDueOn ? addDays(nextDueOn, toleranceDays) : addDays(today, LOOK_AGAIN_DAYS),
    state.zone,
  );
}
