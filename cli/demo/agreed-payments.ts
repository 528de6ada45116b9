import { addDays, type IsoDate } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { parseMinor } from '../../domain/money.ts';
import type { Action } from '../../domain/portfolio/intents.ts';
import type { Random } from '../../domain/portfolio/random.ts';
import type { Planned } from './agenda.ts';
import type { MoneyReply, PlanReply } from './bank-api.ts';
import { ZONE } from './loan-books.ts';

/** What customers agree on with the bank, in amounts and days, and what they then mean to pay. */

type Promised = Extract<Action, { do: 'promise' }>['parts'];

/** @returns the instalments as they are promised, minor units */
export function instalmentsOf(parts: Promised, arrearsMinor: number, today: IsoDate) {
  return parts.map(({ inDays, share }) => ({
    dueOn: addDays(today, inDays),
    amountMinor: Math.max(1, Math.ceil(arrearsMinor * share)),
  }));
}

/** @returns the payments by which a promise is kept, as far as it is: on its day, the day before, or early */
export function paymentsOf(
  parts: Promised,
  instalments: readonly { dueOn: IsoDate; amountMinor: number }[],
  draws: Random,
): Planned[] {
  return parts.flatMap(({ kept, early }, index): Planned[] => {
    const instalment = instalments[index];
    if (kept === 0 || !instalment) return [];
    const amountMinor = Math.round(instalment.amountMinor * kept);
    const atMs = payAt(instalment.dueOn, early ?? draws.int(0, 1), draws);
    return [{ atMs, by: 'customer', action: { do: 'pay-promised', amountMinor } }];
  });
}

/**
 * @param paidShares how much of each instalment is paid, in order; 1: that, and whatever is missing of those before it
 * @returns the payments of a plan that stands
 */
export function planPayments(
  { instalments }: PlanReply,
  paidShares: readonly number[],
  draws: Random,
): Planned[] {
  let missingMinor = 0;
  return instalments.flatMap(({ dueOn, amount }, index): Planned[] => {
    const dueMinor = minorOf(amount) + missingMinor;
    const share = paidShares[index] ?? 0;
    const amountMinor = share === 1 ? dueMinor : Math.round(minorOf(amount) * share);
    missingMinor = dueMinor - amountMinor;
    if (amountMinor === 0) return [];
    return [{ atMs: payAt(dueOn, 1, draws), by: 'customer', action: { do: 'pay-agreed', amountMinor } }];
  });
}

/**
 * @param ownMinor monthly income, minor units; @param neededMinor what the plan asks for a month
 * @returns income and outgoings with which the plan can be afforded: whoever cannot alone asks the family
 */
export function meansFor(ownMinor: number, neededMinor: number) {
  const incomeMinor = Math.max(ownMinor, Math.ceil(neededMinor / SPARED));
  return { incomeMinor, outgoingsMinor: Math.floor(incomeMinor * SPENT) };
}

/** Of the income so much goes on living; of what is left a plan takes two thirds, and a little is kept. */
const SPENT = 0.3;
const SPARED = 0.45;

/** @returns minor units of an amount that the API has named */
export function minorOf({ amount, currency }: MoneyReply): number {
  return parseMinor(amount, currency);
}

function payAt(dueOn: IsoDate, daysBefore: number, { int }: Random): number {
  return atLocalTime(addDays(dueOn, -daysBefore), `${int(10, 18)}:00`, ZONE);
}
