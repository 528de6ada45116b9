import { z } from 'zod';
import type { IsoDate } from '../calendar.ts';
import { addMonths } from './add-months.ts';

/** A repayment plan in few words: it travels with the state of a case, so its dates are worked out and not carried. */

export const PLAN_KINDS = ['spread', 're-term', 'interest-only'] as const;
/**
 * `spread`: the arrears in parts beside the running instalments. `re-term`: arrears and principal over a new term.
 * `interest-only`: only interest for some months, then arrears and principal over the old term.
 */
export type PlanKind = (typeof PLAN_KINDS)[number];

/** Longer than any term that a policy may set. */
const MOST_INSTALMENTS = 600;

export const planSchema = z.strictObject({
  kind: z.enum(PLAN_KINDS),
  /** every further instalment is due on the same day of the next month */
  firstDueOn: z.iso.date(),
  /** instalments in order, equal ones together, minor units */
  pieces: z
    .array(z.strictObject({ count: z.int().min(1).max(MOST_INSTALMENTS), amountMinor: z.int().min(0) }))
    .min(1)
    .max(MOST_INSTALMENTS),
  /** the part of the arrears that it pays off, minor units */
  arrearsMinor: z.int().min(1),
  /** interest and fees in its instalments, minor units */
  interestMinor: z.int().min(0),
});
export type Plan = z.infer<typeof planSchema>;

export interface PlanInstalment {
  dueOn: IsoDate;
  amountMinor: number;
}

/** @returns equal neighbours put together. @example piecesOf([5, 5, 7]) // [{ count: 2, amountMinor: 5 }, { count: 1, amountMinor: 7 }] */
export function piecesOf(amountsMinor: readonly number[]): Plan['pieces'] {
  const pieces: Plan['pieces'] = [];
  for (const amountMinor of amountsMinor) {
    const last = pieces.at(-1);
    if (last?.amountMinor === amountMinor) last.count += 1;
    else pieces.push({ count: 1, amountMinor });
  }
  return pieces;
}

/** @returns how many instalments a plan has */
export function monthsOf({ pieces }: Pick<Plan, 'pieces'>): number {
  return pieces.reduce((sum, piece) => sum + piece.count, 0);
}

/** @returns all its instalments together, minor units */
export function totalOf({ pieces }: Pick<Plan, 'pieces'>): number {
  return pieces.reduce((sum, piece) => sum + piece.count * piece.amountMinor, 0);
}

/** @returns its largest instalment, minor units */
export function largestOf({ pieces }: Pick<Plan, 'pieces'>): number {
  return Math.max(...pieces.map((piece) => piece.amountMinor));
}

/** @returns when the instalment of that index is due; an index past the last gives the months after the plan */
export function dueOnOf({ firstDueOn }: Pick<Plan, 'firstDueOn'>, index: number): IsoDate {
  return addMonths(firstDueOn, index);
}

/** @returns every instalment with its date */
export function instalmentsOf(plan: Pick<Plan, 'pieces' | 'firstDueOn'>): PlanInstalment[] {
  return plan.pieces
    .flatMap(({ count, amountMinor }) => Array<number>(count).fill(amountMinor))
    .map((amountMinor, index) => ({ dueOn: dueOnOf(plan, index), amountMinor }));
}

/** @returns all that is to be paid by the date of the instalment of that index, minor units */
export function cumulativeOf({ pieces }: Pick<Plan, 'pieces'>, index: number): number {
  let left = index + 1;
  let sumMinor = 0;
  for (const { count, amountMinor } of pieces) {
    const taken = Math.max(0, Math.min(left, count));
    sumMinor += taken * amountMinor;
    left -= taken;
  }
  return sumMinor;
}
