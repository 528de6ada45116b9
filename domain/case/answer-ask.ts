import { accepted, type CaseContext, type Effects } from './context.ts';
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
    answer: AskAnswer,
    context: CaseContext,
  ) => { state: CaseState; effects: Effects };
};

/** What follows from the answer to each kind of ask. */
const ANSWERS: Answers = {
  'close-approval': (state, { reason }, { approved }, { now }) =>
    approved ? accepted(closeCase(state, reason, now), [], { tasksClosed: 'all' }) : accepted(state, []),
};

/**
 * @param state without the ask any more
 * @returns what follows from its answer
 */
export function answerAsk(
  state: CaseState,
  { about }: OpenAsk,
  answer: AskAnswer,
  context: CaseContext,
): { state: CaseState; effects: Effects } {
  return ANSWERS[about.kind](state, about, answer, context);
}
