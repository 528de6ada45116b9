import { activityInfo, heartbeat } from '@temporalio/activity';
import { AlertPolicyRepository } from '../db/alert-policy-repository.ts';
import { AlertRepository } from '../db/alert-repository.ts';
import { DailyRepository } from '../db/daily-repository.ts';
import type { LoanAlertReaderDeps } from '../db/loan-alert-reader.ts';
import { raiseLoanAlerts } from '../db/raise-loan-alerts.ts';
import type { Clock } from '../domain/clock.ts';
import { endOfDay } from '../domain/local-time.ts';
import type { RaisedAlerts, RegionDay } from './daily-types.ts';
import { portfolioAlerts } from './portfolio-alerts.ts';

export interface RaiseAlertsDeps extends LoanAlertReaderDeps {
  clock: Clock;
}

/** Loans of one round: of each the whole record is read. */
const BATCH = 500;

/**
 * Looks at every loan of the region that has an open case, and at the region's own figures. What was raised is not raised
 * again, so it can be cut off anywhere; it goes on after the loan that it has come to.
 *
 * @param zone of the region's days
 */
export async function raiseAlerts(
  { pool, strategies, clock }: RaiseAlertsDeps,
  { region, day }: RegionDay,
  zone: string,
): Promise<RaisedAlerts> {
  const daily = new DailyRepository(pool);
  const alerts = new AlertRepository(pool);
  const { rules } = await new AlertPolicyRepository(pool).newest();
  const resumed = activityInfo().heartbeatDetails as { after: string; raised: number } | undefined;
  let { after, raised } = resumed ?? { after: '', raised: 0 };
  // Of a day that is caught up with nothing is known that came after it.
  const untilMs = Math.min(clock.now(), endOfDay(day, zone));
  for (;;) {
    const batch = await daily.loans(region, day, after, BATCH);
    const last = batch.at(-1);
    if (!last) break;
    // Without a case there is nothing that an alert could do: what is past due has one by now, unless it was sold or written off.
    const loanIds = batch.filter(({ strategy }) => strategy !== null).map(({ loanId }) => loanId);
    const question = { loanIds, day, untilMs };
    raised += await raiseLoanAlerts({ pool, strategies }, question, { rules, now: clock.now() });
    after = last.loanId;
    heartbeat({ after, raised });
  }
  await alerts.lapse(clock.now());
  const ofRegion = await portfolioAlerts({ pool }, { region, day });
  const { quietDays } = rules;
  return { raised: raised + (await alerts.raise(ofRegion, clock.now(), { quietDays })) };
}
