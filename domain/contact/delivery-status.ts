import type { ReportedEnd } from '../case/events/replies.ts';
import type { CallOutcome } from '../case/call-outcomes.ts';

/** What Twilio reports of messages and calls, in any order and more than once. */

const FINAL = 10;

/** A status is only ever followed by one of a higher rank: reports overtake one another. */
const RANKS: Readonly<Record<string, number>> = {
  ...{
    accepted: 1,
    scheduled: 1,
    queued: 2,
    initiated: 2,
    sending: 3,
    ringing: 3,
    sent: 4,
    'in-progress': 4,
  },
  ...{ delivered: FINAL, read: FINAL, undelivered: FINAL, failed: FINAL, canceled: FINAL },
  ...{ completed: FINAL, busy: FINAL, 'no-answer': FINAL },
};

/** @returns how far on a status is, 1 to 10; undefined: no status that is known */
export function statusRank(status: string): number | undefined {
  return Object.hasOwn(RANKS, status) ? RANKS[status] : undefined;
}

/** What the final status of a contact comes to. */
export interface ReportedOutcome {
  /** what the case is told; absent: nothing that it does not know */
  end?: ReportedEnd;
  /** of a call: how the ledger counts it */
  outcome?: CallOutcome;
  /** it has certainly reached nobody: it does not count */
  failed?: true;
}

/**
 * @param answeredBy of a call, by the detection of machines: human, unknown, fax, machine_…
 * @returns what the status of a contact by that channel comes to; undefined while it is not final
 * @example reportedOutcome('voice', 'completed', 'machine_end_beep') // { end: 'voicemail', outcome: 'voicemail' }
 */
export function reportedOutcome(
  channel: string,
  status: string,
  answeredBy?: string,
): ReportedOutcome | undefined {
  if (statusRank(status) !== FINAL) return undefined;
  if (channel !== 'voice') {
    return status === 'delivered' || status === 'read' ? {} : { end: 'undelivered', failed: true };
  }
  switch (status) {
    case 'completed': {
      const machine = answeredBy !== undefined && /^(machine|fax)/.test(answeredBy);
      return machine ? { end: 'voicemail', outcome: 'voicemail' } : { end: 'answered', outcome: 'answered' };
    }
    case 'no-answer':
      return { end: 'no-answer', outcome: 'no-answer' };
    case 'busy':
      return { end: 'busy', outcome: 'busy' };
    case 'canceled':
      return { end: 'not-connected', outcome: 'not-connected', failed: true };
    default:
      return { end: 'not-connected', outcome: 'not-connected' };
  }
}
