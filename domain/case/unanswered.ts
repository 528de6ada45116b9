import { caseWith } from './case-with.ts';
import { MINUTE_MS } from '../calendar.ts';
import { GATE_UNANSWERED } from '../contact/gate-policy.ts';
import type { TaskId } from '../ids.ts';
import { spread } from '../stable-hash.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { openErrand, withoutErrand } from './errands.ts';
import type { CaseState } from './state.ts';

/** The gate could not say whether a contact is permitted: nobody is contacted, somebody is told, it is asked again. */

/** Long enough that a missing calendar is no load, short enough that its coming is felt the same day. */
const ASK_AGAIN_MS = 4 * 60 * MINUTE_MS;
/** By then somebody has to have looked: every contact of the case waits for it. */
const LOOK_WITHIN_MS = 24 * 60 * MINUTE_MS;

const WAITING = 'the gate has no answer';

/** The contact that waits for it. */
interface Awaited {
  /** whether the ladder waits too */
  ofLadder: boolean;
  name: string;
  channel: string;
  /** what is missing */
  why: string;
}

/** @returns the case that waits, with a task for compliance unless one is open */
export function awaitAnswer(
  state: CaseState,
  { ofLadder, name, channel, why: missing }: Awaited,
  context: CaseContext,
): { state: CaseState; effects: Effects } {
  const { now, strategy } = context;
  const atMs = now + ASK_AGAIN_MS + spread(state.loanId, strategy.spreadMinutes * MINUTE_MS);
  const why = `${WAITING}: ${missing}`;
  const waiting: CaseState = ofLadder
    ? caseWith(state, { notBefore: { atMs, why, reason: { kind: 'gate', rules: [GATE_UNANSWERED] } } })
    : caseWith(state, { remindFromMs: atMs });
  const entry = systemEntry('gate-unanswered', { step: name, channel, askedAgainAtMs: atMs }, why);
  if (state.closed || errandOf(state)) return accepted(waiting, entry);
  const said = { dueAtMs: now + LOOK_WITHIN_MS, summary: `Nobody is contacted: ${missing}` };
  const { state: after, task } = openErrand(waiting, 'gate-unanswered', said, context);
  return accepted(after, entry, { tasksOpened: [task] });
}

/** @returns the case when the gate has answered, and the task that is moot by that */
export function gateAnswered(state: CaseState): { state: CaseState; tasksClosed: TaskId[] } {
  const errand = errandOf(state);
  return errand
    ? { state: withoutErrand(state, errand.taskId), tasksClosed: [errand.taskId] }
    : { state, tasksClosed: [] };
}

/** @returns what was done, by which those tasks are closed too */
export function withTasksClosed<Done extends { effects: Effects }>(
  done: Done,
  tasksClosed: readonly TaskId[],
): Done {
  const { effects } = done;
  if (effects.tasksClosed === 'all') return done;
  return { ...done, effects: { ...effects, tasksClosed: [...effects.tasksClosed, ...tasksClosed] } };
}

/** @returns the case in which the gate is asked again at once: what was missing is there, somebody says */
export function askGateAgain(state: CaseState, { now }: Pick<CaseContext, 'now'>): CaseState {
  const rest = caseWith(state, { remindFromMs: undefined });
  return rest.notBefore.why.startsWith(WAITING)
    ? caseWith(rest, { notBefore: { atMs: now, why: 'the gate is asked again' } })
    : rest;
}

function errandOf({ errands }: CaseState) {
  return errands?.find(({ kind }) => kind === 'gate-unanswered');
}
