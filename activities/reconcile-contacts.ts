import { heartbeat, log } from '@temporalio/activity';
import type { Pool } from '../db/client.ts';
import { ReconcileRepository, type OpenContact, type Place } from '../db/reconcile-repository.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { DELIVERY_END_WORDS } from '../domain/case/on/delivery-report.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { Clock } from '../domain/clock.ts';
import { reconciled, reconciledId, type Reconciled } from '../domain/contact/reconcile.ts';
import type { LoanId } from '../domain/ids.ts';
import type { Channel } from '../domain/strategy/schema.ts';
import type { ChannelRouter } from './channels/ports.ts';
import type { ReconcileActivities, ReconcileInput, ReconcileReport } from './reconcile-types.ts';
import { toFailure } from './to-failure.ts';

export interface ReconcileDeps {
  pool: Pool;
  clock: Clock;
  channels: ChannelRouter;
  caseClient: {
    /** Whether a case of the loan runs, or when one has ended, in real time; undefined: Temporal knows of none. */
    runOf(loanId: LoanId): Promise<{ running: boolean; endedAtMs?: number } | undefined>;
    /** false: no case of the loan is running */
    tell(loanId: LoanId, event: CaseEventOf<'delivery-report'>): Promise<boolean>;
  };
}

/** Rows that are read at once. */
const BATCH = 100;
/** Contacts that a round asks about: providers answer in a fraction of a second each, one after the other. */
const MOST = 2_000;
/** A channel that fails so often in a row is left alone until the next round. */
const FAILURES = 3;
/** Nobody is on the telephone for so long; until then, and after, the call counts alike. */
const CALL_MS = DAY_MS;

/**
 * One round over the contacts of which the ledger does not know what became of them. It only ever asks. A contact
 * belongs to its case as long as that runs: it concludes each itself. Cut off anywhere and repeated, a round finds what
 * is still open.
 */
export function createReconcileActivities(deps: ReconcileDeps): ReconcileActivities {
  const { pool, clock, channels, caseClient } = deps;
  const contacts = new ReconcileRepository(pool);

  /** Whether the case of the contact may still deliver it, or will say itself what became of it. */
  async function isLeftToCase({ status, newest, loanId }: OpenContact, deliveryMs: number) {
    if (status === 'unknown' || !newest) return false;
    const run = await caseClient.runOf(loanId);
    return run !== undefined && (run.running || (run.endedAtMs ?? 0) > Date.now() - deliveryMs);
  }

  async function conclude(contact: OpenContact, found: Reconciled): Promise<boolean> {
    const { contactId, caseId, loanId, channel, newest } = contact;
    return contacts.conclude(contact, found, clock.now(), async () => {
      if (caseId === null) return;
      const { end } = found;
      const id = reconciledId(contactId, end);
      const event = { type: 'delivery-report', id, by: 'system', contactId, channel, end } as const;
      if (newest && (await caseClient.tell(loanId, event))) return;
      const data = { eventId: id, contactId, channel, outcome: end };
      await contacts.noteOnTimeline(caseId, data, DELIVERY_END_WORDS[end], clock.now());
    });
  }

  async function ask(
    contact: OpenContact,
  ): Promise<'sent' | 'failed' | 'unknown' | 'stillUnknown' | undefined> {
    const { status, contactId } = contact;
    const answer = status === 'calling' ? 'unknown' : await channels(contact.channel).lookUp(contactId);
    const found = reconciled(status, answer);
    if (!found) {
      await contacts.couldNotTell(contact, clock.now());
      return 'stillUnknown';
    }
    return (await conclude(contact, found)) ? found.status : undefined;
  }

  async function round({ deliveryMs, reminderMs }: ReconcileInput): Promise<ReconcileReport> {
    const report = { ...NOTHING };
    const failures = new Map<Channel, number>();
    const over = { deliveryMs, reminderMs, callMs: CALL_MS };
    for (let after: Place | undefined; ;) {
      const batch = await contacts.open(after, over, BATCH, clock.now());
      for (const contact of batch) {
        heartbeat();
        if (await isLeftToCase(contact, deliveryMs)) {
          report.leftToCases += 1;
          continue;
        }
        if (report.asked === MOST) return { ...report, more: true };
        const { channel } = contact;
        if ((failures.get(channel) ?? 0) >= FAILURES) continue;
        report.asked += 1;
        try {
          report[(await ask(contact)) ?? 'unanswered'] += 1;
          failures.delete(channel);
        } catch (error) {
          report.unanswered += 1;
          failures.set(channel, (failures.get(channel) ?? 0) + 1);
          log.warn('a contact could not be reconciled', { contactId: contact.contactId, channel, error });
          await contacts.didNotAnswer(contact, clock.now());
        }
      }
      after = batch.at(-1);
      if (!after) break;
    }
    await contacts.forgetOldInquiries(clock.now());
    return { ...report, more: [...failures.values()].some((times) => times >= FAILURES) };
  }

  return {
    async reconcileContacts(input) {
      try {
        const report = await round(input);
        const level = report.asked + report.leftToCases > 0 ? 'info' : 'debug';
        log[level]('contacts were reconciled', { ...report });
        return report;
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}

const NOTHING: ReconcileReport = {
  ...{ asked: 0, sent: 0, failed: 0, unknown: 0, stillUnknown: 0, unanswered: 0 },
  ...{ leftToCases: 0, more: false },
};
