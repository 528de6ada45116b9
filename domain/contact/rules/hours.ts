import { DAY_MS } from '../../calendar.ts';
import type { LocalHours } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import type { ZoneClock } from '../zone-clock.ts';
import { timeOfDay, type Evaluator } from './evaluator.ts';

/** Hours outside which there is no contact. An inclusive end permits the whole second it names. */
export function hours(rule: RuleOf<'hours'>): Evaluator {
  const fromMs = timeOfDay(rule.window.from);
  const toMs = timeOfDay(rule.window.to) + (rule.boundary === 'inclusive-end' ? 1000 : 0);
  return {
    concerns: () => true,
    opensAt: (_facts, clock, atMs) => clock.nextWithin(atMs, fromMs, toMs),
  };
}

/** Hours that the customer has named as inconvenient. */
export function customerHours(): Evaluator {
  return {
    concerns: ({ inconvenientHours }) => inconvenientHours !== undefined && inconvenientHours.length > 0,
    opensAt: ({ inconvenientHours = [] }, clock, atMs) => afterAll(inconvenientHours, clock, atMs),
  };
}

/** Hours may follow on each other; two days on it is clear that they leave little, and the gate asks again. */
function afterAll(closed: readonly LocalHours[], clock: ZoneClock, atMs: number): number {
  let candidate = atMs;
  while (candidate < atMs + 2 * DAY_MS) {
    const before = candidate;
    for (const { from, to } of closed) {
      candidate = clock.nextWithin(candidate, timeOfDay(to) % DAY_MS, timeOfDay(from) % DAY_MS);
    }
    if (candidate === before) break;
  }
  return candidate;
}
