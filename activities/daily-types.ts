import type { IsoDate } from '../domain/calendar.ts';

/** All that the workflow of daily operations sees of its activities. */

/** One region on one day, in the zone of most of its loans. */
export interface RegionDay {
  region: string;
  day: IsoDate;
}

export interface OpenedCases {
  delinquent: number;
  opened: number;
}

export interface RaisedAlerts {
  /** alerts that are new: of loans, and of the region */
  raised: number;
}

export interface SharedWork {
  /** tasks that went to somebody else */
  moved: number;
  /** tasks that nobody can take */
  unassigned: number;
}

export interface PreDueRound {
  reminded: number;
  denied: number;
  failed: number;
  /** earliest instant at which a deferred reminder may be sent, epoch milliseconds; null when none is left */
  againAtMs: number | null;
  /** of reminders that the gate had no answer to: how many, and what it lacks; absent: none */
  unanswered?: { reminders: number; why: string };
}

export interface DailyActivities {
  /** Where the region has its days: zone, and the business instant of that wall clock on the day. */
  instantOf: (input: RegionDay & { time: string }) => Promise<{ atMs: number; endsAtMs: number }>;
  /** Writes what every loan of the region was at the end of the day before; says how many there are. */
  recordLoanDays: (input: RegionDay) => Promise<{ loans: number }>;
  /** Opens a case for each loan that is past due today and that has none. */
  openUnannounced: (input: RegionDay) => Promise<OpenedCases>;
  /** Looks at what is past due or has a case, and at the region as a whole, for what a supervisor has to know. */
  raiseAlerts: (input: RegionDay) => Promise<RaisedAlerts>;
  /** Gives out anew what nobody has begun with, where somebody is absent, tasks wait or loads are apart. */
  shareOutWork: (input: RegionDay) => Promise<SharedWork>;
  /** Forgets what is kept for some days only; says how many answers to requests that were, and counts of hours of contact. */
  cleanUp: () => Promise<{ answersForgotten: number; hoursForgotten: number }>;
  /** Reminds of what falls due in some days; what the law defers is left for a later round of the same day. */
  remindBeforeDue: (input: RegionDay) => Promise<PreDueRound>;
}
