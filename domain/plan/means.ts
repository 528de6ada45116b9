import { shareOf } from '../money.ts';
import type { PlanPolicy } from './policy.ts';

/** What a customer has a month, minor units; where outgoings are not known, the share of income that can be spared. */
export type Means =
  | { incomeMinor: number; outgoingsMinor: number }
  | {
      incomeMinor: number;
      /** 0..1; the policy's share caps it */
      share: number;
    };

/**
 * What a customer can pay a month: never more than the policy's share of what is left of the income.
 *
 * @returns minor units, >= 0
 * @example capacityMinor({ incomeMinor: 500_000, outgoingsMinor: 400_000 }, policy) // 70000 at 70 %
 */
export function capacityMinor(
  means: Means,
  policy: Pick<PlanPolicy, 'highestShareOfDisposable' | 'highestShareOfIncome'>,
): number {
  if ('share' in means) {
    return shareOf(means.incomeMinor, Math.min(means.share, policy.highestShareOfIncome));
  }
  const disposableMinor = Math.max(0, means.incomeMinor - means.outgoingsMinor);
  return shareOf(disposableMinor, policy.highestShareOfDisposable);
}
