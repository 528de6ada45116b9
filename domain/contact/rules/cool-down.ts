import { DAY_MS } from '../../calendar.ts';
import { CALLS } from '../channel.ts';
import type { ContactFacts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { belongs, subjects } from './counted.ts';
import type { Evaluator } from './evaluator.ts';
import { extraCallsPermitted } from './frequency-cap.ts';

const calls: readonly string[] = CALLS;

/** No call for some days after a conversation by telephone, whoever began it. The day of the conversation is day 1. */
export function coolDown(rule: RuleOf<'conversation-cool-down'>): Evaluator {
  const days = rule.window.calendarDays;
  // A calendar day is at most 25 hours long: before this nothing can count.
  const reachMs = (days + 2) * DAY_MS;
  const liftable = rule.consentExceptions.includes('extra-calls');

  function opensFor(
    subject: string | undefined,
    facts: ContactFacts,
    clock: ZoneClock,
    atMs: number,
  ): number {
    const today = clock.dayAt(atMs);
    let last = -Infinity;
    for (const past of facts.history) {
      if (past.atMs < atMs - reachMs || past.outcome !== 'conversation' || !calls.includes(past.channel))
        continue;
      if (!belongs(rule.countPer, subject, past)) continue;
      const day = clock.dayAt(past.atMs);
      if (day <= today && day > last) last = day;
    }
    return today < last + days ? clock.startOfDay(last + days, atMs) : atMs;
  }

  return {
    concerns: () => true,
    opensAt(facts, clock, atMs) {
      if (facts.history.length === 0 || (liftable && extraCallsPermitted(facts, clock, atMs))) return atMs;
      let latest = atMs;
      for (const subject of subjects(rule.countPer, facts)) {
        latest = Math.max(latest, opensFor(subject, facts, clock, atMs));
      }
      return latest;
    },
  };
}
