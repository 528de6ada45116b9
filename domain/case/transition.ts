import { addDays, DAY_MS } from '../calendar.ts';
import { endOfDay } from '../local-time.ts';
import { formatMoney } from '../money.ts';
import { ladderOf } from '../strategy/ladder.ts';
import { concludeDelivery } from './conclude-delivery.ts';
import { accepted, entryOf, taskOf, type CaseContext, type Transition } from './context.ts';
import type { CaseEvent, CaseEventOf } from './events.ts';
import { liftHold, placeHold } from './holds.ts';
import { restAfterPayment } from './planning.ts';
import { promisedMinor } from './promise.ts';
import { closeCase } from './settle-books.ts';
import { daysLate } from './days-late.ts';
import { collectableMinor, holdOf, type CaseState } from './state.ts';
import { checkApproval, checkClose, checkDispute, checkGrace, checkPromise } from './update-checks.ts';

/**
 * The case as a state machine: one event from outside, applied to a state that already shows the books of now.
 *
 * @param context its `now` is epoch milliseconds
 * @returns the new state with what is to be recorded, or the rule that refuses the event
 */
export function transition(state: CaseState, event: CaseEvent, context: CaseContext): Transition {
  switch (event.type) {
    case 'overdue':
      return accepted(
        state,
        entryOf(event, { reported: event.reported ?? null }, 'the loan is still overdue'),
      );
    case 'payment':
      return onPayment(state, event, context);
    case 'promise':
      return onPromise(state, event, context);
    case 'grace':
      return onGrace(state, event, context);
    case 'dispute':
      return onDispute(state, event, context);
    case 'approval':
      return onApproval(state, event, context);
    case 'close':
      return onClose(state, event, context);
    case 'delivered':
      return concludeDelivery(state, event, context);
  }
}

function onPayment(
  state: CaseState,
  event: CaseEventOf<'payment'>,
  { strategy, now }: CaseContext,
): Transition {
  const amount = formatMoney(event.amountMinor, state.currency);
  const left = formatMoney(state.arrearsMinor, state.currency);
  const entry = entryOf(
    event,
    { amountMinor: event.amountMinor, paidAtMs: event.paidAtMs },
    `${left} is left`,
  );
  if (state.closed || state.arrearsMinor === 0) return accepted(state, entry);
  return accepted(restAfterPayment(state, now, strategy, `rest after a payment of ${amount}`), entry);
}

function onPromise(state: CaseState, event: CaseEventOf<'promise'>, { now }: CaseContext): Transition {
  const rejection = checkPromise(state, event, now);
  if (rejection) return { rejection };
  const instalments = event.instalments.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const promise = { id: event.id, instalments, paidBeforeMinor: state.paidMinor, reminded: 0 };
  const lastDueOn = instalments.at(-1)?.dueOn ?? '';
  const untilMs = endOfDay(addDays(lastDueOn, state.terms.promise.toleranceDays), state.zone);
  const hold = { kind: 'promise' as const, sinceMs: now, untilMs, owner: event.by };
  const total = formatMoney(promisedMinor(promise), state.currency);
  return accepted(
    placeHold({ ...state, promise }, hold, now),
    entryOf(
      event,
      { instalments },
      `${total} promised until ${lastDueOn}; contacts stop but for one reminder`,
    ),
  );
}

