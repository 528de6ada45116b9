import { activityInfo, heartbeat } from '@temporalio/activity';
import { DailyRepository } from '../db/daily-repository.ts';
import { ContactHoursRepository } from '../db/contact-hours-repository.ts';
import { forgetAnswers } from '../db/idempotency-repository.ts';
import { ProvisionRepository } from '../db/provision-repository.ts';
import { addDays, DAY_MS, localDate, type IsoDate } from '../domain/calendar.ts';
import { ANSWER_HOURS, HABIT_DAYS } from '../domain/contact/best-time.ts';
import { loanDayOf } from '../domain/daily/loan-day.ts';
import { delinquencyOf } from '../domain/delinquency.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { atLocalTime, endOfDay } from '../domain/local-time.ts';
import type { DailyActivities, RegionDay } from './daily-types.ts';
import { raiseAlerts } from './raise-alerts.ts';
import { remindBeforeDue, type PreDueDeps } from './remind-before-due.ts';
import { shareOutWork } from './share-out.ts';
import { sweep, type SweepDeps } from './sweep.ts';
import { toFailure } from './to-failure.ts';

/** Loans of one round: a few queries for each so many. */
const BATCH = 2_000;

/** Whoever repeats a request does so within days; the answer is kept as long. */
const KEEP_ANSWERS_DAYS = 7;

/** Days after which what came of a contact is in the books, ANSWER_HOURS and one for what is booked late. */
const ANSWER_DAYS = Math.ceil(ANSWER_HOURS / 24) + 1;

export type DailyDeps = SweepDeps & PreDueDeps;

/** The activities of daily operations. Each can be cut off anywhere and repeated: it goes on where it was. */
export function createDailyActivities(deps: DailyDeps): DailyActivities {
  const daily = new DailyRepository(deps.pool);
  const provisions = new ProvisionRepository(deps.pool);
  const contactHours = new ContactHoursRepository(deps.pool);

  const zoneOf = async (region: string) => {
    const zone = await daily.zoneOf(region);
    if (zone === undefined) throw notFound(`region ${region} has no loans`);
    return zone;
  };

  /** The loans past due today, as the sweep takes them. */
  async function* delinquentToday({ region, day }: RegionDay): AsyncGenerator<{ loanId: LoanId }, void> {
    for (let after = ''; ;) {
      const loans = await daily.loans(region, day, after, BATCH);
      for (const { loanId, instalments, paidMinor } of loans) {
        if (delinquencyOf(instalments, paidMinor, day).arrearsMinor > 0) yield { loanId };
      }
      const last = loans.at(-1);
      if (!last) return;
      after = last.loanId;
      heartbeat(after);
    }
  }

  /** A message has some days to be answered: its day is summed up when they are over. */
  const sumUpContacts = async (region: string, day: IsoDate) => {
    const zone = await zoneOf(region);
    const fromMs = atLocalTime(day, '00:00', zone);
    await contactHours.rollUp({ region, day }, { fromMs, untilMs: endOfDay(day, zone) });
  };

  return guarded({
    async instantOf({ region, day, time }) {
      const zone = await zoneOf(region);
      return { atMs: atLocalTime(day, time, zone), endsAtMs: endOfDay(day, zone) };
    },

    async recordLoanDays({ region, day }) {
      const ended = addDays(day, -1);
      const resumed = activityInfo().heartbeatDetails as { after: string; loans: number } | undefined;
      let { after, loans } = resumed ?? { after: '', loans: 0 };
      const { policy, version } = await provisions.newestPolicy();
      for (;;) {
        const batch = await daily.loans(region, ended, after, BATCH);
        const last = batch.at(-1);
        if (!last) break;
        const facts = batch.map((loan) => ({
          ...loan,
          ...loanDayOf(loan.instalments, loan.paidMinor, ended, { secured: loan.secured, policy }),
        }));
        await daily.write(ended, region, facts);
        after = last.loanId;
        loans += batch.length;
        heartbeat({ after, loans });
      }
      await daily.rollUp(ended, region, version, () => heartbeat({ after, loans }));
      if (loans > 0) await sumUpContacts(region, addDays(ended, -ANSWER_DAYS));
      return { loans };
    },

    async openUnannounced(regionDay) {
      const { delinquent, opened } = await sweep(deps, delinquentToday(regionDay), (started) =>
        heartbeat(started),
      );
      return { delinquent, opened };
    },

    async raiseAlerts(regionDay) {
      return raiseAlerts(deps, regionDay, await zoneOf(regionDay.region));
    },

    async shareOutWork(regionDay) {
      return shareOutWork(deps, regionDay, await zoneOf(regionDay.region));
    },

    async cleanUp() {
      const now = deps.clock.now();
      const answersForgotten = await forgetAnswers(deps.pool, now - KEEP_ANSWERS_DAYS * DAY_MS);
      // One day more than is looked at: the date may be the one before, elsewhere.
      const firstKept = addDays(localDate(now, 'UTC'), -HABIT_DAYS - 1);
      return { answersForgotten, hoursForgotten: await contactHours.forget(firstKept) };
    },

    async remindBeforeDue(regionDay) {
      const today = localDate(deps.clock.now(), await zoneOf(regionDay.region));
      // A day that was caught up with: its reminders would come late, or twice as early as promised.
      if (today !== regionDay.day) return { reminded: 0, denied: 0, failed: 0, againAtMs: null };
      return remindBeforeDue(deps, regionDay, (after) => heartbeat(after));
    },
  });
}

function guarded(activities: DailyActivities): DailyActivities {
  const guard =
    <Input, Output>(work: (input: Input) => Promise<Output>) =>
    (input: Input) =>
      work(input).catch((error: unknown) => {
        throw toFailure(error);
      });
  return {
    instantOf: guard(activities.instantOf),
    recordLoanDays: guard(activities.recordLoanDays),
    openUnannounced: guard(activities.openUnannounced),
    raiseAlerts: guard(activities.raiseAlerts),
    shareOutWork: guard(activities.shareOutWork),
    cleanUp: () => guard(activities.cleanUp)(undefined),
    remindBeforeDue: guard(activities.remindBeforeDue),
  };
}
