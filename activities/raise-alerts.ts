import { activityInfo, heartbeat } from '@temporalio/activity';
import { AlertPolicyRepository } from '../db/alert-policy-repository.ts';
import { AlertRepository } from '../db/alert-repository.ts';
import { loansNotToOpen } from '../db/case-repository.ts';
import type { Pool } from '../db/client.ts';
import { DailyRepository } from '../db/daily-repository.ts';
import { readLoanAlertFacts } from '../db/loan-alert-reader.ts';
import { loanAlerts } from '../domain/alerts/loan-alerts.ts';
import type { Clock } from '../domain/clock.ts';
import { delinquencyOf } from '../domain/delinquency.ts';
import type { LoanId } from '../domain/ids.ts';
import { endOfDay } from '../domain/local-time.ts';
import type { RaisedAlerts, RegionDay } from './daily-types.ts';
import { portfolioAlerts } from './portfolio-alerts.ts';

export interface RaiseAlertsDeps {
  pool: Pool;
  clock: Clock;
}

/** Loans of one round: of each the whole record is read. */
const BATCH = 500;

/**
 * Looks at every loan of the region that is past due or has an open case, and at the region's own figures. What was raised is
 * not raised again, so it can be cut off anywhere; it goes on after the loan that it has come to.
 *
 * @param zone of the region's days
 */
export async function raiseAlerts(
  { pool, clock }: RaiseAlertsDeps,
  { region, day }: RegionDay,
  zone: string,
): Promise<RaisedAlerts> {
  const daily = new DailyRepository(pool);
  const alerts = new AlertRepository(pool);
  const { rules } = await new AlertPolicyRepository(pool).newest();
  const options = { quietDays: rules.quietDays };
  const resumed = activityInfo().heartbeatDetails as { after: string; raised: number } | undefined;
  let { after, raised } = resumed ?? { after: '', raised: 0 };
  // Of a day that is caught up with nothing is known that came after it.
  const untilMs = Math.min(clock.now(), endOfDay(day, zone));
  for (;;) {
    const batch = await daily.loans(region, day, after, BATCH);
    const last = batch.at(-1);
    if (!last) break;
    const withCase = batch.filter(({ strategy }) => strategy !== null);
    const pastDue = batch.filter(
      ({ strategy, instalments, paidMinor }) =>
        strategy === null && delinquencyOf(instalments, paidMinor, day).arrearsMinor > 0,
    );
    // Sold or written off, a loan stays past due in the books, and there is nothing left to do about it.
    const ended = await loansNotToOpen(pool, idsOf(pastDue));
    const loanIds = idsOf([...withCase, ...pastDue]).filter((loanId) => !ended.has(loanId));
    const facts = await readLoanAlertFacts(pool, { loanIds, day, untilMs });
    const found = facts.flatMap((loan) => loanAlerts(loan, rules));
    raised += await alerts.raise(found, clock.now(), options);
    after = last.loanId;
    heartbeat({ after, raised });
  }
  const ofRegion = await portfolioAlerts({ pool }, { region, day });
  return { raised: raised + (await alerts.raise(ofRegion, clock.now(), options)) };
}

const idsOf = (loans: readonly { loanId: LoanId }[]) => loans.map(({ loanId }) => loanId);
