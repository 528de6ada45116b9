import type { IsoDate } from '../calendar.ts';
import type { Arrival, LoanAlertFacts } from './loan-facts.ts';

/**
 * What was known when the case was opened. It is in the score with which it was opened, and in the rung at which it entered
 * the ladder: telling a supervisor of it adds nothing. What was reported later is left out, whatever day it is of.
 *
 * @returns the facts as of the day of the opening; no promise is broken yet
 * @example a case opened on 3 November does not know of a rating as of 31 October that came on the 5th
 */
export function knownAtOpening(facts: LoanAlertFacts): LoanAlertFacts {
  const { risk, ratings, externalDebts } = facts;
  const openCase = { ...facts.openCase, brokenPromises: 0 };
  const { openedOn, openedAtMs } = openCase;
  // A day that is caught up with lies before the opening: all that is known of it is known by then.
  if (openedOn > risk.asOf) return { ...facts, openCase };
  const known = ({ asOf, reportedAtMs = openedAtMs }: Arrival & { asOf: IsoDate }) =>
    asOf <= openedOn && reportedAtMs <= openedAtMs;
  return {
    ...facts,
    risk: {
      ...risk,
      asOf: openedOn,
      instalments: risk.instalments.filter(({ dueOn }) => dueOn <= openedOn),
      payments: risk.payments.filter(({ paidOn }) => paidOn <= openedOn),
    },
    ratings: ratings.filter(known),
    externalDebts: externalDebts.filter(known),
    openCase,
  };
}
