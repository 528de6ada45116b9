import type { IsoDate } from '../calendar.ts';
import { bucketOf, delinquencyOf, type Bucket, type Instalment } from '../delinquency.ts';
import { expectedCreditLoss, type EclStage } from '../finance/expected-credit-loss.ts';
import { BUILT_IN_PROVISIONS, type ProvisionPolicy } from '../finance/provision-policy.ts';
import { classOf, type AssetClass } from './asset-class.ts';

/** A loan as it was on one day; what managers' figures are made of. Amounts in minor units. */
export interface LoanDay {
  daysPastDue: number;
  bucket: Bucket;
  /** all that is still to be paid, due or not */
  balanceMinor: number;
  pastDueMinor: number;
  assetClass: AssetClass;
  provisionMinor: number;
  stage: EclStage;
  eclMinor: number;
}

/**
 * @param instalments the whole schedule, in order of due date
 * @param paidMinor all payments booked by the end of the day
 * @param day in the loan's zone
 * @param setAside how much is: whether there is security, and the rates
 */
export function loanDayOf(
  instalments: readonly Instalment[],
  paidMinor: number,
  day: IsoDate,
  { secured, policy = BUILT_IN_PROVISIONS }: { secured: boolean; policy?: ProvisionPolicy },
): LoanDay {
  const { daysPastDue, arrearsMinor } = delinquencyOf(instalments, paidMinor, day);
  const scheduledMinor = instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const balanceMinor = Math.max(0, scheduledMinor - paidMinor);
  return {
    daysPastDue,
    bucket: bucketOf(daysPastDue),
    balanceMinor,
    pastDueMinor: arrearsMinor,
    ...classOf(daysPastDue, balanceMinor, policy.categories),
    ...expectedCreditLoss({ daysPastDue, balanceMinor, secured }, policy.ecl),
  };
}
