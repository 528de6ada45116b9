import type { LocalTime } from '../calendar.ts';
import type { Strategy } from './schema.ts';

/**
 * @returns the time of day of what has no best hour: reminders, rests, letters, and rungs of whose hours nothing is known
 * @example usualTime({ preferredTime: 'best', usualTime: '10:00' }) // '10:00'
 */
export function usualTime(strategy: Pick<Strategy, 'preferredTime' | 'usualTime'>): LocalTime {
  return strategy.preferredTime === 'best' ? strategy.usualTime : strategy.preferredTime;
}
