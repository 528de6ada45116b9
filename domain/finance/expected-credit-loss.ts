import { bucketOf } from '../delinquency.ts';
import { shareRoundedUp } from '../money.ts';
import type { ProvisionPolicy } from './provision-policy.ts';

/** 1: as it was granted; 2: the risk has grown significantly; 3: in default. */
export const ECL_STAGES = [1, 2, 3] as const;
export type EclStage = (typeof ECL_STAGES)[number];

/** A loan as it is set aside for. */
export interface Exposure {
  /** days, >= 0 */
  daysPastDue: number;
  /** what is still to be paid in all, minor units */
  balanceMinor: number;
  secured: boolean;
}

/**
 * The stage by days past due alone: what else is known of a debtor can only make it worse.
 *
 * @param daysPastDue days, >= 0
 * @example stageOf(31, BUILT_IN_PROVISIONS.ecl) // 2
 * @see IFRS 9 5.5.3, 5.5.5
 */
export function stageOf(
  daysPastDue: number,
  { stage2FromDay, stage3FromDay }: Pick<ProvisionPolicy['ecl'], 'stage2FromDay' | 'stage3FromDay'>,
): EclStage {
  if (daysPastDue >= stage3FromDay) return 3;
  return daysPastDue >= stage2FromDay ? 2 : 1;
}

/**
 * Expected credit loss: probability of default, within twelve months in stage 1 and within the lifetime in stage 2, times
 * the loss in a default, times the balance. The loss in a default is as of today: nothing is discounted here.
 *
 * @returns the stage, and what is set aside, minor units rounded up
 * @example expectedCreditLoss({ daysPastDue: 31, balanceMinor: 10_000, secured: false }, BUILT_IN_PROVISIONS.ecl)
 *   // { stage: 2, eclMinor: 3_375 }
 */
export function expectedCreditLoss(
  { daysPastDue, balanceMinor, secured }: Exposure,
  ecl: ProvisionPolicy['ecl'],
): { stage: EclStage; eclMinor: number } {
  const stage = stageOf(daysPastDue, ecl);
  const { twelveMonths, lifetime } = ecl.pd[bucketOf(daysPastDue)];
  const pd = stage === 3 ? 1 : stage === 2 ? lifetime : twelveMonths;
  const lgd = secured ? ecl.lgd.secured : ecl.lgd.unsecured;
  return { stage, eclMinor: shareRoundedUp(Math.max(0, balanceMinor), pd * lgd) };
}
