import type { Alert, AlertAction, AlertKind } from './alert.ts';
import { knownAtOpening } from './known-at-opening.ts';
import type { Finding, LoanAlertFacts } from './loan-facts.ts';
import type { LoanAlertRules } from './loan-rules.ts';
import { collateralValue, externalDebt, ratingDrop } from './outlook-findings.ts';
import { brokenPromises, missedOf, missedPayments, paymentFall } from './payment-findings.ts';
import { stakeMinor } from './stake.ts';

/** The alerts of one loan on one day. */

/** Kinds of alerts on a loan. */
export type LoanAlertKind = Extract<
  AlertKind,
  | 'missed-payments'
  | 'payment-fall'
  | 'rating-drop'
  | 'external-debt'
  | 'broken-promises'
  | 'collateral-value'
>;

/**
 * What is known of a loan with an open case, held against the rules. What was as bad when the case was opened is not told:
 * the case has begun with it. Nor is what nothing could be done about.
 *
 * @returns at most one alert of each kind; none when nothing passes a threshold
 */
export function loanAlerts(facts: LoanAlertFacts, rules: LoanAlertRules): Alert[] {
  const found = newsOf(facts, rules);
  const missesMany = missedOf(facts) >= rules.missedPayments.instalments;
  return (Object.keys(found) as LoanAlertKind[]).flatMap((kind) => {
    const finding = found[kind];
    const proposes = finding && proposalFor(kind, facts, missesMany);
    if (!proposes) return [];
    const subject = { kind: 'loan', loanId: facts.loanId } as const;
    return [{ kind, subject, day: facts.risk.asOf, ...finding, proposes, stakeMinor: stakeMinor(facts) }];
  });
}

/** What has become worse since the case was opened. */
function newsOf(facts: LoanAlertFacts, rules: LoanAlertRules): Record<LoanAlertKind, Finding | undefined> {
  const atOpening = knownAtOpening(facts);
  const news = (find: (facts: LoanAlertFacts) => Finding | undefined) => {
    const finding = find(facts);
    return finding && finding.severity > (find(atOpening)?.severity ?? 0) ? finding : undefined;
  };
  // Of payments missed the lateness of the loan tells, and the ladder goes by that: a fall is the earlier sign.
  const early = missedOf(facts) < rules.missedPayments.instalments;
  return {
    'missed-payments': missedPayments(facts, atOpening, rules.missedPayments),
    'payment-fall': early ? news((known) => paymentFall(known, rules.paymentFall)) : undefined,
    'rating-drop': news((known) => ratingDrop(known, rules.ratingDrop)),
    'external-debt': news((known) => externalDebt(known, rules.externalDebt)),
    'broken-promises': brokenPromises(facts, rules.brokenPromises),
    // Neither the score nor any rung knows what secures the loan: that it is too little is told of whenever it was so.
    'collateral-value': collateralValue(facts, rules.collateralValue),
  };
}

/**
 * @param missesMany as many instalments in a row are missed as the rules say, since whenever
 * @returns what a supervisor could do about it; undefined when nothing could be
 * @example of a secured loan whose value fell: 'more-security'
 */
function proposalFor(
  kind: LoanAlertKind,
  { risk, openCase }: LoanAlertFacts,
  missesMany: boolean,
): AlertAction | undefined {
  if (kind === 'collateral-value') return 'more-security';
  if (kind === 'rating-drop' && risk.loan.secured) return 'more-security';
  // Somebody who breaks promises, pays nothing and is not expected to: the whole loan is at stake.
  const lost = missesMany && openCase.tier === 'high' && openCase.stage !== 'legal';
  if (kind === 'broken-promises' && lost) return 'early-recall';
  return openCase.goesToCourt ? undefined : 'compress-ladder';
}
