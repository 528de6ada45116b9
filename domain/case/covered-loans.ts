import { DAY_MS } from '../calendar.ts';
import { mayHaveLeft, type LedgerContact } from '../contact/ledger.ts';
import type { LoanId } from '../ids.ts';
import type { Rung } from '../strategy/schema.ts';
import type { CaseContext } from './context.ts';
import type { CaseFacts, CoveredLoan } from './facts.ts';
import { nextStep } from './next-step.ts';
import { collectableMinor, type CaseState } from './state.ts';

/** A customer with several loans gets one reminder for all that are due for one within a day. */

/** A reminder says of a loan what it would have been told that long later. */
const COVER_MS = DAY_MS;

/**
 * @param rung of the case that is about to remind its customer
 * @returns the customer's other loans that the same message is to speak of, in the order of their ids; none for what
 *   is not a reminder
 */
export function loansToCover(
  state: CaseState,
  rung: Rung,
  facts: CaseFacts,
  { strategy, now }: CaseContext,
): CoveredLoan[] {
  if (rung.do !== 'remind') return [];
  const { siblings, customer } = facts;
  return siblings
    .filter((other) => {
      // What another strategy or currency says cannot stand in the same message.
      if (other.strategy !== state.strategy || other.currency !== state.currency) return false;
      if (other.pending || other.openCall || coveringContact(other.loanId, customer.ledger, now))
        return false;
      const next = nextStep(other, strategy, now, facts);
      if (next?.step.kind !== 'rung' || next.atMs > now + COVER_MS) return false;
      const { do: kind, onlyIf } = next.step.rung;
      const amountMinor = collectableMinor(other);
      return kind === 'remind' && amountMinor > 0 && amountMinor >= (onlyIf?.minArrearsMinor ?? 0);
    })
    .map((other) => ({
      loanId: other.loanId,
      amountMinor: collectableMinor(other),
      dueOn: other.oldestDueOn,
      paidMinor: other.paidMinor,
    }));
}

/**
 * @param ledger the customer's contacts
 * @returns the contact of another of the customer's loans that has reminded of this one within the last day
 */
export function coveringContact(
  loanId: LoanId,
  ledger: readonly LedgerContact[],
  now: number,
): LedgerContact | undefined {
  return ledger.find(
    (contact) => contact.covers.includes(loanId) && contact.atMs > now - COVER_MS && mayHaveLeft(contact),
  );
}
