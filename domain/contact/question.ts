import { boundRules, type BoundRule } from './compile.ts';
import type { ContactFacts } from './facts.ts';
import type { RulePack } from './rule.ts';
import { NEVER } from './rules/evaluator.ts';
import { zoneClock, type ZoneClock } from './zone-clock.ts';

/** @returns the clocks of where the customer may be, the likeliest first */
export function clocksOf({ customerZone, otherZones }: ContactFacts): ZoneClock[] {
  const clocks = [zoneClock(customerZone)];
  for (const zone of otherZones ?? []) {
    const clock = zoneClock(zone);
    if (!clocks.includes(clock)) clocks.push(clock);
  }
  return clocks;
}

/** @returns the rules in force that have a say in this contact, whatever the time */
export function rulesInQuestion(pack: RulePack, facts: ContactFacts): BoundRule[] {
  const rules: BoundRule[] = [];
  for (const bound of boundRules(pack, facts)) {
    if (appliesTo(bound, facts) && bound.evaluator.concerns(facts)) rules.push(bound);
  }
  return rules;
}

function appliesTo({ rule }: BoundRule, facts: ContactFacts): boolean {
  if (rule.purposeExceptions.includes(facts.purpose)) return false;
  if (rule.loans !== 'any' && (rule.loans === 'microfinance') !== (facts.microfinance === true)) return false;
  if (rule.place !== 'any' && rule.place !== (facts.place ?? 'personal')) return false;
  return !(facts.consentOutsideHours === true && rule.consentExceptions.includes('outside-hours'));
}

/** @returns the clock of where the customer most likely is */
export const firstOf = (clocks: readonly ZoneClock[]) => clocks[0] as ZoneClock;

/** @returns whether the rule is in force on the day, by its own zone */
export function isInEffect(
  { official, fromDay, toDay }: BoundRule,
  clocks: readonly ZoneClock[],
  atMs: number,
): boolean {
  const day = (official ?? firstOf(clocks)).dayAt(atMs);
  return day >= fromDay && day <= toDay;
}

/** @returns `atMs` when the rule permits the contact then, else the next instant at which it may, or `NEVER` */
export function openingOf(
  { evaluator, official, toDay }: BoundRule,
  facts: ContactFacts,
  clocks: readonly ZoneClock[],
  atMs: number,
): number {
  let latest = atMs;
  if (official) latest = evaluator.opensAt(facts, official, atMs);
  else for (const clock of clocks) latest = Math.max(latest, evaluator.opensAt(facts, clock, atMs));
  if (latest === atMs || latest === NEVER || toDay === Infinity) return latest;
  // A rule that ends sets free what it held back.
  return Math.min(latest, (official ?? firstOf(clocks)).startOfDay(toDay + 1, atMs));
}
