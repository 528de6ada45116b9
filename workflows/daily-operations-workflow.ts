import {
  isCancellation,
  patched,
  proxyActivities,
  setCurrentDetails,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { DailyActivities, OpenedCases, RegionDay } from '../activities/daily-types.ts';
import { localDate } from '../domain/calendar.ts';
import { businessTime, realDelay, type ClockSpec } from '../domain/clock.ts';

/** Every schedule starts it with its region; the day is that for which the schedule has fired. */
export interface DailyOperationsInput {
  region: string;
  /** IANA zone of the region's days */
  zone: string;
  /** absent: the day of the scheduled time */
  day?: string;
  /** an accelerated clock; absent in production */
  clock?: ClockSpec;
}

export interface DailyOperationsResult extends OpenedCases {
  day: string;
  loans: number;
  reminded: number;
  /** alerts that are new; null: it could not be looked for them; absent: of a day before there were any */
  alerts?: number | null;
  /** tasks that went to somebody else; null: they could not be shared out; absent: of a day before they were */
  tasksMoved?: number | null;
  /** reminders that the day was over for: nobody is reminded late */
  remindersMissed: boolean;
}

/** Wall clock at which reminders go out, unless the law says later. */
const REMIND_AT = '10:00';
/** The windows of a day open once; more rounds than this are a bug. */
const MAX_ROUNDS = 6;

/** How long one attempt at a region's reminders may take, milliseconds. */
export const REMINDER_ATTEMPT_MS = 2 * 60 * 60_000;

/**
 * Walks a whole region, batch by batch: a heartbeat carries how far it came, so a worker that dies loses a batch.
 * It is repeated for hours, because what a day is not told of is not made good by the next one.
 */
const { recordLoanDays, openUnannounced, remindBeforeDue } = proxyActivities<DailyActivities>({
  startToCloseTimeout: REMINDER_ATTEMPT_MS,
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '20 hours',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/**
 * Walks the region too. What it fails to see it sees the next day, so it is not worth more than some hours, and never the
 * reminders of the day.
 */
const { raiseAlerts } = proxyActivities<DailyActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '3 hours',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** Locks the team's work while it runs, so it is cut off early; what it leaves undone the next day does. */
const { shareOutWork } = proxyActivities<DailyActivities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** Short ones: of the day's instants, and of what is old and forgotten. */
const { instantOf, cleanUp } = proxyActivities<DailyActivities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '20 hours',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * What a bank does once a day for a region: the facts of the day that has ended, cases for delinquencies that nobody
 * has announced, reminders of what falls due soon. Days that were missed are caught up in order; their reminders are
 * not.
 */
export async function dailyOperationsWorkflow(input: DailyOperationsInput): Promise<DailyOperationsResult> {
  const { region, zone, clock } = input;
  const now = () => businessTime(Date.now(), clock);
  const day = input.day ?? localDate(businessTime(scheduledAtMs(), clock), zone);
  const regionDay = { region, day };
  setCurrentDetails(`**${day}**, region ${region}: recording the facts of the day before`);
  const { loans } = await recordLoanDays(regionDay);
  setCurrentDetails(`**${day}**, region ${region}: ${loans} loans recorded; opening cases`);
  const { delinquent, opened } = await openUnannounced(regionDay);
  const alerts = patched('risk-alerts') ? await lookForAlerts(regionDay) : undefined;
  const tasksMoved = patched('share-out') ? await shareOut(regionDay) : undefined;
  if (patched('clean-up')) await cleanUp();
  const told =
    alerts === undefined
      ? ''
      : `, ${alerts ?? 'no'} alerts raised${alerts === null ? ': see the failed activity' : ''}`;
  const done = `${loans} loans recorded, ${delinquent} past due, ${opened} cases opened${told}${movedWords(tasksMoved)}`;

  let reminded = 0;
  const { atMs, endsAtMs } = await instantOf({ ...regionDay, time: REMIND_AT });
  let nextAtMs: number | null = atMs;
  for (let round = 0; nextAtMs !== null && nextAtMs < endsAtMs && round < MAX_ROUNDS; round += 1) {
    setCurrentDetails(`**${day}**, region ${region}: ${done}; reminders from ${REMIND_AT} ${zone}`);
    if (nextAtMs > now()) {
      const summary = `wait for the time of reminders, ${zone}`;
      await sleep(realDelay(Date.now(), nextAtMs, clock), { summary });
    }
    if (now() >= endsAtMs) break;
    const sent = await remindBeforeDue(regionDay);
    reminded += sent.reminded;
    nextAtMs = sent.againAtMs;
  }
  const remindersMissed = nextAtMs !== null;
  setCurrentDetails(`**${day}**, region ${region}: ${done}; ${reminded} customers reminded`);
  const counts = { ...{ loans, delinquent, opened, reminded }, ...(alerts !== undefined && { alerts }) };
  const moved = { ...(tasksMoved !== undefined && { tasksMoved }) };
  return { day, ...counts, ...moved, remindersMissed };
}

/** @returns how many are new; null when the region could not be looked at */
async function lookForAlerts(regionDay: RegionDay): Promise<number | null> {
  try {
    return (await raiseAlerts(regionDay)).raised;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

/** @returns how many tasks went to somebody else; null when they could not be shared out */
async function shareOut(regionDay: RegionDay): Promise<number | null> {
  try {
    return (await shareOutWork(regionDay)).moved;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

function movedWords(tasksMoved: number | null | undefined): string {
  if (tasksMoved === undefined) return '';
  return tasksMoved === null
    ? ', work not shared out: see the failed activity'
    : `, ${tasksMoved} tasks moved`;
}

function scheduledAtMs(): number {
  const { searchAttributes, startTime } = workflowInfo();
  const scheduled: unknown = searchAttributes['TemporalScheduledStartTime']?.[0];
  return scheduled instanceof Date ? scheduled.getTime() : startTime.getTime();
}
