import { caseWith } from '../case-with.ts';
import { formatMoney } from '../../money.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { toRescore } from '../rescore.ts';
import type { CaseState } from '../state.ts';

/** What the customer owes elsewhere has changed. */
export function onExternalDebt(state: CaseState, event: CaseEventOf<'external-debt'>): Transition {
  const { source, asOf, totalMinor } = event;
  const known = caseWith(state, { outlook: { ...state.outlook, externalDebtMinor: totalMinor } });
  const total = formatMoney(totalMinor, state.currency);
  return accepted(
    toRescore(known, `owes ${total} elsewhere as of ${asOf}`),
    entryOf(event, { source, asOf, totalMinor }, state.closed ? 'recorded' : 'scored anew'),
  );
}
