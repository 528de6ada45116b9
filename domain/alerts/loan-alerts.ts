import type { Alert, AlertAction, AlertKind } from './alert.ts';
import type { Finding, LoanAlertFacts } from './loan-facts.ts';
import type { LoanAlertRules } from './loan-rules.ts';
import { collateralValue, externalDebt, ratingDrop } from './outlook-findings.ts';
import { brokenPromises, missedPayments, paymentFall } from './payment-findings.ts';

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

type Findings = Record<LoanAlertKind, Finding | undefined>;

/**
 * What was known of a loan on a day, held against the rules. A case that is in court already is not hurried, so of it only what
 * more security could help with is told.
 *
 * @returns at most one alert of each kind; none when nothing passes a threshold
 */
export function loanAlerts(facts: LoanAlertFacts, rules: LoanAlertRules): Alert[] {
  const found: Findings = {
    'missed-payments': missedPayments(facts, rules.missedPayments),
    'payment-fall': paymentFall(facts, rules.paymentFall),
    'rating-drop': ratingDrop(facts, rules.ratingDrop),
    'external-debt': externalDebt(facts, rules.externalDebt),
    'broken-promises': brokenPromises(facts, rules.brokenPromises),
    'collateral-value': collateralValue(facts, rules.collateralValue),
  };
  return (Object.keys(found) as LoanAlertKind[]).flatMap((kind) => {
    const finding = found[kind];
    const proposes = finding && proposalFor(kind, facts, found);
    if (!finding || !proposes) return [];
    return [
      { kind, subject: { kind: 'loan', loanId: facts.loanId }, day: facts.risk.asOf, ...finding, proposes },
    ];
  });
}

/**
 * @returns what a supervisor could do about it; undefined when nothing could be
 * @example of a secured loan whose value fell: 'more-security'
 */
function proposalFor(
  kind: LoanAlertKind,
  { risk, openCase }: LoanAlertFacts,
  found: Findings,
): AlertAction | undefined {
  if (kind === 'collateral-value') return 'more-security';
  if (kind === 'rating-drop' && risk.loan.secured) return 'more-security';
  if (openCase?.stage === 'legal') return undefined;
  // Somebody who breaks promises, pays nothing and is not expected to: the whole loan is at stake.
  const lost = found['broken-promises'] && found['missed-payments'] && openCase?.tier === 'high';
  return kind === 'broken-promises' && lost ? 'early-recall' : 'compress-ladder';
}
