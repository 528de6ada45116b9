import { caseWith } from './case-with.ts';
import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import { formatMoney } from '../money.ts';
import { ladderOf, ordinalOf } from '../strategy/ladder.ts';
import type { Rung } from '../strategy/schema.ts';
import { takeRung } from './take-rung.ts';
import { accepted, systemEntry, taskOf, type CaseContext, type Effects } from './context.ts';
import { daysLate } from './days-late.ts';
import { restUntil } from './planning.ts';
import { collectableMinor, suspendingHolds, type CaseState } from './state.ts';

/** A step of the ladder that a collector takes by telephone: a task, the calls made for it, and what follows. */

interface Changed {
  state: CaseState;
  effects: Effects;
}

const HOUR_MS = 60 * MINUTE_MS;

/** @returns whether a collector takes the rung; once its channel has been given up it is a message like any other */
export function isCollectorsCall(rung: Rung, state: Pick<CaseState, 'fallback'>): boolean {
  return rung.do === 'call' && rung.by === 'collector' && rung.channel === 'voice' && state.fallback === 0;
}

/** Opens the task for the next call of a rung that the gate permits now. */
export function openCallTask(state: CaseState, index: number, context: CaseContext): Changed {
  const { now, sequence, strategy } = context;
  const ladder = ladderOf(strategy, state.tier);
  const { attempts: most, workDays } = strategy.calls;
  const attempts = state.callWork?.rung === index ? state.callWork.attempts : 0;
  const task = { taskId: taskOf(state, 'call', sequence), dueAtMs: now + workDays * DAY_MS };
  const amountMinor = collectableMinor(state);
  const attempt = attempts + 1;
  const name = `Call ${ordinalOf(ladder, index)}, D+${daysLate(state, now)}`;
  const why = `${name} of strategy ${state.strategy}, attempt ${attempt} of ${most}`;
  const summary = `${name}: ${formatMoney(amountMinor, state.currency)} overdue, attempt ${attempt} of ${most}`;
  const script = ladder[index]?.script ?? DEFAULT_SCRIPT;
  const work = { amountMinor, currency: state.currency, attempt, why, script };
  return accepted(
    caseWith(state, { callWork: { rung: index, attempts, task } }),
    systemEntry(
      'call-task-opened',
      { taskId: task.taskId, rung: index, attempt, dueAtMs: task.dueAtMs },
      why,
    ),
    { tasksOpened: [{ kind: 'call', summary, work, ...task }] },
  );
}

/** Of a call that no step of the ladder asks for. */
export const DEFAULT_SCRIPT = 'call-offer';

/**
 * What follows a call that has not reached the customer: another one after a while, then another channel, then the
 * ladder goes on. A call that the ladder has not asked for changes nothing.
 *
 * @returns the state, and in words what follows
 */
export function tryAgain(state: CaseState, context: CaseContext): { state: CaseState; why: string } {
  const { now, strategy } = context;
  const { callWork } = state;
  if (callWork?.rung !== state.rung) return { state: withoutCallWork(state), why: 'the ladder goes on' };
  const { attempts: most, spacingHours } = strategy.calls;
  const attempts = callWork.attempts + 1;
  if (attempts >= most) return anotherWay(state, context);
  const waiting = caseWith(state, { callWork: { rung: callWork.rung, attempts } });
  const why = `at least ${spacingHours} hours between two calls`;
  return {
    state: restUntil(waiting, now + spacingHours * HOUR_MS, why, {
      kind: 'call-spacing',
      hours: spacingHours,
    }),
    why: `attempt ${attempts} of ${most}; ${why}`,
  };
}

