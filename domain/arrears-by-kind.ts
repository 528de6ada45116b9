import type { IsoDate } from './calendar.ts';

/** What one instalment is made of, minor units. */
export interface InstalmentParts {
  dueOn: IsoDate;
  principalMinor: number;
  interestMinor: number;
  feeMinor: number;
}

/** Arrears by what they are owed for, minor units. */
export interface ArrearsByKind {
  principalMinor: number;
  interestMinor: number;
  feeMinor: number;
}

/**
 * Splits what is overdue by kind. Payments go to the oldest instalment first, and inside it to fee, interest and
 * principal in this order, so the parts add up to the arrears of `delinquencyOf`.
 *
 * @param instalments in order of due date
 * @param paidMinor all payments so far, minor units
 * @param asOf a date in the loan's zone
 * @example arrearsByKind([{ dueOn: '2026-10-20', principalMinor: 900, interestMinor: 80, feeMinor: 20 }], 50, '2026-11-01')
 *   // { principalMinor: 900, interestMinor: 50, feeMinor: 0 }
 */
export function arrearsByKind(
  instalments: readonly InstalmentParts[],
  paidMinor: number,
  asOf: IsoDate,
): ArrearsByKind {
  let left = Math.max(0, paidMinor);
  const unpaid = (minor: number) => {
    const paid = Math.min(left, minor);
    left -= paid;
    return minor - paid;
  };
  const owed: ArrearsByKind = { principalMinor: 0, interestMinor: 0, feeMinor: 0 };
  for (const { dueOn, principalMinor, interestMinor, feeMinor } of instalments) {
    if (dueOn >= asOf) break;
    owed.feeMinor += unpaid(feeMinor);
    owed.interestMinor += unpaid(interestMinor);
    owed.principalMinor += unpaid(principalMinor);
  }
  return owed;
}
