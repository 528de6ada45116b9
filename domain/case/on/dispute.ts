import { caseWith } from '../case-with.ts';
import { DAY_MS } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { checkDispute } from '../checks/dispute.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { disputeStopsAll } from '../legal-reach.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';

/** All or a part is in dispute: that much is left out of every amount, and all stands still where the law says so. */
export function onDispute(state: CaseState, event: CaseEventOf<'dispute'>, context: CaseContext): Transition {
  const rejection = checkDispute(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const { arrearsMinor, disputedMinor: leftOutMinor } = state;
  const addedMinor = event.amountMinor ?? arrearsMinor;
  const disputedMinor = Math.min(arrearsMinor, leftOutMinor + addedMinor);
  const law = disputeStopsAll(strategy.jurisdiction, event);
  const reach = {
    ...(event.amountMinor === undefined && { whole: true as const }),
    ...(law && { stopsAll: true as const }),
  };
  const data = { disputedMinor, subject: event.subject, ...(law && { rule: law.citation }) };
  const open = holdOf(state, 'dispute');
  if (open) {
    // What is disputed too joins the open dispute: one task, one deadline.
    const entry = entryOf(event, data, 'joins the dispute that is open');
    return accepted(placeHold(caseWith(state, { disputedMinor }), { ...open, ...reach }, now), entry);
  }
  const upheld = leftOutMinor > 0 ? { upheldMinor: leftOutMinor } : {};
  const untilMs = now + strategy.disputeDays * DAY_MS;
  const task = taskOf(state, 'dispute-resolution', sequence);
  const hold = {
    kind: 'dispute' as const,
    sinceMs: now,
    untilMs,
    owner: 'supervisor',
    taskId: task,
    ...upheld,
    ...reach,
  };
  const amount = formatMoney(disputedMinor, state.currency);
  const why = law
    ? `nothing of the debt is collected until it is verified: ${law.citation}`
    : `${amount} is left out of what is asked for`;
  return accepted(placeHold(caseWith(state, { disputedMinor }), hold, now), entryOf(event, data, why), {
    tasksOpened: [
      {
        taskId: task,
        kind: 'dispute-resolution',
        dueAtMs: untilMs,
        summary: `Resolve the dispute of ${amount}`,
      },
    ],
  });
}
