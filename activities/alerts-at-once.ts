import { log } from '@temporalio/activity';
import { AlertPolicyRepository } from '../db/alert-policy-repository.ts';
import type { MadeDecision } from '../db/decision-repository.ts';
import type { LoanAlertReaderDeps } from '../db/loan-alert-reader.ts';
import { raiseLoanAlerts } from '../db/raise-loan-alerts.ts';
import { isLookedAtAtOnce } from '../domain/alerts/at-once.ts';
import { localDate } from '../domain/calendar.ts';
import type { DecisionResult } from '../domain/case/decision.ts';
import type { Clock } from '../domain/clock.ts';
import type { LoanId } from '../domain/ids.ts';

/**
 * Looks at a loan as soon as its case has heard of something that may be worth an alert, by the rules of the day's run. It is
 * done after the decision is written, in a transaction of its own: no decision fails because of an alert, and one that hears of
 * nothing costs no statement. What is lost between the two is raised the next morning.
 */
export class AlertsAtOnce {
  private readonly deps: LoanAlertReaderDeps & { clock: Clock };
  private readonly heard = new Set<LoanId>();

  constructor(deps: LoanAlertReaderDeps & { clock: Clock }) {
    this.deps = deps;
  }

  /** Takes down which of the decisions that are being written have heard of something. */
  readonly note = (made: readonly MadeDecision[]): void => {
    for (const { state, decision } of made)
      if (isLookedAtAtOnce(decision.entries)) this.heard.add(state.loanId);
  };

  /** Raises what there is to be raised after a decision that was written; fails with no error. */
  async raise({ state }: DecisionResult): Promise<void> {
    if (!state || !this.heard.delete(state.loanId)) return;
    const { pool, clock } = this.deps;
    const now = clock.now();
    const question = { loanIds: [state.loanId], day: localDate(now, state.zone), untilMs: now };
    try {
      const { rules } = await new AlertPolicyRepository(pool).newest();
      await raiseLoanAlerts(this.deps, question, { rules, now });
    } catch (error) {
      log.warn('alerts were not raised at once: the next morning raises them', {
        loanId: state.loanId,
        error,
      });
    }
  }
}
