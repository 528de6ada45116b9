import type { HolidayCalendar } from './calendar.ts';
import { irelandCalendar } from './ireland.ts';

const builtIn: Readonly<Record<string, HolidayCalendar>> = { 'EU-IE': irelandCalendar };

/** @returns the official calendar that ships for the jurisdiction; none where no rule in force asks for one */
export function builtInCalendar(jurisdiction: string): HolidayCalendar | undefined {
  return Object.hasOwn(builtIn, jurisdiction) ? builtIn[jurisdiction] : undefined;
}