function onGrace(state: CaseState, event: CaseEventOf<'grace'>, context: CaseContext): Transition {
  const rejection = checkGrace(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const policy = strategy.grace;
  const data = { reason: event.reason, days: event.days, ...(event.note && { note: event.note }) };
  const goodRecord =
    state.brokenPromises <= policy.autoMaxBroken && daysLate(state, now) <= policy.autoMaxDaysPastDue;
  if (event.reason === 'force-majeure' && goodRecord) {
    const granted = grantGrace(state, event.days, 'policy', now);
    return accepted(
      granted,
      entryOf(event, data, `granted at once for ${event.days} days: force majeure, good record`),
    );
  }
  const dueAtMs = now + policy.reviewDays * DAY_MS;
  const task = taskOf(state, 'grace-review', sequence);
  const held = placeHold(
    state,
    {
      kind: 'hardship-review',
      sinceMs: now,
      untilMs: dueAtMs,
      owner: 'supervisor',
      taskId: task,
      requestedDays: event.days,
    },
    now,
  );
  const summary = `Decide ${event.days} days of grace (${event.reason}); without an answer it is declined`;
  return accepted(held, entryOf(event, data, `a supervisor decides within ${policy.reviewDays} days`), {
    tasksOpened: [{ taskId: task, kind: 'grace-review', dueAtMs, summary }],
  });
}

function onDispute(state: CaseState, event: CaseEventOf<'dispute'>, context: CaseContext): Transition {
  const rejection = checkDispute(state, event);
  if (rejection) return { rejection };
  const { now, sequence, strategy } = context;
  const { arrearsMinor, disputedMinor: leftOutMinor } = state;
  const addedMinor = event.amountMinor ?? arrearsMinor;
  const disputedMinor = Math.min(arrearsMinor, leftOutMinor + addedMinor);
  const open = holdOf(state, 'dispute');
  if (open) {
    // What is disputed too joins the open dispute: one task, one deadline.
    const entry = entryOf(event, { disputedMinor, subject: event.subject }, 'joins the dispute that is open');
    return accepted(placeHold({ ...state, disputedMinor }, open, now), entry);
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
  };
  const amount = formatMoney(disputedMinor, state.currency);
  return accepted(
    placeHold({ ...state, disputedMinor }, hold, now),
    entryOf(event, { disputedMinor, subject: event.subject }, `${amount} is left out of what is asked for`),
    {
      tasksOpened: [
        {
          taskId: task,
          kind: 'dispute-resolution',
          dueAtMs: untilMs,
          summary: `Resolve the dispute of ${amount}`,
        },
      ],
    },
  );
}

function onApproval(state: CaseState, event: CaseEventOf<'approval'>, context: CaseContext): Transition {
  const rejection = checkApproval(state, event);
  const hold = state.holds.find((held) => held.taskId === event.taskId);
  if (rejection || !hold?.taskId) return { rejection: rejection ?? TASK_GONE };
  const { now } = context;
  const entry = entryOf(
    event,
    { taskId: event.taskId, approved: event.approved, hold: hold.kind },
    event.why,
  );
  const tasks = { tasksClosed: [hold.taskId] };
  if (hold.kind === 'dispute') {
    // Upheld: the amount stays out of collection. Rejected: it is owed again, but for what was upheld before.
    const disputedMinor = event.approved ? state.disputedMinor : (hold.upheldMinor ?? 0);
    const lifted = liftHold({ ...state, disputedMinor }, 'dispute', now);
    const nothingLeft = event.approved && collectableMinor(lifted) === 0;
    return accepted(nothingLeft ? toReview(lifted, context) : lifted, entry, tasks);
  }
  const lifted = liftHold(state, hold.kind, now);
  const days = hold.requestedDays;
  return accepted(event.approved && days ? grantGrace(lifted, days, event.by, now) : lifted, entry, tasks);
}

const TASK_GONE = { rule: 'TaskNotOpen', message: 'The task is not open on this case.' } as const;

function onClose(state: CaseState, event: CaseEventOf<'close'>, { now }: CaseContext): Transition {
  const rejection = checkClose(state);
  if (rejection) return { rejection };
  return accepted(closeCase(state, event.reason, now), entryOf(event, { reason: event.reason }, event.why), {
    tasksClosed: 'all',
  });
}

function grantGrace(state: CaseState, days: number, owner: string, now: number): CaseState {
  return placeHold(state, { kind: 'grace', sinceMs: now, untilMs: now + days * DAY_MS, owner }, now);
}

/** @returns the state with nothing left to do but the supervisor's review */
function toReview(state: CaseState, { strategy, now }: CaseContext): CaseState {
  const ladder = ladderOf(strategy, state.tier);
  const rung = ladder.length - 1;
  // Whatever day the ladder has for it: nobody waits half a year for a review of nothing.
  const early = Math.max(0, (ladder[rung]?.onDay ?? 0) + state.shiftDays - daysLate(state, now));
  const notBefore = { atMs: now, why: 'the dispute was upheld' };
  return { ...state, rung, fallback: 0, shiftDays: state.shiftDays - early, notBefore };
}
