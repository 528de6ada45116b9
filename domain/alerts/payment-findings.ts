import { delinquencyOf } from '../delinquency.ts';
import { formatMoney } from '../money.ts';
import { addMonths } from '../plan/add-months.ts';
import { LoanBehaviour } from '../risk/features/behaviour.ts';
import type { Finding, LoanAlertFacts } from './loan-facts.ts';
import type { LoanAlertRules } from './loan-rules.ts';

/** What the payments of a loan, and the promises of them, give cause to look at. */

/** @returns instalments in a row, the newest that is overdue among them, that are not fully paid */
export const missedOf = ({ risk }: Pick<LoanAlertFacts, 'risk'>): number => new LoanBehaviour(risk).missed;

/**
 * A case begins with what was missed, and its ladder goes by how late that is: what is counted is by how many more the loan has
 * fallen behind while the bank has asked for them.
 */
export function missedPayments(
  facts: LoanAlertFacts,
  atOpening: LoanAlertFacts,
  { instalments }: LoanAlertRules['missedPayments'],
): Finding | undefined {
  const missed = missedOf(facts);
  const since = missed - missedOf(atOpening);
  if (since < instalments) return undefined;
  const { daysPastDue } = new LoanBehaviour(facts.risk).today;
  const [all, more] = [`${missed} instalments in a row`, `${since} more than when the case was opened`];
  return {
    figures: { missed, since, threshold: instalments, daysPastDue },
    severity: since,
    why: `${all} are not fully paid, ${more}; the oldest is ${daysPastDue} days past due.`,
  };
}

/** Of a loan on which something is overdue: somebody who has paid everything has paid enough. */
export function paymentFall(
  { risk, currency }: LoanAlertFacts,
  { months, leftShare }: LoanAlertRules['paymentFall'],
): Finding | undefined {
  const { payments, asOf, instalments } = risk;
  if (delinquencyOf(instalments, paidIn(payments), asOf).arrearsMinor === 0) return undefined;
  const [middle, start] = [addMonths(asOf, -months), addMonths(asOf, -2 * months)];
  const beforeMinor = paidIn(payments.filter(({ paidOn }) => paidOn > start && paidOn <= middle));
  const nowMinor = Math.max(0, paidIn(payments.filter(({ paidOn }) => paidOn > middle)));
  if (beforeMinor <= 0 || nowMinor >= leftShare * beforeMinor) return undefined;
  const left = nowMinor / beforeMinor;
  const [now, before] = [formatMoney(nowMinor, currency), formatMoney(beforeMinor, currency)];
  return {
    figures: {
      months,
      paidMinor: nowMinor,
      paidBeforeMinor: beforeMinor,
      currency,
      left: rounded(left),
      threshold: leftShare,
    },
    // Tenths of what was paid before that are missing now.
    severity: wholeSteps((1 - left) * 10),
    why: `${now} were paid in ${months} months, ${percent(left)} of the ${before} in the ${months} months before.`,
  };
}

export function brokenPromises(
  { openCase }: LoanAlertFacts,
  { promises }: LoanAlertRules['brokenPromises'],
): Finding | undefined {
  const broken = openCase.brokenPromises;
  if (broken < promises) return undefined;
  return {
    figures: { broken, threshold: promises },
    severity: broken,
    why: `${broken} promises to pay were broken in this case.`,
  };
}

function paidIn(payments: LoanAlertFacts['risk']['payments']): number {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Shares are fractions of two: three tenths of one is not thirty hundredths to the last digit. */
const ROUNDING = 1e-9;
/** @returns whole steps of a size of 1. @example wholeSteps(0.6 / 0.2) // 3 */
export const wholeSteps = (times: number): number => Math.floor(times + ROUNDING);
/** A share as figures keep it: no more digits than anybody reads. */
export const rounded = (share: number): number => Math.round(share * 1_000) / 1_000;
/** @example percent(0.125) // '12.5 %' */
export const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;
