import { DAY_MS, epochDay } from '../../calendar.ts';
import type { ContactFacts, PastContact } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { belongs, counter, subjects } from './counted.ts';
import type { Evaluator } from './evaluator.ts';

/** The consent to extra calls holds for seven days, the day it was given included. */
const CONSENT_DAYS = 7;
const SECOND_MS = 1000;

/** @returns whether the customer's consent to extra calls lifts the rule on that day */
export function extraCallsPermitted(facts: ContactFacts, clock: ZoneClock, atMs: number): boolean {
  if (facts.extraCallsConsentOn === undefined) return false;
  const givenOn = epochDay(facts.extraCallsConsentOn);
  const day = clock.dayAt(atMs);
  return day >= givenOn && day < givenOn + CONSENT_DAYS;
}

/** At most so many contacts in a window of the calendar or of hours. */
export function frequencyCap(rule: RuleOf<'frequency-cap'>): Evaluator {
  const counts = counter(rule);
  const liftable = rule.consentExceptions.includes('extra-calls');
  const { window, limit, countPer } = rule;
  const days = 'calendarDays' in window ? window.calendarDays : 0;
  const rollingMs = 'rollingHours' in window ? window.rollingHours * 3_600_000 : 0;
  // A calendar day is at most 25 hours long: before this nothing can count.
  const reachMs = Math.max(rollingMs, (days + 2) * DAY_MS);

  /** Where the past contact stands in the window: its day or its instant; undefined when it does not count. */
  function placeInWindow(past: PastContact, clock: ZoneClock, atMs: number, end: number) {
    if (past.atMs < atMs - reachMs || !counts(past)) return undefined;
    const place = days > 0 ? clock.dayAt(past.atMs) : past.atMs;
    return place <= end && place > end - (days > 0 ? days : rollingMs) ? place : undefined;
  }

  function opensFor(
    subject: string | undefined,
    facts: ContactFacts,
    clock: ZoneClock,
    atMs: number,
  ): number {
    const end = days > 0 ? clock.dayAt(atMs) : atMs;
    let count = 0;
    for (const past of facts.history) {
      if (!belongs(countPer, subject, past)) continue;
      if (placeInWindow(past, clock, atMs, end) !== undefined) count += 1;
    }
    if (count < limit) return atMs;
    const places = facts.history
      .filter((past) => belongs(countPer, subject, past))
      .flatMap((past) => placeInWindow(past, clock, atMs, end) ?? [])
      .sort((a, b) => a - b);
    // When this one has left the window, one fewer than the limit are in it.
    const leaving = places[count - limit] ?? end;
    return days > 0
      ? clock.startOfDay(leaving + days, atMs)
      : Math.ceil((leaving + rollingMs) / SECOND_MS) * SECOND_MS;
  }

  return {
    concerns: () => true,
    opensAt(facts, clock, atMs) {
      if (facts.history.length < limit || (liftable && extraCallsPermitted(facts, clock, atMs))) return atMs;
      let latest = atMs;
      for (const subject of subjects(countPer, facts)) {
        latest = Math.max(latest, opensFor(subject, facts, clock, atMs));
      }
      return latest;
    },
  };
}
