import { addDays, type IsoDate } from '../calendar.ts';
import type { CaseEventOf } from './events.ts';
import { MORATORIUM_DAYS } from './legal-reach.ts';

type Notice = Pick<CaseEventOf<'moratorium'>, 'moratorium' | 'startOn' | 'lastOn' | 'treatmentEndedOn'>;

/**
 * @returns the last day of a moratorium: as notified, else by law; undefined for a crisis whose treatment goes on
 * @example lastDayOf({ moratorium: 'breathing-space', startOn: '2026-11-01' }) // '2026-12-31'
 */
export function lastDayOf({ moratorium, startOn, lastOn, treatmentEndedOn }: Notice): IsoDate | undefined {
  if (lastOn !== undefined) return lastOn;
  // Whether the day it begins is one of the sixty is read in favour of the customer.
  if (moratorium === 'breathing-space') return addDays(startOn, MORATORIUM_DAYS['breathing-space'].days);
  if (moratorium === 'mental-health-crisis' && treatmentEndedOn !== undefined) {
    return addDays(treatmentEndedOn, MORATORIUM_DAYS['mental-health-crisis'].afterTreatmentDays);
  }
  return undefined;
}
