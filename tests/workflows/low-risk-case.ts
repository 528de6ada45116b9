import { MINUTE_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { spread } from '../../domain/stable-hash.ts';
import { beijing } from '../domain/fixtures.ts';
import { minuteOf } from '../setup/case-records.ts';
import type { SkippingCases } from './skipping-cases.ts';

/** A low-risk case at noon of 1 November, one day late: reminders on 3, 7 and 14 November. */
export async function openLowRisk(cases: SkippingCases, id: string): Promise<LoanId> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, 1);
  await cases.open(loanId);
  return loanId;
}

/** @returns the day and minute of a rung at 10:00 and the loan's own place in the hour after it */
export const planned = (loanId: string, date: string) =>
  minuteOf(beijing(date, '10:00') + spread(loanId, 60 * MINUTE_MS));

/** @returns the contacts of the loan: which rung, and when */
export const rungDays = async (cases: SkippingCases, loanId: LoanId) =>
  (await cases.contacts(loanId)).map(({ rung, at }) => [rung, at]);
