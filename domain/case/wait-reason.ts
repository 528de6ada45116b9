import type { IsoDate } from '../calendar.ts';
import type { Tier } from '../strategy/schema.ts';

/** Why nothing is done before an instant, as data: people read it in their own language. */
export type WaitReason =
  /** the day of lateness on which the strategy has the step, and by how many the case has moved it back (or forward) */
  | { kind: 'strategy'; day: number; movedDays?: number }
  /** the gate has put it off; without rules: those of the hours of contact */
  | { kind: 'gate'; rules: string[] }
  | { kind: 'opening' }
  | { kind: 'gap'; days: number }
  | { kind: 'conversation'; days: number }
  | { kind: 'call-spacing'; hours: number }
  | { kind: 'letter-answer'; days: number; served: boolean; on: IsoDate }
  | { kind: 'payment'; amountMinor: number }
  | { kind: 'tier'; tier: Tier }
  | { kind: 'new-strategy'; strategy: string }
  | { kind: 'review' }
  | { kind: 'address-sought' }
  | { kind: 'address-found' }
  | { kind: 'promise-broken' }
  | { kind: 'risk-alert' }
  | { kind: 'dispute-upheld' };

/** Nothing is done before, and the reason: in words for the timeline, and as data. */
export interface Rest {
  /** epoch milliseconds */
  atMs: number;
  why: string;
  /** absent in cases that were decided before it was kept */
  reason?: WaitReason;
}

const DEFERRED = 'deferred by ';

/** @returns why, as data; of a case without it what its words tell of the gate and of the review, else nothing */
export function reasonOf({ reason, why }: Omit<Rest, 'atMs'>): WaitReason | undefined {
  if (reason) return reason;
  if (why.startsWith(DEFERRED)) return { kind: 'gate', rules: why.slice(DEFERRED.length).split(', ') };
  return why === 'a supervisor’s review is open' ? { kind: 'review' } : undefined;
}
