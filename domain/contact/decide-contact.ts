import { BASIC_RULES, basicDenials } from './basic-denials.ts';
import { checkConsentDay, checkFacts } from './check-facts.ts';
import type { BoundRule } from './compile.ts';
import type { ContactFacts } from './facts.ts';
import type { ContactRule, RulePack } from './rule.ts';
import { NEVER } from './rules/evaluator.ts';
import { clocksOf, firstOf, isInEffect, openingOf, rulesInQuestion } from './question.ts';
import type { ZoneClock } from './zone-clock.ts';

export { BASIC_RULES } from './basic-denials.ts';
export type { ContactFacts, ContactPurpose } from './facts.ts';

export type ContactDecision =
  | { decision: 'allow'; rules: string[] }
  | { decision: 'defer'; untilMs: number; rules: string[] }
  | { decision: 'deny'; rules: string[] };

/** A contact is put off to at most the end of the sixtieth day from today. */
const HORIZON_DAYS = 60;

/**
 * Whether a contact may be made now. Every rule says of an instant whether it permits the contact, and else when it
 * may: deciding asks them about now, deferring goes from opening to opening until all of them agree.
 *
 * @param pack the rules that apply; undefined denies, since no rules known is not no rules
 * @param facts as they are now
 * @param now epoch milliseconds, 1970 to 2199
 * @returns allow, with the rules that were asked; defer, with the earliest permitted instant to the second and the rules
 *   that put it off, those of now first; deny, with the rules that do
 * @throws InvalidInput when the facts are malformed, or a rule needs a holiday calendar that is not there
 * @example decideContact(rulePackOf('CN'), facts, Date.parse('2026-06-10T14:00:00Z'))
 *   // { decision: 'defer', untilMs: Date.parse('2026-06-11T00:00:00Z'), rules: ['CN-GBT45251-HOURS', …] }
 */
export function decideContact(pack: RulePack | undefined, facts: ContactFacts, now: number): ContactDecision {
  checkFacts(facts, now);
  const clocks = clocksOf(facts);
  checkConsentDay(facts, firstOf(clocks), now);
  const denied = basicDenials(pack, facts);
  const rules = pack ? rulesInQuestion(pack, facts) : [];
  const asked: string[] = [];
  const closed: string[] = [];
  let latest = now;
  for (const bound of rules) {
    if (!isInEffect(bound, clocks, now)) continue;
    asked.push(bound.rule.id);
    const opening = openingOf(bound, facts, clocks, now);
    if (opening === NEVER) denied.push(bound.rule.id);
    else if (opening > now) closed.push(bound.rule.id);
    if (opening > latest) latest = opening;
  }
  if (denied.length > 0) return { decision: 'deny', rules: denied };
  if (closed.length === 0) return { decision: 'allow', rules: asked };
  const horizonMs = firstOf(clocks).startOfDay(firstOf(clocks).dayAt(now) + HORIZON_DAYS + 1, now);
  const untilMs = earliestOpening({ rules, facts, clocks, fromMs: latest, horizonMs, closed });
  return untilMs === NEVER
    ? { decision: 'deny', rules: [...closed, BASIC_RULES.noInstant] }
    : { decision: 'defer', untilMs, rules: closed };
}

/** What the hours of contact depend on. */
export type HourFacts = Pick<ContactFacts, 'channel' | 'purpose' | 'actorRole' | 'customerZone'> &
  Partial<
    Pick<
      ContactFacts,
      'otherZones' | 'inconvenientHours' | 'consentOutsideHours' | 'microfinance' | 'holidays'
    >
  >;

/**
 * The last look at the clock before a message leaves: it was allowed when it was reserved, and may have waited for
 * a provider or a worker since. Days without contact are looked at where their calendar is given.
 *
 * @param now epoch milliseconds
 */
export function hoursAreOpen(pack: RulePack | undefined, hourFacts: HourFacts, now: number): boolean {
  if (!pack) return false;
  const facts: ContactFacts = {
    ...{ collectableMinor: 0, holds: [], consented: true, reachable: true, debtIds: [], history: [] },
    ...hourFacts,
  };
  const clocks = clocksOf(facts);
  return rulesInQuestion(pack, facts).every(
    (bound) =>
      !looksAtClock(bound, facts) ||
      !isInEffect(bound, clocks, now) ||
      openingOf(bound, facts, clocks, now) === now,
  );
}

function looksAtClock({ rule }: BoundRule, facts: ContactFacts): boolean {
  return (
    rule.kind === 'hours' ||
    rule.kind === 'customer-hours' ||
    (rule.kind === 'no-contact-days' && (facts.holidays !== undefined || !needsCalendar(rule)))
  );
}

/** @returns whether the rule has no answer for some day without a holiday calendar */
export function needsCalendar(rule: ContactRule): boolean {
  return rule.kind === 'no-contact-days' && (rule.publicHolidays || rule.makeUpDaysOpen);
}

interface Search {
  rules: readonly BoundRule[];
  facts: ContactFacts;
  clocks: readonly ZoneClock[];
  fromMs: number;
  horizonMs: number;
  /** ids of the rules that put the contact off; those that put it off further are added */
  closed: string[];
}

/** Goes from opening to opening of some rule until all of them agree, by a second at least each time. */
function earliestOpening({ rules, facts, clocks, fromMs, horizonMs, closed }: Search): number {
  for (let candidate = fromMs; candidate < horizonMs;) {
    let next = candidate;
    for (const bound of rules) {
      if (!isInEffect(bound, clocks, next)) continue;
      const opening = openingOf(bound, facts, clocks, next);
      if (opening > next && !closed.includes(bound.rule.id)) closed.push(bound.rule.id);
      if (opening >= horizonMs) return NEVER;
      next = opening;
    }
    if (next === candidate) return candidate;
    candidate = next;
  }
  return NEVER;
}
