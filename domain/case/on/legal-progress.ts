import { caseWith } from '../case-with.ts';
import { END_WORDS, STEP_NAMES } from '../../legal/words.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { closeCase } from '../settle-books.ts';
import type { CaseState } from '../state.ts';

/** A settlement, and a judgment that was paid, end the case; after any other end the ladder goes on to its review. */
export function onLegalProgress(
  state: CaseState,
  event: CaseEventOf<'legal-progress'>,
  { now }: CaseContext,
): Transition {
  const { legalAction } = state;
  const { legalId, step, ended } = event;
  if (legalAction?.id !== legalId) {
    return accepted(state, entryOf(event, { legalId, step }, 'a legal action of an earlier case'));
  }
  const why = ended ? `the legal action has ended: ${END_WORDS[ended]}` : `now at: ${STEP_NAMES[step]}`;
  const entry = entryOf(event, { legalId, step, ...(ended && { ended }) }, why);
  const told = caseWith(state, { legalAction: { ...legalAction, step, ...(ended && { ended }) } });
  if (!state.closed && (ended === 'settled' || ended === 'paid')) {
    return accepted(closeCase(told, 'settled', now), entry, { tasksClosed: 'all' });
  }
  return accepted(told, entry);
}
