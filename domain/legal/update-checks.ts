import { formatInstant } from '../calendar.ts';
import type { Rejection, RejectionRule } from '../failures.ts';
import { formatMoney } from '../money.ts';
import type { LegalEventOf, LegalUpdateType } from './events.ts';
import type { LegalState } from './state.ts';
import { LEGAL_OUTCOMES, needsDocument } from './steps.ts';

type Checks = {
  [Type in LegalUpdateType]: (
    state: LegalState,
    event: LegalEventOf<Type>,
    now: number,
  ) => Rejection | undefined;
};

const refuse = (rule: RejectionRule, message: string): Rejection => ({ rule, message });

const CHECKS: Checks = {
  complete(state, { step, outcome, documents }, now) {
    const { name, notBeforeMs, documents: known } = state.step;
    if (step !== name) {
      return refuse('LegalStepNotOpen', `The step '${step}' is not open; the action is at '${name}'.`);
    }
    const outcomes: readonly string[] = LEGAL_OUTCOMES[step];
    if (!outcomes.includes(outcome)) {
      return refuse('LegalOutcomeUnknown', `The step '${step}' ends as one of: ${outcomes.join(', ')}.`);
    }
    // What has not been filed yet is not filed early; that somebody has appealed can be known early.
    if (notBeforeMs !== undefined && now < notBeforeMs && outcome !== 'appealed') {
      const from = formatInstant(notBeforeMs, state.zone);
      return refuse('LegalStepTooEarly', `The step '${step}' cannot end as '${outcome}' before ${from}.`);
    }
    return needsDocument(step, outcome) && documents.length + known === 0
      ? refuse('LegalDocumentMissing', `Add the document that shows that '${step}' ended as '${outcome}'.`)
      : undefined;
  },

  document: () => undefined,

  approval(state, { taskId, approved, by }) {
    const { settlement, step, approvedBy } = state;
    const settling = settlement?.taskId === taskId;
    if (!settling && (step.name !== 'approval' || step.taskId !== taskId)) {
      return refuse('TaskNotOpen', `Task ${taskId} is not waiting for an approval of this legal action.`);
    }
    const others = settling ? [settlement.askedBy] : approvedBy;
    return approved && others.includes(by)
      ? refuse('SamePerson', 'Somebody else has to approve this.')
      : undefined;
  },

  settle(state, { amountMinor }) {
    if (state.stopping) return stopped(state);
    if (state.settlement) {
      return refuse(
        'SettlementOpen',
        'A settlement is being decided; wait until it is approved or declined.',
      );
    }
    return amountMinor > state.claimMinor
      ? refuse(
          'SettlementExceedsClaim',
          `The claim is ${formatMoney(state.claimMinor, state.currency)}; a settlement is no more than that.`,
        )
      : undefined;
  },

  withdraw: (state) => (state.stopping ? stopped(state) : undefined),
};

function stopped(state: LegalState): Rejection {
  return refuse(
    'LegalStopping',
    `The action is being withdrawn (${state.stopping}); only that is left to do.`,
  );
}

/**
 * Whether a legal action refuses what is asked, from the state in hand alone. Update validators run it so that a
 * refusal leaves no history; the transition runs it again with the facts of the moment.
 *
 * @param now epoch milliseconds
 * @returns the rule that refuses it, or undefined
 */
export function checkLegalUpdate(
  state: LegalState,
  event: LegalEventOf<LegalUpdateType>,
  now: number,
): Rejection | undefined {
  if (state.ended) {
    return refuse('LegalActionEnded', `The legal action has ended (${state.ended.reason}).`);
  }
  // The table pairs every event with the check of its type; the compiler cannot follow it through the key.
  const check = CHECKS[event.type] as (
    state: LegalState,
    event: LegalEventOf<LegalUpdateType>,
    now: number,
  ) => Rejection | undefined;
  return check(state, event, now);
}
