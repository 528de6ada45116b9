import type { IsoDate, LocalTime } from '../calendar.ts';
import type { Tier } from '../strategy/schema.ts';
import type { StaffRole } from './staff.ts';

/** What assignment goes by: what is known of a task, and of somebody who might take it. */

export interface TaskFacts {
  taskId: string;
  kind: string;
  /** whose work it is */
  role: StaffRole;
  region: string;
  product: string;
  tier: Tier;
  /** of the customer, BCP 47 */
  language: string;
  vulnerable: boolean;
  currency: string;
  /** arrears of the case, minor units */
  amountMinor: number;
  /** epoch milliseconds */
  dueAtMs: number;
  declinedBy: readonly string[];
  /** to whom a supervisor has given the case; null: to nobody in particular */
  named: string | null;
  /** who worked the case last, then who has the task now: the first of them who may take it is its relationship */
  known: readonly string[];
}

/** Working hours that begin on a weekday, 1 for Monday. */
export interface Shift {
  weekday: number;
  from: LocalTime;
  /** 24:00 for midnight; not after `from`: on the next day */
  to: LocalTime;
}

/** Days, both included, on which somebody is not there. */
export interface Leave {
  from: IsoDate;
  until: IsoDate;
}

/** What a person may work; an empty list, and null, mean that nothing is left out. */
export interface Profile {
  regions: string[];
  languages: string[];
  skills: string[];
  products: string[];
  tiers: Tier[];
  /** the largest amount they deal with by currency, minor units; a currency that is not listed is not theirs */
  authorityMinor: Record<string, number> | null;
  shifts: Shift[];
  /** as many open tasks are given to them */
  capacity: number | null;
}

export interface Collector extends Profile {
  userId: string;
  teamId: string;
  role: StaffRole;
  /** of their team */
  region: string;
  /** open tasks that stay with them */
  openTasks: number;
  /** whoever has the lowest has waited longest */
  turn: number;
  onLeave: boolean;
  /** when they are at work next, epoch milliseconds; null: not within two weeks */
  worksFromMs: number | null;
}
