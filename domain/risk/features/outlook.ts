import { addDays, type IsoDate } from '../../calendar.ts';
import type { RiskFacts } from '../risk-facts.ts';

/** What others say of the customer, and how it has changed. */

/** The source of the bank's own rating; any other is an external one. */
export const INTERNAL_SOURCE = 'internal';

/** A change is against what was known so many days ago. */
const CHANGE_DAYS = 182;

/** @returns the newest score of the bank itself, or of anybody else; null: none in two years */
export function scoreOf({ ratings }: RiskFacts, whose: 'internal' | 'external'): number | null {
  return newestOf({ ratings }, whose)?.score ?? null;
}

/**
 * @returns points by which the newest rating is above the one that its source had given six months ago; the bank's own
 *   where there is one, since it is made the same way for everybody
 */
export function ratingChange({ asOf, ratings }: Pick<RiskFacts, 'asOf' | 'ratings'>): number | null {
  const newest = newestOf({ ratings }, 'internal') ?? newestOf({ ratings }, 'external');
  if (newest === undefined) return null;
  const before = knownBy(
    ratings.filter(({ source }) => source === newest.source),
    addDays(asOf, -CHANGE_DAYS),
  );
  return before === undefined ? null : newest.score - before.score;
}

/** @returns minor units by which debt elsewhere is above what it was six months ago; null where either is unknown */
export function externalDebtChange({
  asOf,
  externalDebts,
}: Pick<RiskFacts, 'asOf' | 'externalDebts'>): number | null {
  const [newest] = externalDebts;
  const before = knownBy(externalDebts, addDays(asOf, -CHANGE_DAYS));
  return newest === undefined || before === undefined ? null : newest.totalMinor - before.totalMinor;
}

function newestOf({ ratings }: Pick<RiskFacts, 'ratings'>, whose: 'internal' | 'external') {
  return ratings.find(({ source }) => (source === INTERNAL_SOURCE) === (whose === 'internal'));
}

/** What counted on a day: newest first, so the first that is not later. */
function knownBy<T extends { asOf: IsoDate }>(newestFirst: readonly T[], day: IsoDate): T | undefined {
  return newestFirst.find(({ asOf }) => asOf <= day);
}
