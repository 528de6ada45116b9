import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import type { ReportedEnd } from '../case/events/replies.ts';
import type { ContactStatus } from './ledger.ts';

/** What becomes of a contact of which nobody knows whether it has left, once its channel has been asked. */

/** Statuses at which a contact may stay because an answer was lost. */
export type OpenEnd = Extract<ContactStatus, 'sending' | 'unknown' | 'calling'>;

/** What a channel says of a contact. */
export type ChannelAnswer = 'sent' | 'not-sent' | 'unknown';

/** What the ledger says from now on, what the case is told, and the note beside it. */
export interface Reconciled {
  status: Extract<ContactStatus, 'sent' | 'failed' | 'unknown'>;
  end: Extract<ReportedEnd, 'accepted' | 'not-accepted' | 'not-known'>;
  detail: string;
}

/**
 * What follows from a channel's answer about a contact that nobody delivers any more.
 *
 * @param status what the ledger says
 * @returns undefined when it goes on saying so
 * @example reconciled('unknown', 'not-sent')?.status // 'failed'
 * @example reconciled('sending', 'unknown')?.status // 'unknown'
 */
export function reconciled(status: OpenEnd, answer: ChannelAnswer): Reconciled | undefined {
  switch (answer) {
    case 'sent':
      return { status: 'sent', end: 'accepted', detail: 'its channel has it: found when it was asked later' };
    case 'not-sent':
      return { status: 'failed', end: 'not-accepted', detail: 'its channel has never had it' };
    case 'unknown':
      return status === 'unknown'
        ? undefined
        : { status: 'unknown', end: 'not-known', detail: 'nobody came back to say what became of it' };
  }
}

/** Under which a case hears of it: once, whoever finds it out. @example reconciledId('L1-1.4', 'accepted') // 'reconciled:L1-1.4:accepted' */
export function reconciledId(contactId: string, end: Reconciled['end']): string {
  return `reconciled:${contactId}:${end}`;
}

/** What a provider has not found in a week it does not find: then `unknown` is the last word. */
export const ASKED_FOR_MS = 7 * DAY_MS;
const FIRST_INTERVAL_MS = 30 * MINUTE_MS;

/**
 * When a channel that cannot tell is asked again: after half an hour, and each time after twice as long.
 *
 * @param asked how often it has been, >= 1; @param now epoch milliseconds
 * @returns epoch milliseconds
 * @example nextInquiryMs(3, 0) // 7_200_000, two hours
 */
export function nextInquiryMs(asked: number, now: number): number {
  return now + FIRST_INTERVAL_MS * 2 ** (asked - 1);
}
