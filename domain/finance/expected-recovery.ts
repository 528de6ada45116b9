import type { TaskKind } from '../case/decision.ts';
import { formatMoney } from '../money.ts';
import type { Tier } from '../strategy/schema.ts';

/** What a piece of work is worth: by this, work of the same urgency is put in order. */

/**
 * What an hour of a person costs, minor units by currency. Assumptions, to be replaced by the bank's own figures; where there is
 * none the work counts as free, which changes nothing within one kind of work.
 */
export const HOUR_COST_MINOR: Readonly<Record<string, number>> = {
  ...{ CNY: 6_000, USD: 3_500, EUR: 3_200, GBP: 2_800, INR: 30_000 },
};

/** Minutes of a person, assumed like the costs; what is not listed takes {@link OTHER_MINUTES}. */
export const WORK_MINUTES: Readonly<Partial<Record<TaskKind, number>>> = {
  ...{ call: 10, 'find-address': 20, 'customer-reply': 8 },
};
export const OTHER_MINUTES = 15;

/** Probability that a case is repaid which has never been scored: the middle of its tier by the usual thresholds. */
export const UNSCORED_PROBABILITY: Readonly<Record<Tier, number>> = { low: 0.85, middle: 0.55, high: 0.2 };

/** What is to be had from a case, minor units. */
export interface Prospect {
  /** that the arrears are repaid, 0..1 */
  probability: number;
  /** overdue */
  amountMinor: number;
  /** of the work */
  costMinor: number;
}

/** @returns what the work costs, minor units. @example workCostMinor('call', 'CNY') // 1_000 */
export function workCostMinor(kind: string, currency: string): number {
  const minutes = WORK_MINUTES[kind as TaskKind] ?? OTHER_MINUTES;
  return Math.round((minutes / 60) * (HOUR_COST_MINOR[currency] ?? 0));
}

/**
 * Probability times amount, less cost; less than nothing where the work costs more than it can bring.
 *
 * @returns minor units
 * @example expectedRecoveryMinor({ probability: 0.5, amountMinor: 10_000, costMinor: 1_000 }) // 4_000
 */
export function expectedRecoveryMinor({ probability, amountMinor, costMinor }: Prospect): number {
  return Math.round(probability * amountMinor) - costMinor;
}

/** @example recoveryWords({ probability: 0.5, amountMinor: 10_000, costMinor: 1_000 }, 'CNY')
 *   // 'CNY 40.00 can be expected: 50 % of CNY 100.00, less CNY 10.00 for the work' */
export function recoveryWords(prospect: Prospect, currency: string): string {
  const { probability, amountMinor, costMinor } = prospect;
  const money = (minor: number) => formatMoney(minor, currency);
  const share = `${Math.round(probability * 100)} % of ${money(amountMinor)}`;
  return `${money(expectedRecoveryMinor(prospect))} can be expected: ${share}, less ${money(costMinor)} for the work`;
}
