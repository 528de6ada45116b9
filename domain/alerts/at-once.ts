import type { TimelineEntry } from '../case/decision.ts';

/** What a case hears of, or finds out, that may be worth an alert there and then; the rest is seen with the next morning. */
const TELLING: ReadonlySet<string> = new Set([
  ...['rating', 'external-debt'],
  ...['promise-broken', 'promise-judged-again'],
]);

/**
 * @param entries of one decision
 * @returns whether the loan is to be looked at without waiting for the day's run
 */
export function isLookedAtAtOnce(entries: readonly Pick<TimelineEntry, 'type'>[]): boolean {
  return entries.some(({ type }) => TELLING.has(type));
}
