import { formatMoney } from '../money.ts';
import { monthsOf, type Plan } from '../plan/plan.ts';

const KINDS = {
  spread: 'the arrears in parts beside the running instalments',
  're-term': 'a new term for all that is owed',
  'interest-only': 'only interest at first',
} as const;

/** @returns a plan in one line. @example 'a new term …, 12 instalments from 2026-11-20: 11 of CNY 50.00, then 1 of CNY 49.00' */
export function planWords(plan: Plan, currency: string): string {
  const shown = plan.pieces.slice(0, 3);
  const parts = shown.map(({ count, amountMinor }) => `${count} of ${formatMoney(amountMinor, currency)}`);
  const more = plan.pieces.length > shown.length ? ', …' : '';
  return `${KINDS[plan.kind]}, ${monthsOf(plan)} instalments from ${plan.firstDueOn}: ${parts.join(', then ')}${more}`;
}
