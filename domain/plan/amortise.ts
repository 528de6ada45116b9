/** One month of a schedule, minor units. */
export interface MonthlyAmount {
  amountMinor: number;
  /** the part of it that is interest or fees */
  interestMinor: number;
}

export interface Amortised {
  /** what is to be paid off, minor units, >= 0 */
  principalMinor: number;
  /** 0.18 is 18 % a year; a month bears a twelfth of it */
  annualRate: number;
  /** in which the principal is paid off, >= 1 */
  months: number;
  /** before them only interest is paid for so many months */
  interestOnlyMonths?: number;
}

/**
 * The level instalment of a loan, rounded up so that rounding never leaves more for the end.
 *
 * @returns minor units a month
 * @example annuityMinor({ principalMinor: 1_200_000, annualRate: 0.12, months: 12 }) // 106619
 */
export function annuityMinor({ principalMinor, annualRate, months }: Amortised): number {
  const rate = annualRate / 12;
  const exact = rate === 0 ? principalMinor / months : (principalMinor * rate) / (1 - (1 + rate) ** -months);
  // Floating point must not make a whole amount one more.
  return Math.max(0, Math.ceil(exact - 1e-6));
}

/**
 * A schedule of level instalments, the last of which takes the rounding. The interest of a month is rounded half up.
 *
 * @returns one amount a month, none of them negative; fewer than asked for when less than a minor unit is left
 * @example amortise({ principalMinor: 1000, annualRate: 0, months: 3 }) // 334, 334, 332
 */
export function amortise(loan: Amortised): MonthlyAmount[] {
  const { annualRate, months, interestOnlyMonths = 0 } = loan;
  const level = annuityMinor(loan);
  const schedule: MonthlyAmount[] = [];
  let leftMinor = loan.principalMinor;
  for (let month = 1; month <= interestOnlyMonths + months && leftMinor > 0; month += 1) {
    const interestMinor = Math.round((leftMinor * annualRate) / 12);
    const principalMinor =
      month <= interestOnlyMonths
        ? 0
        : month === interestOnlyMonths + months
          ? leftMinor
          : Math.min(leftMinor, Math.max(0, level - interestMinor));
    leftMinor -= principalMinor;
    schedule.push({ amountMinor: principalMinor + interestMinor, interestMinor });
  }
  return schedule;
}
