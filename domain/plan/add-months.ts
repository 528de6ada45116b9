import { isIsoDate, type IsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';

/**
 * The same day so many months later; where that month is shorter, its last day.
 *
 * @throws InvalidInput for no real date
 * @example addMonths('2026-01-31', 1) // '2026-02-28'
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (!isIsoDate(date)) throw invalidInput(`'${date}' is not a calendar date (YYYY-MM-DD)`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + months, 1);
  const { y, m } = { y: new Date(first).getUTCFullYear(), m: new Date(first).getUTCMonth() };
  const lastDay = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
