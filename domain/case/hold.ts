import type { IsoDate } from '../calendar.ts';
import type { TaskId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';

/** What suspends the contacts of a case; what a hold covers by law is in legal-reach.ts. */

export const HOLD_KINDS = [
  'promise',
  'grace',
  'hardship-review',
  'dispute',
  'cease',
  'moratorium',
  'deceased-review',
  'manual',
  'attorney',
  'vulnerability',
  'bankruptcy',
  'complaint',
  'plan',
  'settlement',
  'restructuring',
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** The holds that come of what a person or a register has declared, and outlive the case; see legal-reach.ts. */
export const LEGAL_HOLD_KINDS = [
  'cease',
  'attorney',
  'vulnerability',
  'bankruptcy',
  'deceased-review',
  'moratorium',
  'complaint',
] as const satisfies readonly HoldKind[];
export type LegalHoldKind = (typeof LEGAL_HOLD_KINDS)[number];

/** What suspends contacts. Never without an owner and an end. */
export interface Hold {
  kind: HoldKind;
  sinceMs: number;
  untilMs: number;
  /** who is responsible for ending it: a person, a role or a policy */
  owner: string;
  /** absent: all */
  channels?: Channel[];
  /** the supervisor's task that decides it, where there is one */
  taskId?: TaskId;
  /** days of grace that were asked for, while a supervisor decides */
  requestedDays?: number;
  /** of grace: what was overdue when it began, and when it is next looked whether that has grown */
  watch?: { arrearsMinor: number; atMs: number };
  /** minor units that an earlier dispute left out for good: a rejection of this one does not bring them back */
  upheldMinor?: number;
  /** of a dispute: the whole debt, with what falls due later */
  whole?: true;
  /** of a dispute of a part: the law stops the collection of the rest too */
  stopsAll?: true;
  /** it does not end by itself: at `untilMs` a supervisor looks at it again */
  review?: true;
}

/** The time of a moratorium as the register has notified it. */
export interface MoratoriumPeriod {
  type: string;
  startOn: IsoDate;
  /** its last day; without one it has no end that is known */
  lastOn?: IsoDate;
}

/** A hold that the database keeps, for one loan or for all of the customer's; a case shows those that reach it. */
export interface LegalHold extends Hold {
  kind: LegalHoldKind;
  holdId: string;
  scope: 'loan' | 'customer';
  period?: MoratoriumPeriod;
}

/** @returns the hold of that kind, if it stands */
export function holdOf({ holds }: { holds: readonly Hold[] }, kind: HoldKind): Hold | undefined {
  return holds.find((hold) => hold.kind === kind);
}

/** @returns whether the hold is one that the database keeps */
export function isLegalHold(hold: Hold | LegalHold): hold is LegalHold {
  return 'holdId' in hold;
}
