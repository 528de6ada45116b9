import type { DayCount } from '../../../../domain/alerts/portfolio/base-period.ts';
import { addDays, type IsoDate } from '../../../../domain/calendar.ts';
import { random } from '../../../../domain/portfolio/random.ts';
import { normalQuantile } from '../../../../domain/statistics/distributions.ts';

const DRAWS = Array.from({ length: 4096 }, (_, index) => normalQuantile((index + 0.5) / 4096));

/** A Monday. */
export const FIRST: IsoDate = '2026-08-03';

export interface Simulated {
  /** draws are the same for the same key */
  key: string;
  days: number;
  /** loans of a day */
  of: number;
  /** that are hit, as a share */
  share: number;
  /** how much more shares vary than those of independent loans, default 1 */
  over?: number;
  /** correlation of a day with the one before, default 0 */
  like?: number;
  /** by which the share is multiplied on a day, default 1 */
  factor?: (index: number) => number;
}

/** @returns a share of loans, day by day */
export function simulated({ key, days, of, share, over = 1, like = 0, factor }: Simulated): DayCount[] {
  const { pick } = random(key);
  const deviation = over * Math.sqrt((share * (1 - share)) / of);
  let z = pick(DRAWS);
  return Array.from({ length: days }, (_, index) => {
    z = like * z + Math.sqrt(1 - like * like) * pick(DRAWS);
    const hits = Math.round((share * (factor?.(index) ?? 1) + deviation * z) * of);
    return { day: addDays(FIRST, index), of, hits: Math.min(of, Math.max(0, hits)) };
  });
}
