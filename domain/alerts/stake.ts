import { UNSCORED_PROBABILITY } from '../finance/expected-recovery.ts';
import type { LoanAlertFacts } from './loan-facts.ts';

/**
 * What is expected to be lost if the case goes on as it is: by this, alerts are put in order. All alerts of a loan have the
 * same, so that they stand together. Amounts of different currencies are not converted.
 *
 * @returns minor units of the loan's currency, 0 or more
 * @example a loan with 10,000.00 outstanding whose arrears are repaid with a probability of 0.3: 700_000
 */
export function stakeMinor({
  outstandingMinor,
  openCase: { probability, tier },
}: Pick<LoanAlertFacts, 'outstandingMinor' | 'openCase'>): number {
  return Math.round((1 - (probability ?? UNSCORED_PROBABILITY[tier])) * outstandingMinor);
}
