import { caseWith } from '../case-with.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { toRescore } from '../rescore.ts';
import type { CaseState } from '../state.ts';

/** The economy of the region has got better or worse. */
export function onMacroAlert(state: CaseState, event: CaseEventOf<'macro-alert'>): Transition {
  const { source, asOf, indicator, level } = event;
  const known: CaseState = caseWith(state, { outlook: { ...state.outlook, macro: level } });
  return accepted(
    toRescore(known, `macro alert '${level}' of ${indicator} as of ${asOf}`),
    entryOf(event, { source, asOf, indicator, level }, state.closed ? 'recorded' : 'scored anew'),
  );
}
