import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { toRescore } from '../rescore.ts';
import type { CaseState } from '../state.ts';

/** The customer has a new rating. Which one counts the books say: only the bank's own is in the score. */
export function onRating(state: CaseState, event: CaseEventOf<'rating'>, { facts }: CaseContext): Transition {
  const { source, asOf, score, grade } = event;
  const known = { source, asOf, score, grade, internalScore: facts.customer.internalScore };
  if (state.closed) return accepted(state, entryOf(event, known, 'recorded'));
  return accepted(
    toRescore(state, `new rating of ${source} as of ${asOf}`),
    entryOf(event, known, 'scored anew'),
  );
}
