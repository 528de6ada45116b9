import type { CaseEvent } from '../../domain/case/events.ts';
import type { Decision } from '../../domain/case/decision.ts';
import type { LedgerContact } from '../../domain/contact/ledger.ts';

/** The ledger as a decision leaves it, the way the database keeps it. */
export function ledgerAfter(
  before: readonly LedgerContact[],
  events: readonly CaseEvent[],
  { contact, calls = [], state }: Decision,
  now: number,
): LedgerContact[] {
  const ledger = new Map(before.map((row) => [row.contactId, row]));
  const loanId = state?.loanId ?? '';
  for (const event of events) {
    const row = event.type === 'delivered' ? ledger.get(event.id) : undefined;
    if (row && event.type === 'delivered') ledger.set(event.id, { ...row, status: event.outcome });
  }
  if (contact) {
    const { contactId, channel, covers = [] } = contact;
    const others = covers.map((other) => other.loanId);
    ledger.set(contactId, { contactId, loanId, covers: others, atMs: now, channel, status: 'reserved' });
  }
  for (const { callId, reservedAtMs, begun, ended } of calls) {
    const row = ledger.get(callId) ?? {
      ...{ contactId: callId, loanId, covers: [], atMs: reservedAtMs, channel: 'voice' as const },
      status: 'calling' as const,
    };
    const { status = begun ? 'calling' : row.status, outcome } = ended ?? {};
    ledger.set(callId, { ...row, status, ...(outcome && { outcome }) });
  }
  return [...ledger.values()];
}
