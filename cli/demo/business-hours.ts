import { addDays, localDate, localSecondOfDay } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { ZONE } from './loan-books.ts';

/** People do their business between nine and eight. */
const FROM_SECOND = 9 * 3600;
const TO_SECOND = 20 * 3600;

/** @returns the instant itself, or the opening of the next day of business */
export function inBusinessHours(exactMs: number): number {
  const atMs = Math.round(exactMs);
  const second = localSecondOfDay(atMs, ZONE);
  const date = localDate(atMs, ZONE);
  if (second < FROM_SECOND) return atLocalTime(date, '09:00', ZONE);
  return second < TO_SECOND ? atMs : atLocalTime(addDays(date, 1), '09:00', ZONE);
}
