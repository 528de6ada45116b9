import { loanAlerts } from '../domain/alerts/loan-alerts.ts';
import type { LoanAlertRules } from '../domain/alerts/loan-rules.ts';
import { stakeMinor } from '../domain/alerts/stake.ts';
import { AlertRepository } from './alert-repository.ts';
import { readLoanAlertFacts, type LoanAlertQuestion, type LoanAlertReaderDeps } from './loan-alert-reader.ts';

/**
 * Looks at loans and raises what is new of them: with the day, and at once when a case hears of something. What stands open
 * of them gets its place in the order anew.
 *
 * @param now epoch milliseconds, business time
 * @returns how many alerts are new
 */
export async function raiseLoanAlerts(
  deps: LoanAlertReaderDeps,
  question: LoanAlertQuestion,
  { rules, now }: { rules: LoanAlertRules; now: number },
): Promise<number> {
  const alerts = new AlertRepository(deps.pool);
  const facts = await readLoanAlertFacts(deps, question);
  await alerts.restake(facts.map((loan) => ({ loanId: loan.loanId, stakeMinor: stakeMinor(loan) })));
  const found = facts.flatMap((loan) => loanAlerts(loan, rules));
  return alerts.raise(found, now, { quietDays: rules.quietDays });
}
