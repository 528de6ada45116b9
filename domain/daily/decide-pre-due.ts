import { decideContact, type ContactDecision } from '../contact/decide-contact.ts';
import type { ContactFacts } from '../contact/facts.ts';
import { rulePackOf } from '../contact/rule-packs/index.ts';
import { builtInCalendar } from '../holidays/index.ts';
import type { LoanId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';

export interface PreDueContactFacts {
  loanId: LoanId;
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  /** IANA zone where the customer is */
  customerZone: string;
  consents: readonly Channel[];
  reachable: readonly Channel[];
}

export type PreDueDecision = ContactDecision & { channel: Channel };

/**
 * The gate's answer to a reminder before the due date: by the first of the channels that is permitted, now or later.
 *
 * @param channels in order of preference, at least one
 * @param now epoch milliseconds
 * @returns the decision for the channel it was made for; a denial is that of the last one
 */
export function decidePreDue(
  facts: PreDueContactFacts,
  channels: readonly Channel[],
  now: number,
): PreDueDecision {
  const decisions = channels.map((channel) => ({ channel, ...decideBy(channel, facts, now) }));
  const chosen =
    decisions.find(({ decision }) => decision === 'allow') ??
    decisions.find(({ decision }) => decision === 'defer') ??
    decisions.at(-1);
  if (!chosen) throw new Error('a policy of reminders names no channel');
  return chosen;
}

function decideBy(channel: Channel, facts: PreDueContactFacts, now: number): ContactDecision {
  const holidays = builtInCalendar(facts.jurisdiction);
  const contact: ContactFacts = {
    channel,
    purpose: 'pre-due',
    actorRole: facts.lenderRole,
    collectableMinor: 0,
    holds: [],
    consented: facts.consents.includes(channel),
    reachable: facts.reachable.includes(channel),
    customerZone: facts.customerZone,
    debtIds: [facts.loanId],
    history: [],
    ...(holidays && { holidays }),
  };
  return decideContact(rulePackOf(facts.jurisdiction), contact, now);
}
