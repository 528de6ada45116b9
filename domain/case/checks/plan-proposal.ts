import type { Rejection } from '../../failures.ts';
import { formatMoney } from '../../money.ts';
import type { CaseEventOf } from '../events.ts';
import { holdOf, type HoldKind } from '../hold.ts';
import { collectableMinor, type CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** While one of these stands no plan is made: payments are the court's, the estate's, nobody's, or settled already. */
const EXCLUDING: readonly HoldKind[] = ['moratorium', 'bankruptcy', 'deceased-review', 'settlement'];

/** @returns why no plan can be proposed, or not this one, or undefined; policy is checked by plan-policy.ts */
export function checkPlanProposal(
  state: CaseState,
  event: Pick<CaseEventOf<'plan-proposal'>, 'collectableMinor'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const owedMinor = collectableMinor(state);
  if (owedMinor === 0) return refuse('NothingOwed', 'Nothing is owed that a plan could spread.');
  if (state.asks?.some((ask) => ask.kind === 'plan-approval')) {
    return refuse('PlanUnderReview', 'A plan is being decided; wait for the answer.');
  }
  if (holdOf(state, 'hardship-review')) {
    return refuse('AlreadyInGrace', 'A request for grace is being decided; wait for the answer.');
  }
  const excluding = state.holds.find((hold) => EXCLUDING.includes(hold.kind));
  if (excluding) {
    return refuse('NoPlansNow', `No plan is made while the hold '${excluding.kind}' stands.`);
  }
  if (event.collectableMinor !== owedMinor) {
    const owed = formatMoney(owedMinor, state.currency);
    return refuse('PlanOutdated', `${owed} is overdue by now; work the plan out again.`);
  }
  return undefined;
}
