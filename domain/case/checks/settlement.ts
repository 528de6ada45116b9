import { localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import { formatMoney } from '../../money.ts';
import type { CaseEventOf } from '../events.ts';
import { legalActionOf } from '../legal-action.ts';
import { holdOf, type HoldKind } from '../hold.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** While one of these stands nobody is held to a date. */
const EXCLUDING: readonly HoldKind[] = ['moratorium', 'bankruptcy', 'deceased-review', 'restructuring'];

/** @returns why no settlement can be offered, or not this one, or undefined; how far ahead is for the strategy to say */
export function checkSettlement(
  state: CaseState,
  { amountMinor, dueOn }: Pick<CaseEventOf<'settlement'>, 'amountMinor' | 'dueOn'>,
  now: number,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const { arrearsMinor, currency, settlement, asks = [] } = state;
  if (arrearsMinor === 0) return refuse('NothingOwed', 'Nothing is owed that could be settled.');
  if (settlement) {
    const amount = formatMoney(settlement.amountMinor, currency);
    return refuse('SettlementOpen', `A settlement of ${amount} stands until ${settlement.dueOn}.`);
  }
  if (asks.some((ask) => ask.kind === 'settlement-approval')) {
    return refuse('SettlementOpen', 'A settlement is being decided; wait for the answer.');
  }
  const excluding = state.holds.find(({ kind }) => EXCLUDING.includes(kind));
  if (excluding) {
    return refuse('NoSettlementNow', `No settlement is taken while the hold '${excluding.kind}' stands.`);
  }
  const action = legalActionOf(state);
  if (action?.openedAtMs !== undefined) {
    return refuse('SettlementOpen', `Legal action ${action.id} is under way: settle it there.`);
  }
  if (holdOf(state, 'hardship-review')) {
    return refuse('PlanUnderReview', 'Grace or a plan is being decided; wait for the answer.');
  }
  if (amountMinor >= arrearsMinor) {
    return refuse(
      'SettlementExceedsClaim',
      `A settlement is for less than the ${formatMoney(arrearsMinor, currency)} that is overdue.`,
    );
  }
  const today = localDate(now, state.zone);
  return dueOn < today
    ? refuse('SettlementInThePast', `The day of a settlement is today (${today}) or later.`)
    : undefined;
}
