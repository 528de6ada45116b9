import { DAY_MS, isoWeekday } from '../../calendar.ts';
import { dayKind } from '../../holidays/calendar.ts';
import type { ContactFacts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import type { Evaluator } from './evaluator.ts';

/** Days of the week and public holidays without contact. The calendar is asked only about days that depend on it. */
export function noContactDays(rule: RuleOf<'no-contact-days'>): Evaluator {
  const isClosed = ({ holidays }: ContactFacts, day: number): boolean => {
    if (rule.weekdays.includes(isoWeekday(day))) {
      return !rule.makeUpDaysOpen || dayKind(holidays, day, rule.id) !== 'make-up-work-day';
    }
    return rule.publicHolidays && dayKind(holidays, day, rule.id) === 'public-holiday';
  };
  return {
    concerns: () => true,
    opensAt(facts, clock, atMs) {
      let candidate = atMs;
      // A month of closed days on end is asked about again by the gate, up to its own horizon.
      while (candidate < atMs + 31 * DAY_MS && isClosed(facts, clock.dayAt(candidate))) {
        candidate = clock.nextDayChange(candidate);
      }
      return candidate;
    },
  };
}
