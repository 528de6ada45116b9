import type { ContactFacts, GatePurpose } from './facts.ts';
import type { RulePack } from './rule.ts';

/** Rules that no pack can switch off: what any law and decency agree on. */
export const BASIC_RULES = {
  nothingOwed: 'BASIC-NOTHING-OWED',
  hold: 'BASIC-HOLD',
  noConsent: 'BASIC-NO-CONSENT',
  unreachable: 'BASIC-NO-ADDRESS',
  noPack: 'BASIC-NO-RULE-PACK',
  noInstant: 'BASIC-NO-INSTANT-WITHIN-60-DAYS',
  unanswered: 'BASIC-GATE-UNANSWERED',
} as const;

const ASKS_FOR_MONEY: readonly GatePurpose[] = ['collect', 'promise-reminder'];
/** A letter is served and a visit is made: neither is subscribed to. */
const NEEDS_NO_CONSENT: readonly string[] = ['letter', 'visit'];

/** @returns the rules that deny whatever the law of the place says */
export function basicDenials(pack: RulePack | undefined, facts: ContactFacts): string[] {
  const rules: string[] = [];
  if (!pack) rules.push(BASIC_RULES.noPack);
  if (facts.collectableMinor <= 0 && ASKS_FOR_MONEY.includes(facts.purpose)) {
    rules.push(BASIC_RULES.nothingOwed);
  }
  for (const hold of facts.holds) rules.push(`${BASIC_RULES.hold}:${hold}`);
  // Who opts out is told once that it is done.
  if (
    !facts.consented &&
    facts.purpose !== 'opt-out-confirmation' &&
    !NEEDS_NO_CONSENT.includes(facts.channel)
  ) {
    rules.push(BASIC_RULES.noConsent);
  }
  if (!facts.reachable) rules.push(BASIC_RULES.unreachable);
  return rules;
}
