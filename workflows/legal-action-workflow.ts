import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { LegalActivities } from '../activities/legal-types.ts';
import type { EventAnswer } from '../domain/case/decision.ts';
import { businessTime, realDelay } from '../domain/clock.ts';
import type { Rejection } from '../domain/failures.ts';
import type { LegalDecisionResult, LegalInstruction } from '../domain/legal/decision.ts';
import type { LegalEvent, LegalEventOf, LegalUpdateType } from '../domain/legal/events.ts';
import type { LegalState } from '../domain/legal/state.ts';
import { checkLegalUpdate } from '../domain/legal/update-checks.ts';
import { Alarm } from './alarm.ts';
import { currentLegalDetails } from './legal-details.ts';
import * as messages from './legal-messages.ts';
import type { LegalAnswer, LegalWorkflowInput, LegalWorkflowResult } from './legal-messages.ts';
import { searchAttributeKeys } from './search-attributes.ts';

/**
 * One claim on its way through court. A shell like that of the case: `decideLegal` makes every decision, the workflow
 * hands it what has come and waits for the next deadline. Actions last for years: rules change elsewhere.
 */
export async function legalActionWorkflow(input: LegalWorkflowInput): Promise<LegalWorkflowResult> {
  const { legalId, loanId, clock } = input;
  const now = () => businessTime(Date.now(), clock);
  const alarm = new Alarm();
  const inbox: LegalEvent[] = [];
  const askers = new Map<string, (answer: EventAnswer) => void>();
  const current: { state: LegalState | null; next: LegalInstruction | null } = {
    state: input.decided?.state ?? null,
    next: input.decided?.instruction ?? null,
  };
  /** the step whose search attributes are set */
  let shown = current.state ? current.state.step.name : 'notice';

  setHandler(messages.legalStatusQuery, () => ({ ...current, waitingEvents: inbox.length }));
  setHandler(messages.stopSignal, hear);
  for (const update of messages.allLegalUpdates) setHandler(update, answer, { validator });
  show();

  for (;;) {
    const { next, state } = current;
    if (next === null || inbox.length > 0 || (next.kind === 'wait' && next.untilMs <= now())) {
      const summary =
        inbox.map((event) => event.type).join(', ') || (next?.summary ?? 'open the legal action');
      adopt(await decide(summary)({ legalId, loanId, state, events: [...inbox], nowMs: now() }));
    } else if (next.kind === 'wait' && !workflowInfo().continueAsNewSuggested) {
      await alarm.sleep(next.untilMs, realDelay(Date.now(), next.untilMs, clock), next.summary);
    } else {
      alarm.stop();
      await condition(() => allHandlersFinished() || inbox.length > 0);
      if (inbox.length > 0) continue;
      if (next.kind === 'end' || !state) return { ended: next.kind === 'end' ? next.reason : 'closed' };
      // Nothing waits in the inbox, and what comes now is kept by the server for the next run.
      await continueAsNew<typeof legalActionWorkflow>({
        legalId,
        loanId,
        decided: { state, instruction: next },
        ...(clock && { clock }),
      });
    }
  }

  function hear(event: LegalEvent): void {
    if (inbox.some(({ id }) => id === event.id)) return;
    inbox.push(event);
    alarm.ring();
  }

  function adopt({ state, instruction, answers }: LegalDecisionResult): void {
    current.state = state;
    current.next = instruction;
    for (const decided of answers) {
      askers.get(decided.id)?.(decided);
      const at = inbox.findIndex((event) => event.id === decided.id);
      if (at !== -1) inbox.splice(at, 1);
    }
    show();
  }

  /** Details cost nothing; search attributes cost an event, so they follow the steps. */
  function show(): void {
    const { state, next } = current;
    if (!state || !next) return;
    setCurrentDetails(currentLegalDetails(state, next));
    if (shown === state.step.name) return;
    shown = state.step.name;
    upsertSearchAttributes([{ key: searchAttributeKeys.caseStage, value: `legal-${shown}` }]);
  }

  function validator(event: LegalEventOf<LegalUpdateType>): void {
    if (current.state) refuse(checkLegalUpdate(current.state, event, now()));
  }

  /** An Update is an event whose sender waits for the answer; what the validator refuses leaves no history. */
  async function answer(event: LegalEventOf<LegalUpdateType>): Promise<LegalAnswer> {
    inbox.push(event);
    alarm.ring();
    const decided = await new Promise<EventAnswer>((resolve) => askers.set(event.id, resolve));
    askers.delete(event.id);
    if (!decided.accepted) refuse(decided.rejection);
    return { state: current.state, next: current.next };
  }
}

/** One short transaction and a signal to the case: a local activity, repeated until both have answered. */
function decide(summary: string) {
  return proxyLocalActivities<LegalActivities>({
    startToCloseTimeout: '10 seconds',
    retry: { initialInterval: '100 milliseconds', maximumInterval: '30 seconds' },
    summary,
  }).decideLegal;
}

function refuse(rejection: Rejection | undefined): void {
  if (rejection) throw ApplicationFailure.nonRetryable(rejection.message, `Rejected.${rejection.rule}`);
}
