import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
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
  const current: { state: CaseState | null; next: Instruction | null } = {
    state: input.decided?.state ?? null,
    next: input.decided?.instruction ?? null,
  };
  const display = new CaseDisplay(current.state);

  setHandler(messages.statusQuery, () => ({ ...current, waitingEvents: inbox.length }));
  for (const signal of messages.allSignals) setHandler(signal, hear);
  for (const update of messages.allUpdates) setHandler(update, answer, { validator });

  if (current.next === null) await condition(() => inbox.some((event) => event.type === 'overdue'));
  else if (current.state) display.show(current.state, current.next, now());

  for (;;) {
    const { next, state } = current;
    if (next?.kind === 'deliver' && state) {
      // Before anything else: the delivery itself looks whether a payment has made it superfluous.
      const { contactId, reservedAtMs, summary } = next;
      const contact = { loanId, caseId: state.caseId, contactId, reservedAtMs, sequence: state.sequence };
      adopt(await deliver(contact, summary));
    } else if (next === null || hasEvents()) {
      const summary = inbox.map((event) => event.type).join(', ');
      adopt(await decideActivity(summary)({ loanId, state, events: [...inbox], nowMs: now() }));
    } else if (next.kind === 'wait' && state && next.untilMs <= now()) {
      adopt(await takeStep(state, next.step, now()));
    } else if (next.kind === 'wait' && !workflowInfo().continueAsNewSuggested) {
      await alarm.sleep(next.untilMs, realDelay(Date.now(), next.untilMs, clock), next.summary);
    } else {
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
      const at = inbox.findIndex((event) => event.id === answer.id);
      if (at !== -1) inbox.splice(at, 1);
    }
    if (result.state) display.show(result.state, result.instruction, now());
  }

  function validator(event: CaseEventOf<UpdateType>): void {
    if (current.state) refuse(checkUpdate(current.state, event, now()));
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
  if (rejection) throw ApplicationFailure.nonRetryable(rejection.message, `Rejected.${rejection.rule}`);
}
