import type { Decision } from '../case/decision.ts';
import type { CaseEvent } from '../case/events.ts';
import { LEDGER_MS, type LedgerContact } from '../contact/ledger.ts';

/** The ledger of a customer the way the database keeps it; what no rule looks at any more is dropped. */

/** @returns the ledger that a decision about these events sees: what was delivered is recorded before it is made */
export function ledgerBefore(ledger: LedgerContact[], events: readonly CaseEvent[]): LedgerContact[] {
  const delivered = events.filter((event) => event.type === 'delivered');
  if (delivered.length === 0) return ledger;
  const seen = [...ledger];
  for (const { id, outcome } of delivered) change(seen, id, { status: outcome });
  return seen;
}

/** @returns the ledger as a decision leaves it */
export function ledgerAfter(
  before: LedgerContact[],
  { contact, calls = [], state }: Pick<Decision, 'contact' | 'calls' | 'state'>,
  now: number,
): LedgerContact[] {
  if (!contact && calls.length === 0) return before;
  const ledger = before.filter(({ atMs }) => atMs >= now - LEDGER_MS);
  const loanId = state?.loanId ?? '';
  if (contact) {
    const { contactId, channel, covers = [] } = contact;
    const others = covers.map((other) => other.loanId);
    ledger.push({ contactId, loanId, covers: others, atMs: now, channel, status: 'reserved' });
  }
  for (const { callId, reservedAtMs, begun, ended } of calls) {
    if (begun) {
      const atMs = reservedAtMs;
      ledger.push({ contactId: callId, loanId, covers: [], atMs, channel: 'voice', status: 'calling' });
    }
    if (ended) change(ledger, callId, ended);
  }
  return ledger;
}

function change(
  ledger: LedgerContact[],
  contactId: string,
  changes: Pick<LedgerContact, 'status' | 'outcome'>,
): void {
  const index = ledger.findIndex((row) => row.contactId === contactId);
  const row = ledger[index];
  if (!row) return;
  const { loanId, covers, atMs, channel } = row;
  ledger[index] = { contactId, loanId, covers, atMs, channel, ...changes };
}
