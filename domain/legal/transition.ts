import { DAY_MS } from '../calendar.ts';
import type { Rejection } from '../failures.ts';
import { legalTaskId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import { isApproved, personsNeeded } from './approvals.ts';
import { completeStep } from './complete-step.ts';
import type { AddedDocument, LegalContext } from './decision.ts';
import type { LegalDocument, LegalEvent, LegalEventOf } from './events.ts';
import { joined, moved, SETTLEMENT_TASK, toEnd, toFiling, toStop, type Moved } from './open-step.ts';
import type { LegalState } from './state.ts';
import { checkLegalUpdate } from './update-checks.ts';

export type LegalTransition = Moved | { rejection: Rejection };

type Handlers = {
  [Type in LegalEvent['type']]: (
    state: LegalState,
    event: LegalEventOf<Type>,
    context: LegalContext,
  ) => Moved;
};

/** What each event does, once nothing refuses it. */
const HANDLERS: Handlers = {
  complete(state, event, context) {
    const { step, outcome, documents, why } = event;
    const entry = entryOf(state, event, { step, outcome }, why);
    // The check has seen that the outcome is one of the step's own.
    const next = completeStep(state, step, outcome as never, context);
    return withEntry(entry, joined(next, moved(next.state, added(state, event, documents))));
  },

  document(state, event) {
    const { step } = state;
    const filed = { ...state, step: { ...step, documents: step.documents + event.documents.length } };
    const entry = entryOf(state, event, { documents: event.documents.map(({ name }) => name) }, event.why);
    return moved(filed, { entries: [entry], ...added(state, event, event.documents) });
  },

  approval(state, event, context) {
    const { approved, by, why, taskId } = event;
    const { settlement } = state;
    if (settlement?.taskId === taskId) {
      const entry = entryOf(state, event, { settlementMinor: settlement.amountMinor, approved }, why);
      return withEntry(entry, approved ? toStop(state, 'settled', context) : declineSettlement(state));
    }
    const entry = entryOf(state, event, { step: 'approval', approved }, why);
    if (!approved) return withEntry(entry, toEnd(state, 'declined', context));
    const seconded = { ...state, approvedBy: [...state.approvedBy, by] };
    return withEntry(
      entry,
      isApproved(seconded, context.policy) ? toFiling(seconded, context) : moved(seconded),
    );
  },

  settle(state, event, context) {
    const { policy, now, sequence } = context;
    const { amountMinor, by, documents, why } = event;
    const entry = entryOf(state, event, { settlementMinor: amountMinor, claimMinor: state.claimMinor }, why);
    const papers = moved(state, added(state, event, documents));
    // Whoever asks for it is the first of the two.
    if (personsNeeded(state.claimMinor, policy) === 1) {
      return withEntry(entry, joined(toStop(state, 'settled', context), papers));
    }
    const taskId = legalTaskId(state.legalId, sequence, SETTLEMENT_TASK);
    const dueAtMs = now + policy.approvalDays * DAY_MS;
    const amount = formatMoney(amountMinor, state.currency);
    const claim = formatMoney(state.claimMinor, state.currency);
    const summary = `Approve a settlement of ${amount} for a claim of ${claim}; without an answer it is declined`;
    const asked = { ...state, settlement: { taskId, amountMinor, askedBy: by, dueAtMs } };
    const task = { taskId, kind: 'legal-settlement' as const, dueAtMs, summary };
    return withEntry(entry, joined(moved(asked, { tasksOpened: [task] }), papers));
  },

  withdraw: (state, event, context) =>
    withEntry(entryOf(state, event, {}, event.why), toStop(state, 'withdrawn', context)),

  stop(state, event, context) {
    if (state.ended || state.stopping) return moved(state);
    return withEntry(
      entryOf(state, event, { reason: event.reason }, STOP_WORDS[event.reason]),
      toStop(state, event.reason, context),
    );
  },
};

const STOP_WORDS = {
  cured: 'nothing is overdue any more: the action is stopped',
  closed: 'the case has ended: the action is stopped',
} as const;

/**
 * The legal action as a state machine: one event from outside, applied to a state that shows the claim of now.
 *
 * @returns the new state with what is to be recorded, or the rule that refuses the event
 */
export function transitionLegal(
  state: LegalState,
  event: LegalEvent,
  context: LegalContext,
): LegalTransition {
  const rejection = event.type === 'stop' ? undefined : checkLegalUpdate(state, event, context.now);
  if (rejection) return { rejection };
  // The table pairs every event with the handler of its type; the compiler cannot follow it through the key.
  const handler = HANDLERS[event.type] as (
    state: LegalState,
    event: LegalEvent,
    context: LegalContext,
  ) => Moved;
  return handler(state, event, context);
}

/** @returns the action without the settlement that was asked for */
export function declineSettlement(state: LegalState): Moved {
  const { settlement, ...rest } = state;
  return moved(rest, { tasksClosed: settlement ? [settlement.taskId] : [] });
}

function entryOf(state: LegalState, event: LegalEvent, data: Record<string, unknown>, why: string) {
  const { legalId } = state;
  return { type: `legal-${event.type}`, actor: event.by, data: { eventId: event.id, legalId, ...data }, why };
}

function withEntry(entry: ReturnType<typeof entryOf>, { state, effects }: Moved): Moved {
  return { state, effects: { ...effects, entries: [entry, ...effects.entries] } };
}

function added({ step }: LegalState, { by }: LegalEvent, documents: readonly LegalDocument[]) {
  const all: AddedDocument[] = documents.map((paper) => ({ ...paper, step: step.name, addedBy: by }));
  return { documents: all };
}
