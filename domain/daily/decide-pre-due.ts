import type { LegalHold } from '../case/hold.ts';
import { holdFacts } from '../case/hold-facts.ts';
import type { ContactFacts } from '../contact/facts.ts';
import { askPolicy, shippedPolicy, type GateAnswer, type GatePolicy } from '../contact/gate-policy.ts';
import { standingFacts, type ContactStanding } from '../contact/standing.ts';
import type { LoanId } from '../ids.ts';
import { loanZone } from '../loan-zone.ts';
import type { Channel } from '../strategy/schema.ts';

export interface PreDueContactFacts extends ContactStanding {
  loanId: LoanId;
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  /** IANA zone where the customer is */
  customerZone: string;
  consents: readonly Channel[];
  reachable: readonly Channel[];
  /** of the customer, as far as they reach the loan */
  holds: readonly LegalHold[];
  /** what the gate decides by; absent: what ships */
  policy?: GatePolicy;
}

export type PreDueDecision = GateAnswer & { channel: Channel };

/**
 * The gate's answer to a reminder before the due date: by the first of the channels that is permitted, now or later.
 *
 * @param channels in order of preference, at least one
 * @param now epoch milliseconds
 * @returns the decision for the channel it was made for; a denial is that of the last one, when all are denied
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
    decisions.find(({ decision }) => decision === 'unanswered') ??
    decisions.at(-1);
  if (!chosen) throw new Error('a policy of reminders names no channel');
  return chosen;
}

function decideBy(channel: Channel, facts: PreDueContactFacts, now: number): GateAnswer {
  const policy = facts.policy ?? shippedPolicy(facts.jurisdiction);
  const { holidays } = policy;
  const zone = loanZone(facts.jurisdiction, facts.customerZone);
  const held = holdFacts({ loanId: facts.loanId, zone }, [], facts.holds);
  const contact: ContactFacts = {
    channel,
    purpose: 'pre-due',
    actorRole: facts.lenderRole,
    collectableMinor: 0,
    ...held,
    ...standingFacts(facts, held),
    consented: facts.consents.includes(channel),
    reachable: facts.reachable.includes(channel),
    customerZone: facts.customerZone,
    debtIds: [facts.loanId],
    ...(holidays && { holidays }),
  };
  return askPolicy(policy, contact, now);
}
