import { DAY_MS } from '../../calendar.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../../delinquency.ts';
import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { closeCase } from '../settle-books.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';

/**
 * The core system says that the loan is not what it was. Written off, sold or recalled it is no case any more. Of a
 * restructured one the books know the new schedule, sooner or later: as long as they show arrears nobody is asked for
 * them, and a supervisor finds out when they do not follow.
 */
export function onLoanChange(
  state: CaseState,
  event: CaseEventOf<'loan-change'>,
  { now, strategy }: CaseContext,
): Transition {
  const { change, effectiveOn, reportedAtMs, why: said } = event;
  const record = (why: string) =>
    entryOf(event, { change, effectiveOn }, said === undefined ? why : `${said}; ${why}`);
  if (state.closed) return accepted(state, record(`the case was closed (${state.closed.reason}) before`));
  if (reportedAtMs + PAYMENT_CLOCK_SKEW_MS < state.openedAtMs) {
    return accepted(state, record('reported before the case opened: of an earlier one'));
  }
  if (change !== 'restructured' || state.arrearsMinor === 0) {
    const entry = record(`the core system reports the loan as ${change}`);
    return accepted(closeCase(state, change, now), entry, { tasksClosed: 'all' });
  }
  const untilMs = now + strategy.holds.lookDays * DAY_MS;
  const hold = {
    kind: 'restructuring' as const,
    sinceMs: now,
    untilMs,
    owner: event.by,
    review: true as const,
  };
  const arrears = formatMoney(state.arrearsMinor, state.currency);
  const why = `the books still show ${arrears} overdue: contacts rest, the case ends when they do not`;
  // Said again it is the same hold, with the task that may wait for somebody already.
  return accepted(holdOf(state, 'restructuring') ? state : placeHold(state, hold, now), record(why));
}
