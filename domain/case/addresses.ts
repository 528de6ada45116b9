import type { AddressChange } from './decision.ts';
import type { CaseFacts } from './facts.ts';

/**
 * @returns the facts as they are once the changes are written: what a decision does next may not use a number that it
 *   has just given up
 */
export function withAddresses(facts: CaseFacts, changes: readonly AddressChange[] = []): CaseFacts {
  return changes.reduce(withAddress, facts);
}

function withAddress(facts: CaseFacts, { kind, usable }: AddressChange): CaseFacts {
  const { customer } = facts;
  const { reachable, otherPhones = 0 } = customer;
  if (kind === 'post') {
    const others = reachable.filter((channel) => channel !== 'letter');
    return { ...facts, customer: { ...customer, reachable: usable ? [...others, 'letter'] : others } };
  }
  if (otherPhones > 0) return { ...facts, customer: { ...customer, otherPhones: otherPhones - 1 } };
  const others = reachable.filter((channel) => channel !== 'sms' && channel !== 'voice');
  return { ...facts, customer: { ...customer, reachable: others } };
}
