import { shareRoundedUp } from '../money.ts';

/** How a loan is classed by its lateness, and what is set aside for it: rates are data, a bank brings its own. */

export const ASSET_CLASSES = ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

export interface ClassRule {
  assetClass: AssetClass;
  /** days past due from which on it applies */
  fromDay: number;
  /** share of the balance set aside, 0..1 */
  provisionRate: number;
}

/**
 * Five categories by days past due, the least strict that the rules permit: what else is known of a debtor can only
 * make the class worse.
 *
 * @see 商业银行金融资产风险分类办法 (in force 2023-07-01): special mention when overdue, substandard over 90 days, doubtful
 *   over 270, loss over 360. The rates are the customary ones of the five-category provision.
 */
export const FIVE_CATEGORIES: readonly ClassRule[] = [
  { assetClass: 'normal', fromDay: 0, provisionRate: 0.01 },
  { assetClass: 'special-mention', fromDay: 1, provisionRate: 0.02 },
  { assetClass: 'substandard', fromDay: 91, provisionRate: 0.25 },
  { assetClass: 'doubtful', fromDay: 271, provisionRate: 0.5 },
  { assetClass: 'loss', fromDay: 361, provisionRate: 1 },
];

/**
 * @param daysPastDue days, >= 0
 * @param balanceMinor what is still to be paid in all, minor units
 * @returns the class, and what is set aside, minor units rounded up
 * @example classOf(91, 10_000) // { assetClass: 'substandard', provisionMinor: 2_500 }
 */
export function classOf(
  daysPastDue: number,
  balanceMinor: number,
  rules: readonly ClassRule[] = FIVE_CATEGORIES,
): { assetClass: AssetClass; provisionMinor: number } {
  const rule = rules.findLast(({ fromDay }) => daysPastDue >= fromDay) ?? FIVE_CATEGORIES[0];
  const { assetClass, provisionRate } = rule as ClassRule;
  return { assetClass, provisionMinor: shareRoundedUp(Math.max(0, balanceMinor), provisionRate) };
}
