import { accepted, type CaseContext, type Effects } from './context.ts';
import { answerLegalApproval } from './legal-rung.ts';
import { answerPlan } from './plan.ts';
import { answerLetterApproval } from './letter.ts';
import { answerSettlement } from './settlement.ts';
import { closeCase } from './settle-books.ts';
import type { AskAbout, AskKind, CaseState, OpenAsk } from './state.ts';

/** How an ask ended: by a supervisor, or by nobody in time, which declines it. */
export interface AskAnswer {
  approved: boolean;
  by: string;
}

type Answers = {
  [Kind in AskKind]: (
    state: CaseState,
    about: Extract<AskAbout, { kind: Kind }>,
    answer: AskAnswer & { approvedBy: string[] },
    context: CaseContext,
  ) => { state: CaseState; effects: Effects };
};

/** What follows from the answer to each kind of ask. */
const ANSWERS: Answers = {
  'legal-approval': answerLegalApproval,
  'plan-approval': (state, { plan, planId }, { approved }, context) =>
    answerPlan(state, plan, { approved, planId }, context),
  'letter-approval': (state, _about, answer, context) => answerLetterApproval(state, answer, context),
  'settlement-approval': (state, { offer }, answer, context) =>
    answerSettlement(state, offer, answer, context),
  'close-approval': (state, { reason }, { approved }, { now }) =>
    approved ? accepted(closeCase(state, reason, now), [], { tasksClosed: 'all' }) : accepted(state, []),
};

/**
 * @param state without the ask any more
 * @returns what follows from its answer
 */
export function answerAsk(
  state: CaseState,
  { about, approvedBy }: OpenAsk,
  answer: AskAnswer,
  context: CaseContext,
): { state: CaseState; effects: Effects } {
  // The table pairs every kind with its answer; the compiler cannot follow it through the key.
  const answered = ANSWERS[about.kind] as (
    state: CaseState,
    about: AskAbout,
    answer: AskAnswer & { approvedBy: string[] },
    context: CaseContext,
  ) => { state: CaseState; effects: Effects };
  return answered(state, about, { ...answer, approvedBy: [...approvedBy, answer.by] }, context);
}
