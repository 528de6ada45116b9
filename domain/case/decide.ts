import { invalidInput } from '../failures.ts';
import type { Scorecard } from '../risk/score.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { CaseContext, Effects } from './context.ts';
import type { Decision, EventAnswer, Instruction } from './decision.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFacts, ContactReservation } from './facts.ts';
import { nextStep, type Step } from './next-step.ts';
import { openCase } from './open-case.ts';
import { performStep } from './perform-step.ts';
import { showBooks } from './show-books.ts';
import { settleBooks } from './settle-books.ts';
import type { CaseState, PendingContact } from './state.ts';
import { transition } from './transition.ts';
import { nameOfStep, nameOfWait } from './words.ts';

/** A ladder has some ten rungs and each step moves one on: more turns than this is a bug, not a busy case. */
const MAX_STEPS = 100;

export interface DecideInput {
  /** null when the loan has no open case */
  state: CaseState | null;
  /** in the order in which they came */
  events: readonly CaseEvent[];
  facts: CaseFacts;
  /** pinned by the case, or the current one for a new case */
  strategy: Strategy;
  scorecard: Scorecard;
  /** epoch milliseconds */
  now: number;
}

/**
 * One decision of a case: the books are read, the events applied, and everything that is due is done, up to the
 * first thing that takes time; that is the instruction. Pure: the same input gives the same decision.
 *
 * @throws InvalidInput when there is neither a case nor an overdue event that opens one
 */
export function decide(input: DecideInput): Decision {
  const { facts, strategy, scorecard, now } = input;
  const context: CaseContext = { strategy, now, sequence: (input.state?.sequence ?? 0) + 1 };
  const effects: Effects = { entries: [], tasksOpened: [], tasksClosed: [] };

  const shown = input.state && showBooks(input.state, facts, context);
  if (shown) effects.entries.push(...shown.entries);
  let state = shown ? shown.state : null;
  let events = input.events;
  const answers: EventAnswer[] = [];
  if (!state) {
    const overdue = events.find((event) => event.type === 'overdue');
    if (!overdue) throw invalidInput(`loan ${facts.loan.loanId} has no open case`);
    if (facts.delinquency.arrearsMinor === 0) return notDelinquent(events);
    const opened = openCase(facts, strategy, scorecard, now);
    effects.entries.push(...opened.entries);
    state = opened.state;
    events = events.filter((event) => event !== overdue);
    answers.push({ id: overdue.id, accepted: true });
  }

  for (const event of events) {
    // A closed case stays closed: a new delinquency is left for the loan's next case.
    if (state.closed && event.type === 'overdue') continue;
    const result = transition(state, event, context);
    if ('rejection' in result) {
      answers.push({ id: event.id, accepted: false, rejection: result.rejection });
      continue;
    }
    answers.push({ id: event.id, accepted: true });
    state = result.state;
    addEffects(effects, result.effects);
  }

  const settled = settleBooks(state, context);
  if (settled) {
    state = settled.state;
    addEffects(effects, settled.effects);
  }

  const done = stillToDeliver(state, context) ?? performWhatIsDue(state, facts, context, effects);
  return {
    ...done,
    state: { ...done.state, sequence: context.sequence },
    answers,
    ...effects,
    // What was opened on the way to closing is not left open.
    tasksOpened: effects.tasksClosed === 'all' ? [] : effects.tasksOpened,
  };
}

interface Done {
  state: CaseState;
  instruction: Instruction;
  contact?: ContactReservation;
}

/** A contact that is reserved is delivered before anything else is done: events may come in between. */
function stillToDeliver(state: CaseState, { strategy, now }: CaseContext): Done | undefined {
  const { pending } = state;
  if (!pending) return undefined;
  const { contactId, channel, reservedAtMs } = pending;
  const summary = nameOfStep(stepOf(pending, state, strategy), state, strategy, now);
  const why = 'reserved before these events came in';
  return { state, instruction: { kind: 'deliver', contactId, channel, reservedAtMs, summary, why } };
}

function stepOf(pending: PendingContact, state: CaseState, strategy: Strategy): Step {
  const index = pending.rung ?? -1;
  const rung = ladderOf(strategy, state.tier)[index];
  if (rung) return { kind: 'rung', index, rung };
  return { kind: state.closed ? 'thanks' : 'promise-reminder' };
}

function performWhatIsDue(start: CaseState, facts: CaseFacts, context: CaseContext, effects: Effects): Done {
  const { strategy, now } = context;
  let state = start;
  for (let turn = 0; turn < MAX_STEPS; turn += 1) {
    const next = nextStep(state, strategy, now);
    if (!next) return { state, instruction: closing(state) };
    const name = nameOfStep(next.step, state, strategy, Math.max(now, next.atMs));
    if (next.atMs > now) {
      const summary = nameOfWait(name, next.atMs, state.zone);
      return { state, instruction: { kind: 'wait', untilMs: next.atMs, step: name, summary, why: next.why } };
    }
    const performed = performStep(state, next.step, facts, context);
    state = performed.state;
    addEffects(effects, performed.effects);
    if (performed.contact) {
      const { contactId, channel } = performed.contact;
      const instruction: Instruction = {
        kind: 'deliver',
        contactId,
        channel,
        reservedAtMs: now,
        summary: name,
        why: next.why,
      };
      return { state, instruction, contact: performed.contact };
    }
  }
  throw new Error(`case ${state.caseId} does not come to rest at ${now}`);
}

function closing(state: CaseState): Instruction {
  const reason = state.closed?.reason ?? 'recalled';
  return { kind: 'close', reason, summary: `closed: ${reason}` };
}

function notDelinquent(events: readonly CaseEvent[]): Decision {
  return {
    state: null,
    instruction: {
      kind: 'close',
      reason: 'not-delinquent',
      summary: 'nothing is overdue: no case is opened',
    },
    answers: events.map(({ id }) => ({
      id,
      accepted: false,
      rejection: { rule: 'NothingOwed', message: 'The books show nothing overdue on this loan.' },
    })),
    entries: [],
    tasksOpened: [],
    tasksClosed: [],
  };
}

function addEffects(all: Effects, more: Effects): void {
  all.entries.push(...more.entries);
  all.tasksOpened.push(...more.tasksOpened);
  if (more.tasksClosed === 'all') all.tasksClosed = 'all';
  else if (all.tasksClosed !== 'all') all.tasksClosed.push(...more.tasksClosed);
}
