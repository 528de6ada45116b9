import type { ContactFacts, ContactPurpose } from '../contact/decide-contact.ts';
import { explainContact, type ContactExplanation } from '../contact/explain-contact.ts';
import { askPolicy, shippedPolicy, type GateAnswer } from '../contact/gate-policy.ts';
import { standingFacts } from '../contact/standing.ts';
import type { LoanId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';
import type { CaseFacts } from './facts.ts';
import { holdFacts } from './hold-facts.ts';
import { isLegalHold } from './hold.ts';
import { collectableMinor, suspendingHolds, type CaseState } from './state.ts';

/** A contact of a case before the gate: a message, or a call that a collector is about to make. */
export interface AskedContact {
  state: CaseState;
  purpose: ContactPurpose;
  channel: Channel;
  facts: CaseFacts;
  /** further loans of the customer that it would be about; absent: none */
  covers?: readonly LoanId[];
}

/**
 * @param now epoch milliseconds
 * @returns what the gate says to it, with the rules that say so; or that it cannot say anything, and why
 */
export function askGate(asked: AskedContact, now: number): GateAnswer {
  return askPolicy(policyOf(asked.facts), contactFacts(asked), now);
}

/** @param now the instant that is asked about @returns the same in words @throws InvalidInput when it cannot say anything */
export function explainGate(asked: AskedContact, now: number): ContactExplanation {
  return explainContact(policyOf(asked.facts).pack, contactFacts(asked), now);
}

function policyOf({ policy, loan }: CaseFacts) {
  return policy ?? shippedPolicy(loan.jurisdiction);
}

function contactFacts({ state, purpose, channel, facts, covers = [] }: AskedContact): ContactFacts {
  // A promise and a plan hold collection back, not the reminders of themselves.
  const holds = suspendingHolds(state).filter(
    ({ kind }) => purpose === 'collect' || (kind !== 'promise' && kind !== 'plan'),
  );
  // A case that has closed has no holds, and its customer may have: they are not thanked for it.
  const legal = state.closed ? facts.customer.holds : state.holds.filter(isLegalHold);
  const { holidays } = policyOf(facts);
  const held = holdFacts(state, holds, legal);
  return {
    channel,
    purpose,
    actorRole: facts.loan.lenderRole,
    collectableMinor: collectableMinor(state),
    consented: facts.customer.consents.includes(channel),
    reachable: facts.customer.reachable.includes(channel),
    customerZone: facts.customer.zone,
    debtIds: [facts.loan.loanId, ...covers],
    ...held,
    ...standingFacts(facts.customer, held),
    ...(holidays && { holidays }),
  };
}
