import { decideContact, type ContactFacts, type ContactPurpose } from '../contact/decide-contact.ts';
import { rulePackOf } from '../contact/rule-packs/index.ts';
import { builtInCalendar } from '../holidays/index.ts';
import type { Channel } from '../strategy/schema.ts';
import type { CaseFacts } from './facts.ts';
import { holdFacts } from './hold-facts.ts';
import { collectableMinor, isLegalHold, suspendingHolds, type CaseState } from './state.ts';

/** A contact of a case before the gate: a message, or a call that a collector is about to make. */
export interface AskedContact {
  state: CaseState;
  purpose: ContactPurpose;
  channel: Channel;
  facts: CaseFacts;
}

/** @param now epoch milliseconds @returns what the gate says to it, with the rules that say so */
export function askGate(asked: AskedContact, now: number) {
  return decideContact(rulePackOf(asked.facts.loan.jurisdiction), contactFacts(asked), now);
}

function contactFacts({ state, purpose, channel, facts }: AskedContact): ContactFacts {
  // A promise and a plan hold collection back, not the reminders of themselves.
  const holds = suspendingHolds(state).filter(
    ({ kind }) => purpose === 'collect' || (kind !== 'promise' && kind !== 'plan'),
  );
  // A case that has closed has no holds, and its customer may have: they are not thanked for it.
  const legal = state.closed ? facts.customer.holds : state.holds.filter(isLegalHold);
  const holidays = builtInCalendar(facts.loan.jurisdiction);
  return {
    channel,
    purpose,
    actorRole: facts.loan.lenderRole,
    collectableMinor: collectableMinor(state),
    ...holdFacts(state, holds, legal),
    consented: facts.customer.consents.includes(channel),
    reachable: facts.customer.reachable.includes(channel),
    customerZone: facts.customer.zone,
    debtIds: [facts.loan.loanId],
    history: [],
    ...(holidays && { holidays }),
  };
}