/** @returns the state in which the next channel of the step is tried, or the step is over; and which of them in words */
export function anotherWay(state: CaseState, context: CaseContext): { state: CaseState; why: string } {
  const left = withoutCallWork(state);
  const channel = ladderOf(context.strategy, state.tier)[state.rung]?.fallback[state.fallback];
  return channel === undefined
    ? { state: takeRung(left, state.rung, context), why: 'the customer was not reached; the ladder goes on' }
    : {
        state: caseWith(left, { fallback: state.fallback + 1 }),
        why: `the customer was not reached; ${channel} is tried instead`,
      };
}

/** @returns the state in which no call of the ladder is to be made */
export function withoutCallWork(state: CaseState): CaseState {
  return caseWith(state, { callWork: undefined });
}

/** Nobody has made the call in time: a supervisor hears of it, and the step counts as missed. */
export function missCall(state: CaseState, context: CaseContext): Changed {
  const { now, sequence, strategy } = context;
  const { callWork } = state;
  if (!callWork?.task) return accepted(state, []);
  const { taskId } = callWork.task;
  const taken = takeRung(withoutCallWork(state), callWork.rung, context);
  const entry = systemEntry(
    'call-missed',
    { taskId, rung: callWork.rung, attempts: callWork.attempts },
    `nobody made the call within ${strategy.calls.workDays} days: escalated, the ladder goes on`,
  );
  if (state.errands?.some(({ kind }) => kind === 'call-escalation')) {
    return accepted(taken, entry, { tasksClosed: [taskId] });
  }
  const errand = { taskId: taskOf(state, 'call-escalation', sequence), kind: 'call-escalation' as const };
  const dueAtMs = now + strategy.calls.workDays * DAY_MS;
  const summary = 'A call to the customer was not made in time: see why, and that the next one is';
  return accepted(caseWith(taken, { errands: [...(state.errands ?? []), errand] }), entry, {
    tasksClosed: [taskId],
    tasksOpened: [{ dueAtMs, summary, ...errand }],
  });
}

/** Nobody has said what came of the call: it may have been made, so it counts, as one that reached nobody. */
export function loseCall(before: CaseState, context: CaseContext): Changed {
  const { openCall } = before;
  if (!openCall) return accepted(before, []);
  const state = caseWith(before, { openCall: undefined });
  const { callId, reservedAtMs, taskId } = openCall;
  const after = state.closed ? { state, why: 'the case is closed' } : tryAgain(state, context);
  const minutes = context.strategy.calls.outcomeMinutes;
  const why = `no outcome was reported within ${minutes} minutes: it counts as made; ${after.why}`;
  return accepted(after.state, systemEntry('call-outcome-unknown', { callId }, why), {
    calls: [{ callId, reservedAtMs, ended: { status: 'unknown' } }],
    tasksClosed: taskId ? [taskId] : [],
  });
}

/**
 * Takes the task back when nobody is to call any more: a hold has come, a payment, or the ladder has moved on. Runs
 * after the events of a decision.
 *
 * @returns undefined when nothing changes
 */
export function withdrawCall(state: CaseState, { now }: CaseContext): Changed | undefined {
  const { callWork, openCall } = state;
  if (!callWork || openCall || state.closed) return undefined;
  if (callWork.rung !== state.rung)
    return withdrawn(withoutCallWork(state), state, 'the ladder has moved on');
  if (!callWork.task) return undefined;
  const { rung, attempts } = callWork;
  const later: CaseState = caseWith(state, { callWork: { rung, attempts } });
  const [hold] = [
    ...suspendingHolds(state),
    ...state.holds.filter(({ channels }) => channels?.includes('voice')),
  ];
  if (hold) return withdrawn(later, state, `hold '${hold.kind}' suspends calls`);
  const { rest } = state;
  return rest && rest.atMs > now ? withdrawn(later, state, rest.why) : undefined;
}

function withdrawn(after: CaseState, { callWork }: CaseState, why: string): Changed {
  const taskId = callWork?.task?.taskId;
  if (!taskId) return accepted(after, []);
  return accepted(after, systemEntry('call-task-withdrawn', { taskId }, why), { tasksClosed: [taskId] });
}
