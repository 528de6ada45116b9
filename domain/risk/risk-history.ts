import { levelOfRegion } from '../alerts/portfolio/standing-level.ts';
import { addDays, type IsoDate } from '../calendar.ts';
import type { MacroLevel, PromiseOutcome } from '../case/state.ts';
import type { Instalment } from '../delinquency.ts';
import type { DatedDebt, DatedRating, DayPayment, RiskFacts } from './risk-facts.ts';

/** How a promise was judged on a day; of several the last counts. */
export interface JudgedOn {
  promiseId: string;
  on: IsoDate;
  outcome: PromiseOutcome | 'open' | 'replaced';
}

/** A contact with the customer that left. */
export interface PastContactOn {
  on: IsoDate;
  /** what came of it, and since when that is known; absent: nothing that is counted */
  result?: { on: IsoDate; reached: boolean; refused: boolean };
}

/** All that the bank knows of a loan and its customer that bears on repayment, with the day from which on it knew. */
export interface RiskHistory extends Pick<RiskFacts, 'loan' | 'customer'> {
  /** IANA zone in which the loan's days are days */
  zone: string;
  /** oldest first */
  instalments: readonly Instalment[];
  /** oldest first */
  payments: readonly DayPayment[];
  /** newest first */
  ratings: readonly DatedRating[];
  /** newest first */
  externalDebts: readonly DatedDebt[];
  /** of the region, newest first */
  macroAlerts: readonly { indicator: string; asOf: IsoDate; level: MacroLevel }[];
  /** of all cases of the loan, oldest first */
  judged: readonly JudgedOn[];
  /** oldest first */
  contacts: readonly PastContactOn[];
}

/** Ratings, debts and alerts of longer ago say nothing of now. */
export const OUTLOOK_DAYS = 730;
/** Contacts of longer ago are not counted. */
export const CONTACT_DAYS = 180;

/**
 * What was known on a day: the one rule for a case that is scored now and for a day of the past that a model learns from.
 *
 * @param asOf date where the loan is
 * @returns facts in which nothing is from later
 */
export function riskFactsAsOf(history: RiskHistory, asOf: IsoDate): RiskFacts {
  const { loan, customer, instalments, payments, ratings, externalDebts, macroAlerts } = history;
  const since = addDays(asOf, -OUTLOOK_DAYS);
  return {
    asOf,
    loan,
    customer,
    instalments: instalments.filter(({ dueOn }) => dueOn <= asOf),
    payments: payments.filter(({ paidOn }) => paidOn <= asOf),
    ratings: between(since, asOf, ratings),
    externalDebts: between(since, asOf, externalDebts),
    macro: levelOfRegion(between(since, asOf, macroAlerts)),
    promises: promisesBy(history.judged, asOf),
    contacts: contactsBy(history.contacts, asOf),
  };
}

function between<T extends { asOf: IsoDate }>(first: IsoDate, last: IsoDate, dated: readonly T[]): T[] {
  return dated.filter(({ asOf }) => asOf <= last && asOf >= first);
}

function promisesBy(judged: readonly JudgedOn[], asOf: IsoDate): RiskFacts['promises'] {
  const last = new Map<string, JudgedOn['outcome']>();
  for (const { promiseId, on, outcome } of judged) if (on <= asOf) last.set(promiseId, outcome);
  let [kept, broken] = [0, 0];
  for (const outcome of last.values()) {
    if (outcome === 'kept') kept += 1;
    if (outcome === 'broken') broken += 1;
  }
  return { kept, broken };
}

function contactsBy(contacts: readonly PastContactOn[], asOf: IsoDate): RiskFacts['contacts'] {
  const after = addDays(asOf, -CONTACT_DAYS);
  let [tried, reached, refused] = [0, 0, 0];
  for (const { on, result } of contacts) {
    if (on > asOf || on <= after) continue;
    tried += 1;
    if (!result || result.on > asOf) continue;
    if (result.reached) reached += 1;
    if (result.refused) refused += 1;
  }
  return { tried, reached, refused };
}
