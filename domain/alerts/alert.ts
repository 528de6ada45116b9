import type { IsoDate } from '../calendar.ts';
import type { LoanId } from '../ids.ts';

/** What the figures of a loan, a region or a model give cause to look at, and what could be done about it. */

export const ALERT_KINDS = [
  'missed-payments',
  'payment-fall',
  'rating-drop',
  'external-debt',
  'broken-promises',
  'collateral-value',
  'delinquency-jump',
  'indicator',
  'model-drift',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What a supervisor may do about it: the first three are events on the loan's case, `tell-region` on all cases of a region. */
export const ALERT_ACTIONS = [
  'more-security',
  'early-recall',
  'compress-ladder',
  'tell-region',
  'retrain-model',
] as const;
export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** What an alert is about. */
export type AlertSubject =
  | { kind: 'loan'; loanId: LoanId }
  /** of an indicator: which, and whether it is about taking back what the region was told of it */
  | { kind: 'region'; region: string; product?: string; indicator?: string; lower?: true }
  | { kind: 'model'; model: string };

/** An alert as it is raised; the same kind and subject on the same day is the same alert. */
export interface Alert {
  kind: AlertKind;
  subject: AlertSubject;
  /** the day whose figures raised it */
  day: IsoDate;
  /** what was seen, and the threshold that it passed: plain numbers and short words, no personal data */
  figures: Readonly<Record<string, number | string>>;
  /**
   * whole number, more is worse, in steps that are each worth being told of (times the threshold, tenths of a share, ...):
   * what was decided is asked anew at once only when it is higher than it was
   */
  severity: number;
  /** one sentence for the supervisor */
  why: string;
  proposes: AlertAction;
  /** of a loan: what is expected to be lost on it, see `stakeMinor`; absent: it is about many loans, or none */
  stakeMinor?: number;
}

/** @example alertIdOf({ kind: 'rating-drop', subject: { kind: 'loan', loanId: 'L1' as LoanId }, day: '2026-11-01' }) // 'rating-drop:L1:2026-11-01' */
export function alertIdOf({ kind, subject, day }: Pick<Alert, 'kind' | 'subject' | 'day'>): string {
  return `${kind}:${subjectName(subject)}:${day}`;
}

/** @returns the subject in one word: what alerts about it are found by */
export function subjectName(subject: AlertSubject): string {
  switch (subject.kind) {
    case 'loan':
      return subject.loanId;
    case 'region':
      return [subject.region, subject.product, subject.indicator, subject.lower && 'back']
        .filter((part) => part !== undefined)
        .join('/');
    case 'model':
      return subject.model;
  }
}

/** `lapsed`: the case was closed before anybody decided. */
export const ALERT_STATES = ['open', 'taken', 'dismissed', 'lapsed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** `urgency`: what is about many loans first, then by what is at stake, all alerts of a loan together. */
export const ALERT_ORDERS = ['urgency', 'newest'] as const;
export type AlertOrder = (typeof ALERT_ORDERS)[number];
