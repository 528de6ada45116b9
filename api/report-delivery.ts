import { reportedOutcome, statusRank } from '../domain/contact/delivery-status.ts';
import { waysToWrite } from '../domain/contact/phone-number.ts';
import { refusalOf } from '../domain/contact/provider-codes.ts';
import { reconciledId } from '../domain/contact/reconcile.ts';
import { optOutKey } from './reply-ports.ts';
import type { RouteDeps } from './ports.ts';

/** What a provider reports of a contact. */
export interface DeliveryReport {
  contactId: string;
  channel: 'sms' | 'voice';
  /** the provider's own id */
  providerRef: string;
  status: string;
  errorCode?: number | undefined;
  answeredBy?: string | undefined;
  /** the number, as the network knows it */
  to?: string | undefined;
}

/**
 * Takes a report, in whatever order and however often it comes: the ledger counts by it, a number that is of no use is
 * not used again, and the case is told of what it does not expect.
 *
 * @returns false when it is of no contact, or of no status, that is known
 */
export async function reportDelivery(deps: RouteDeps, report: DeliveryReport): Promise<boolean> {
  const { caseClient, clock } = deps;
  const { callbacks, optOuts } = deps.replies;
  const { contactId, channel, providerRef, status, errorCode, answeredBy, to } = report;
  const rank = statusRank(status);
  const contact = rank === undefined ? undefined : await callbacks.contact(contactId);
  if (rank === undefined || contact?.channel !== channel) return false;
  if (contact.providerRef !== null && contact.providerRef !== providerRef) return false;

  const { end, outcome, failed } = reportedOutcome(channel, status, answeredBy) ?? {};
  const refusal = end === 'undelivered' || errorCode !== undefined ? refusalOf(errorCode) : undefined;
  const ledger = { outcome, failed, detail: refusal?.detail };
  // Its answer was lost, and the provider has it all the same: the ledger is about to say so, the case is told first.
  if (contact.status === 'unknown' && contact.caseId !== null && !failed) {
    const id = reconciledId(contactId, 'accepted');
    const found = {
      type: 'delivery-report',
      id,
      by: 'provider',
      contactId,
      channel,
      end: 'accepted',
    } as const;
    await caseClient.tell(contact.loanId, found);
  }
  const kept = await callbacks.report(
    contact,
    { providerRef, status, rank, errorCode, answeredBy, ledger },
    clock.now(),
  );
  if (kept === 'overtaken' || end === undefined) return true;

  const { customerId } = contact;
  if (refusal?.effect === 'unusable' && to !== undefined) {
    await callbacks.retireNumber(customerId, waysToWrite(to, deps.twilio?.countryCode));
  }
  if (refusal?.effect === 'opted-out' && to !== undefined) {
    const optOut = { customerId, channel, contactPoint: optOutKey(deps, to), source: 'told the provider' };
    await optOuts.place(optOut, clock.now());
  }
  if (contact.caseId !== null) {
    // Told anew when it is reported anew: the case handles each id once.
    await caseClient.tell(contact.loanId, {
      type: 'delivery-report',
      id: `report:${contactId}:${status}`,
      by: 'provider',
      ...{ contactId, channel, end },
      ...(refusal && { detail: refusal.detail }),
      ...(refusal?.effect === 'unusable' && { addressLost: true }),
    });
  }
  return true;
}
