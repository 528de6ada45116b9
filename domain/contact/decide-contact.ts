import { addDays, localDate, localSecondOfDay } from '../calendar.ts';
import { atLocalTime } from '../local-time.ts';
import type { Channel } from '../strategy/schema.ts';
import type { ContactRule, RulePack } from './rule.ts';

/** Why a contact is made. An acknowledgement thanks for a payment: it needs no arrears and asks for nothing. */
export type ContactPurpose = 'collect' | 'promise-reminder' | 'acknowledge';

/** What the gate reads, in the transaction in which it reserves. */
export interface ContactFacts {
  channel: Channel;
  purpose: ContactPurpose;
  actorRole: 'first_party' | 'third_party';
  /** overdue and not disputed, minor units */
  collectableMinor: number;
  /** holds that cover this contact, by name */
  holds: readonly string[];
  /** the customer's consent for the channel */
  consented: boolean;
  /** whether a usable address for the channel is known */
  reachable: boolean;
  /** IANA zone where the customer is */
  customerZone: string;
}

export type ContactDecision =
  | { decision: 'allow'; rules: string[] }
  | { decision: 'defer'; untilMs: number; rules: string[] }
  | { decision: 'deny'; rules: string[] };

/** Rules that no pack can switch off: what any law and decency agree on. */
export const BASIC_RULES = {
  nothingOwed: 'BASIC-NOTHING-OWED',
  hold: 'BASIC-HOLD',
  noConsent: 'BASIC-NO-CONSENT',
  unreachable: 'BASIC-NO-ADDRESS',
  noPack: 'BASIC-NO-RULE-PACK',
} as const;

/**
 * Whether a contact may be made now.
 *
 * @param pack the jurisdiction's rules; undefined denies, since no rules known is not no rules
 * @param facts as they are now
 * @param now epoch milliseconds
 * @returns allow; defer with the earliest permitted instant; or deny; each with the rules that say so
 */
export function decideContact(pack: RulePack | undefined, facts: ContactFacts, now: number): ContactDecision {
  const denied = denials(pack, facts);
  if (!pack || denied.length > 0) return { decision: 'deny', rules: denied };

  const binding = pack.rules.filter((rule) => binds(rule, facts, now));
  const closed = binding.filter((rule) => !isOpen(rule, facts, now));
  if (closed.length === 0) return { decision: 'allow', rules: binding.map((rule) => rule.id) };
  return { decision: 'defer', untilMs: earliestOpening(binding, facts, now), rules: closed.map((r) => r.id) };
}

/** What the hours of contact depend on. */
export type HourFacts = Pick<ContactFacts, 'channel' | 'purpose' | 'actorRole' | 'customerZone'>;

/**
 * The last look at the clock before a message leaves: it was allowed when it was reserved, and may have waited for
 * a provider or a worker since.
 *
 * @param now epoch milliseconds
 */
export function hoursAreOpen(pack: RulePack | undefined, facts: HourFacts, now: number): boolean {
  return (
    pack !== undefined && pack.rules.every((rule) => !binds(rule, facts, now) || isOpen(rule, facts, now))
  );
}

function denials(pack: RulePack | undefined, facts: ContactFacts): string[] {
  const rules: string[] = [];
  if (!pack) rules.push(BASIC_RULES.noPack);
  if (facts.purpose !== 'acknowledge' && facts.collectableMinor <= 0) rules.push(BASIC_RULES.nothingOwed);
  rules.push(...facts.holds.map((hold) => `${BASIC_RULES.hold}:${hold}`));
  // A formal letter is served, not subscribed to: it needs an address and no consent.
  if (!facts.consented && facts.channel !== 'letter') rules.push(BASIC_RULES.noConsent);
  if (!facts.reachable) rules.push(BASIC_RULES.unreachable);
  return rules;
}

function binds(rule: ContactRule, facts: HourFacts, now: number): boolean {
  const today = localDate(now, zoneOf(rule, facts));
  return (
    rule.status === 'in-force' &&
    rule.effectiveFrom <= today &&
    (rule.effectiveTo === undefined || today <= rule.effectiveTo) &&
    (rule.actorRole === 'any' || rule.actorRole === facts.actorRole) &&
    rule.channels.includes(facts.channel) &&
    !rule.purposeExceptions.includes(facts.purpose)
  );
}

function zoneOf(rule: ContactRule, facts: HourFacts): string {
  return rule.timeZoneBasis === 'customer' ? facts.customerZone : rule.timeZoneBasis.official;
}

const secondOf = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;

function isOpen(rule: ContactRule, facts: HourFacts, now: number): boolean {
  const second = localSecondOfDay(now, zoneOf(rule, facts));
  const to = secondOf(rule.window.to);
  const beforeEnd = rule.boundary === 'inclusive-end' ? second <= to : second < to;
  return second >= secondOf(rule.window.from) && beforeEnd;
}

/**
 * The windows of two rules may open at different times: the candidate moves from opening to opening until all
 * are open. A window opens every day, so a week of days is more than enough.
 */
function earliestOpening(rules: readonly ContactRule[], facts: ContactFacts, now: number): number {
  let candidate = now;
  for (let turn = 0; turn < 14; turn += 1) {
    const closed = rules.filter((rule) => !isOpen(rule, facts, candidate));
    if (closed.length === 0) return candidate;
    candidate = Math.max(...closed.map((rule) => nextOpening(rule, facts, candidate)));
  }
  return candidate;
}

function nextOpening(rule: ContactRule, facts: ContactFacts, now: number): number {
  const zone = zoneOf(rule, facts);
  const today = localDate(now, zone);
  const opening = atLocalTime(today, rule.window.from, zone);
  return opening > now ? opening : atLocalTime(addDays(today, 1), rule.window.from, zone);
}
