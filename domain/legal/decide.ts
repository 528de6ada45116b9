import { formatInstant } from '../calendar.ts';
import type { EventAnswer } from '../case/decision.ts';
import { formatMoney } from '../money.ts';
import type { LegalPolicy } from '../strategy/schema.ts';
import { isApproved } from './approvals.ts';
import type {
  LegalContext,
  LegalDecision,
  LegalEffects,
  LegalFacts,
  LegalInstruction,
  LegalOpening,
  LegalProgress,
} from './decision.ts';
import type { LegalEvent } from './events.ts';
import { missDeadline, nextDeadline } from './next-deadline.ts';
import { moved, stepOf, taskOf, toStep, toStop, type Moved } from './open-step.ts';
import type { LegalState } from './state.ts';
import { transitionLegal } from './transition.ts';
import { END_WORDS } from './words.ts';

export interface DecideLegalInput {
  /** null when it is to be opened */
  state: LegalState | null;
  opening: LegalOpening;
  /** in the order in which they came */
  events: readonly LegalEvent[];
  facts: LegalFacts;
  policy: LegalPolicy;
  /** epoch milliseconds */
  now: number;
}

/**
 * One decision of a legal action: the claim is brought up to date, the events applied, what the case says is
 * obeyed, and missed deadlines are dealt with. Pure: the same input gives the same decision.
 */
export function decideLegal(input: DecideLegalInput): LegalDecision {
  const { facts, policy, now } = input;
  const context: LegalContext = { policy, now, sequence: (input.state?.sequence ?? 0) + 1 };
  const all: LegalEffects = { entries: [], tasksOpened: [], tasksClosed: [], documents: [] };
  const answers: EventAnswer[] = [];

  const begun = input.state ? moved(input.state) : open(input.opening, facts, context);
  let state = take(begun, all);
  state = take(showClaim(state, facts, context), all);
  for (const event of input.events) {
    const result = transitionLegal(state, event, context);
    if ('rejection' in result) {
      answers.push({ id: event.id, accepted: false, rejection: result.rejection });
      continue;
    }
    answers.push({ id: event.id, accepted: true });
    state = take(result, all);
  }
  state = take(obeyCase(state, facts, context), all);
  for (let next = nextDeadline(state); next && next.atMs <= now; next = nextDeadline(state)) {
    state = take(missDeadline(state, next, context), all);
  }
  const told = progress(input.state, state);
  return {
    ...all,
    state: { ...state, sequence: context.sequence },
    instruction: instructionOf(state),
    answers,
    ...(told && { tell: told }),
  };
}

function open(opening: LegalOpening, facts: LegalFacts, context: LegalContext): Moved {
  const state: LegalState = {
    ...opening,
    sequence: 0,
    claimMinor: facts.arrearsMinor,
    step: stepOf(opening, 'notice', context),
    filed: false,
    instance: 1,
  };
  const { legalId, approvedBy } = opening;
  const claim = formatMoney(facts.arrearsMinor, opening.currency);
  return moved(state, {
    entries: [
      {
        type: 'legal-opened',
        actor: 'system',
        data: { legalId, approvedBy, claimMinor: facts.arrearsMinor },
        why: `legal action for ${claim}, approved by ${approvedBy.join(' and ')}`,
      },
    ],
    tasksOpened: [taskOf(state)],
  });
}

/** A claim that has grown while it is being filed needs the approvals of its new size first. */
function showClaim(before: LegalState, { arrearsMinor, closed }: LegalFacts, context: LegalContext): Moved {
  if (before.ended || closed) return moved(before);
  const state = { ...before, claimMinor: arrearsMinor };
  if (state.step.name !== 'filing' || isApproved(state, context.policy)) return moved(state);
  const { legalId } = state;
  const why = 'the claim has grown: a second person has to approve that it is filed';
  const entry = { type: 'legal-approval-asked', actor: 'system', data: { legalId }, why };
  const asked = toStep(state, 'approval', context);
  return { ...asked, effects: { ...asked.effects, entries: [entry] } };
}

/** The case has the last word: once it is closed the action is stopped, whether it has heard of it or not. */
function obeyCase(state: LegalState, { closed }: LegalFacts, context: LegalContext): Moved {
  if (!closed || state.ended || state.stopping) return moved(state);
  const stopped = toStop(state, closed === 'cured' ? 'cured' : 'closed', context);
  const data = { legalId: state.legalId, reason: closed };
  const entry = { type: 'legal-stop', actor: 'system', data, why: `the case is closed: ${closed}` };
  return { ...stopped, effects: { ...stopped.effects, entries: [entry, ...stopped.effects.entries] } };
}

function instructionOf(state: LegalState): LegalInstruction {
  const next = nextDeadline(state);
  if (!next) {
    const reason = state.ended?.reason ?? 'closed';
    return { kind: 'end', reason, summary: `ended: ${END_WORDS[reason]}` };
  }
  const { atMs: untilMs, name: step, why } = next;
  const summary = `deadline ${formatInstant(untilMs, state.zone)}: ${step}`;
  return { kind: 'wait', untilMs, step, summary, why };
}

/** @returns what the case does not know yet; once it is closed, or was told of a settlement, it need not hear more */
function progress(before: LegalState | null, after: LegalState): LegalProgress | undefined {
  const step = after.step.name;
  if (after.stopping === 'settled' && before?.stopping !== 'settled') return { step, ended: 'settled' };
  if (after.stopping && after.stopping !== 'withdrawn') return undefined;
  const reason = after.ended?.reason;
  if (reason === 'cured' || reason === 'closed') return undefined;
  if (reason) return { step, ended: reason };
  // The case has opened it at its first step.
  return step === (before?.step.name ?? 'notice') ? undefined : { step };
}

/** A task of this decision is as the last change left it: opened, opened again, or closed. */
function take({ state, effects }: Moved, all: LegalEffects): LegalState {
  const closed = new Set(effects.tasksClosed);
  const opened = new Set(effects.tasksOpened.map(({ taskId }) => taskId));
  const stillOpen = all.tasksOpened.filter(({ taskId }) => !closed.has(taskId) && !opened.has(taskId));
  all.entries.push(...effects.entries);
  all.documents.push(...effects.documents);
  all.tasksOpened = [...stillOpen, ...effects.tasksOpened];
  all.tasksClosed = [...all.tasksClosed.filter((id) => !opened.has(id)), ...closed];
  return state;
}
