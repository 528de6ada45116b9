import { epochDay, type IsoDate } from '../../calendar.ts';
import { annuityMinor } from '../../plan/amortise.ts';
import type { RiskFacts } from '../risk-facts.ts';
import { dueBetween, YEAR_DAYS } from './behaviour.ts';

/** What the contract and the customer's means say. */

/**
 * By the terms and not by the schedule, so that what is agreed later does not change what was known on a day.
 *
 * @returns 0..1; null for a limit without a term, which is drawn and paid back as the customer likes
 */
export function outstandingShare({ loan, payments }: RiskFacts): number | null {
  const { principalMinor, annualRate, termMonths: months } = loan;
  if (months === null || months < 1 || principalMinor <= 0) return null;
  const inAllMinor = annuityMinor({ principalMinor, annualRate, months }) * months;
  const paidMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.min(1, Math.max(0, 1 - paidMinor / inAllMinor));
}

/** @returns whole months since the loan began, 0.. */
export function monthsOnBook({ asOf, loan }: RiskFacts): number {
  return Math.max(0, monthsBetween(loan.originatedOn, asOf));
}

/** @returns whole years; null where the date of birth is unknown */
export function ageOn({ asOf, customer }: RiskFacts): number | null {
  return customer.birthDate === null ? null : Math.floor(monthsBetween(customer.birthDate, asOf) / 12);
}

/** @returns what fell due in 12 months / annual income, 0..; null where the income is unknown or nothing fell due */
export function instalmentBurden({ asOf, customer, instalments }: RiskFacts): number | null {
  const { annualIncomeMinor } = customer;
  if (annualIncomeMinor === null || annualIncomeMinor <= 0) return null;
  const dueMinor = dueBetween(instalments, { from: epochDay(asOf) - YEAR_DAYS, to: epochDay(asOf) });
  return dueMinor === 0 ? null : dueMinor / annualIncomeMinor;
}

function monthsBetween(from: IsoDate, to: IsoDate): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
}
