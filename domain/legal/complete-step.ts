import { DAY_MS } from '../calendar.ts';
import type { LegalContext } from './decision.ts';
import { toEnd, toFiling, toStep, type Moved } from './open-step.ts';
import type { LegalState } from './state.ts';
import type { OutcomeOf, WorkStep } from './steps.ts';

type After = {
  [Step in WorkStep]: (state: LegalState, outcome: OutcomeOf<Step>, context: LegalContext) => Moved;
};

/** What follows from the outcome of each step. */
const AFTER: After = {
  notice(state, outcome, context) {
    const { attempt } = state.step;
    if (outcome === 'returned' && attempt < context.policy.maxNotices) {
      return toStep(state, 'notice', context, { attempt: attempt + 1 });
    }
    if (outcome === 'returned') return toFiling(state, context);
    const answerUntilMs = context.now + context.policy.answerDays * DAY_MS;
    return toFiling({ ...state, answerUntilMs }, context);
  },

  filing(state, outcome, context) {
    const { attempt } = state.step;
    if (outcome === 'accepted') {
      const filed = { ...state, filed: true };
      const preserve = state.claimMinor >= (context.policy.preservationFromMinor ?? Infinity);
      return toStep(filed, preserve ? 'preservation' : 'hearing', context);
    }
    return attempt < context.policy.maxFilings
      ? toFiling(state, context, attempt + 1)
      : toEnd(state, 'rejected', context);
  },

  preservation: (state, outcome, context) =>
    toStep(outcome === 'granted' ? { ...state, preserved: true } : state, 'hearing', context),

  hearing: (state, outcome, context) =>
    outcome === 'held'
      ? toStep(state, 'judgment', context)
      : toStep(state, 'hearing', context, { attempt: state.step.attempt + 1 }),

  judgment(state, verdict, context) {
    const judged = { ...state, verdict };
    if (state.instance === 2) return toFinal(judged, context);
    const notBeforeMs = context.now + context.policy.appealDays * DAY_MS;
    return toStep(judged, 'appeal', context, { notBeforeMs });
  },

  appeal(state, outcome, context) {
    if (outcome === 'none') return toFinal(state, context);
    const { verdict, ...rest } = state;
    return toStep({ ...rest, instance: 2 }, 'hearing', context);
  },

  enforcement(state, outcome, context) {
    if (outcome === 'paid') return toEnd(state, 'paid', context);
    if (outcome === 'nothing-found') return toEnd(state, 'unenforceable', context);
    return toStep(state, 'enforcement', context, { attempt: state.step.attempt + 1 });
  },

  withdrawal: (state, outcome, context) =>
    outcome === 'done'
      ? toEnd(state, state.stopping ?? 'withdrawn', context)
      : toStep(state, 'withdrawal', context, { attempt: state.step.attempt + 1 }),
};

function toFinal(state: LegalState, context: LegalContext): Moved {
  return state.verdict === 'against' ? toEnd(state, 'lost', context) : toStep(state, 'enforcement', context);
}

/** @returns the action after a step has ended so; the outcome is one of the step's own */
export function completeStep<Step extends WorkStep>(
  state: LegalState,
  step: Step,
  outcome: OutcomeOf<Step>,
  context: LegalContext,
): Moved {
  return AFTER[step](state, outcome, context);
}
