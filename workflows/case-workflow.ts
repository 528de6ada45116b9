import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeliverInput } from '../activities/types.ts';
import type { DecisionResult, EventAnswer, Instruction } from '../domain/case/decision.ts';
import type { CaseEvent, CaseEventOf, UpdateType } from '../domain/case/events.ts';
import type { CaseState } from '../domain/case/state.ts';
import { checkUpdate } from '../domain/case/update-checks.ts';
import { businessTime, realDelay } from '../domain/clock.ts';
import type { Rejection } from '../domain/failures.ts';
import { Alarm } from './alarm.ts';
import * as messages from './messages.ts';
import type { CaseWorkflowInput, CaseWorkflowResult, UpdateAnswer } from './messages.ts';
import { abandonActivity, decideActivity, deliverActivity, takeStepActivity } from './proxies.ts';
import { CaseDisplay } from './show-case.ts';
import { statusOf } from './status.ts';

/**
 * One delinquent loan, from overdue to its end. A shell: every decision is made by `decide`, the workflow hands
 * it what has come, carries out the one instruction it gets, and waits. It hardly ever changes, because cases
 * sleep for months and are replayed; rules change elsewhere.
 */
export async function caseWorkflow(input: CaseWorkflowInput): Promise<CaseWorkflowResult> {
  const { loanId, clock } = input;
  const now = () => businessTime(Date.now(), clock);
  const alarm = new Alarm();
  const inbox: CaseEvent[] = [...(input.pending ?? [])];
  const askers = new Map<string, (answer: EventAnswer) => void>();
  const accepted = new Set(input.accepted);
  const current: { state: CaseState | null; next: Instruction | null } = {
    state: input.decided?.state ?? null,
    next: input.decided?.instruction ?? null,
  };
  const display = new CaseDisplay(current.state);

  setHandler(messages.statusQuery, () => statusOf(current, inbox.length));
  for (const signal of messages.allSignals) setHandler(signal, hear);
  for (const update of messages.allUpdates) setHandler(update, answer, { validator });

  if (current.next === null) await condition(() => inbox.some((event) => event.type === 'overdue'));
  else if (current.state) display.show(current.state, current.next, now());

  for (let stepped = false; ;) {
    const { next, state } = current;
    if (next?.kind === 'deliver' && state) {
      // Before anything else: the delivery itself looks whether a payment has made it superfluous.
      const { contactId, reservedAtMs, summary } = next;
      const contact = { loanId, caseId: state.caseId, contactId, reservedAtMs, sequence: state.sequence };
      adopt(await deliver(contact, summary));
      stepped = true;
    } else if (next === null || hasEvents()) {
      const summary = inbox.map((event) => event.type).join(', ');
      adopt(await decideActivity(summary)({ loanId, state, events: [...inbox], nowMs: now() }));
      stepped = false;
    } else if (next.kind === 'wait' && state && next.untilMs <= now()) {
      adopt(await takeStep(state, next.step, now()));
      stepped = true;
    } else if (next.kind === 'wait' && !workflowInfo().continueAsNewSuggested) {
      await alarm.sleep(next.untilMs, realDelay(Date.now(), next.untilMs, clock), next.summary);
    } else {
      // After a step nothing can come in another order in a replay. After a decision it can: a query that is answered
      // meanwhile puts its result before a signal or behind it. Then only a timer that has fired says where history is.
      if (next.kind === 'wait' && !stepped && patched('pause-before-fresh-history')) {
        await alarm.pause(PAUSE_MS, 'a moment without news, then a fresh history');
      }
      alarm.stop();
      await condition(() => allHandlersFinished() || hasEvents());
      if (hasEvents()) continue;
      if (next.kind === 'close' && inbox.length === 0) return { closed: next.reason };
      // The loan's next case, or the same one with a fresh history; either way nothing that came is lost.
      const decided = next.kind === 'close' || !state ? {} : { decided: { state, instruction: next } };
      await continueAsNew<typeof caseWorkflow>({
        loanId,
        pending: inbox,
        ...decided,
        ...(accepted.size > 0 && { accepted: [...accepted].slice(-KEPT_ANSWERS) }),
        ...(clock && { clock }),
      });
    }
  }

  /** What is reported again while it waits, or is being decided, is the same event. */
  function hear(event: CaseEvent): void {
    if (inbox.some(({ id }) => id === event.id)) return;
    inbox.push(event);
    alarm.ring();
  }

  /** A new delinquency is no event of a case that is closed: it waits until this one has said its thanks. */
  function hasEvents(): boolean {
    return inbox.some((event) => event.type !== 'overdue' || !current.state?.closed);
  }

  function adopt(result: DecisionResult): void {
    current.state = result.state;
    current.next = result.instruction;
    for (const answer of result.answers) {
      askers.get(answer.id)?.(answer);
      if (answer.accepted && askers.has(answer.id)) accepted.add(answer.id);
      const at = inbox.findIndex((event) => event.id === answer.id);
      if (at !== -1) inbox.splice(at, 1);
    }
    if (result.state) display.show(result.state, result.instruction, now());
  }

  /** What was accepted and is asked again, because the answer was lost, is not refused for what it has done itself. */
  function validator(event: CaseEventOf<UpdateType>): void {
    if (current.state && !accepted.has(event.id)) refuse(checkUpdate(current.state, event, now()));
  }

  /** An Update is an event whose sender waits for the answer; what the validator refuses leaves no history. */
  async function answer(event: CaseEventOf<UpdateType>): Promise<UpdateAnswer> {
    inbox.push(event);
    alarm.ring();
    const decided = await new Promise<EventAnswer>((resolve) => askers.set(event.id, resolve));
    askers.delete(event.id);
    if (!decided.accepted) refuse(decided.rejection);
    return { state: current.state, next: current.next };
  }
}

/** Short, so that news seldom comes in it; a case whose news never ends goes on in the history that it has. */
const PAUSE_MS = 20;
/** Of what was accepted, so many of the last are remembered by the next run: their senders may still ask again. */
const KEPT_ANSWERS = 20;

/** A step that could not be finished is decided again, which finds what of it is done, and gone on with from there. */
async function takeStep(state: CaseState, summary: string, nowMs: number): Promise<DecisionResult> {
  const { loanId, caseId, sequence } = state;
  try {
    return await takeStepActivity(summary)({ loanId, caseId, sequence, nowMs });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return decideActivity(summary)({ loanId, state, events: [], nowMs });
  }
}

/** What follows a delivery that never reported back is decided too: it is given up, not repeated. */
async function deliver(contact: DeliverInput, summary: string): Promise<DecisionResult> {
  try {
    return await deliverActivity(summary)(contact);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return abandonActivity(`give up: ${summary}`)(contact);
  }
}

function refuse(rejection: Rejection | undefined): void {
  if (!rejection) return;
  const { rule, message, gate } = rejection;
  throw ApplicationFailure.nonRetryable(message, `Rejected.${rule}`, ...(gate ? [gate] : []));
}
