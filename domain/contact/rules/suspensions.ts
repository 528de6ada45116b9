import { epochDay } from '../../calendar.ts';
import type { ContactFacts, Moratorium } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { NEVER, type Evaluator } from './evaluator.ts';

/** A moratorium is per debt: a contact about none of its debts is not touched. Its last day is inside. */
export function moratorium(): Evaluator {
  const covers = ({ debtIds }: Moratorium, facts: ContactFacts) =>
    !debtIds || facts.debtIds.length === 0 || facts.debtIds.some((debt) => debtIds.includes(debt));
  return {
    concerns: (facts) => facts.moratoria?.some((one) => covers(one, facts)) ?? false,
    opensAt(facts, clock, atMs) {
      let latest = atMs;
      for (const one of facts.moratoria ?? []) {
        if (!covers(one, facts)) continue;
        const lastDay = one.lastOn === undefined ? NEVER : epochDay(one.lastOn);
        latest = Math.max(latest, afterDays(epochDay(one.startOn), lastDay, clock, atMs));
      }
      return latest;
    },
  };
}

/** While a repayment plan is being worked out; the day it began is the first of its days. */
export function planHold(rule: RuleOf<'plan-hold'>): Evaluator {
  return {
    concerns: ({ planHold: hold }) => hold !== undefined,
    opensAt({ planHold: hold }, clock, atMs) {
      if (!hold) return atMs;
      const from = epochDay(hold.from);
      return afterDays(from, from + (hold.days ?? rule.defaultDays) - 1, clock, atMs);
    },
  };
}

function afterDays(firstDay: number, lastDay: number, clock: ZoneClock, atMs: number): number {
  const day = clock.dayAt(atMs);
  if (day < firstDay || day > lastDay) return atMs;
  return lastDay === NEVER ? NEVER : clock.startOfDay(lastDay + 1, atMs);
}
