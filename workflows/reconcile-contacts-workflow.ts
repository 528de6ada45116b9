import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReconcileActivities, ReconcileReport } from '../activities/reconcile-types.ts';
import { REMINDER_ATTEMPT_MS } from './daily-operations-workflow.ts';
import { DELIVERY_MS } from './proxies.ts';

/**
 * A contact of a case is worked on by its step and after that by a delivery of its own, each for so long; a reminder
 * before the due date only by the attempt that has reserved it. What counts after that is one attempt that is still
 * being cut off, for which the same again is plenty.
 */
const LONGEST = { deliveryMs: 2 * DELIVERY_MS, reminderMs: 2 * REMINDER_ATTEMPT_MS };

/** A round is many questions to providers; one that dies is noticed by its heartbeat, and loses nothing. */
const { reconcileContacts } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '2 minutes',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/** One round: what became of contacts whose answer was lost. A Schedule starts it, or an operator. */
export async function reconcileContactsWorkflow(): Promise<ReconcileReport> {
  const report = await reconcileContacts(LONGEST);
  const { asked, sent, failed, unknown, stillUnknown, unanswered, leftToCases } = report;
  setCurrentDetails(
    `${asked} asked: ${sent} sent, ${failed} never taken, ${unknown} given up, ${stillUnknown} still unknown, ` +
      `${unanswered} unanswered; ${leftToCases} left to their cases`,
  );
  return report;
}
