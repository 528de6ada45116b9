import { daysBetween, localDate, type IsoDate } from '../calendar.ts';
import { delinquencyOf } from '../delinquency.ts';
import type { SimulatedCustomer, SimulatedLoan } from './customer.ts';
import type { HazardBand } from './response-model.ts';

/** An assumed hazard counts as much as so many days of observation. */
const PRIOR_DAYS = 1_000;

/**
 * Estimates from the payment history how often customers pay by how late they are: payments in a band of lateness by the
 * days that loans have spent in it. What the bank has done at the time is in it, so it is an upper bound of what customers
 * do by themselves. A band that was seldom seen stays near what is assumed.
 *
 * @param assumed bands, which are kept, and what counts where history is short
 * @param until the day before which history ends
 * @returns the bands with their estimates, and what they rest on
 */
export function estimateHazard(
  customers: readonly Pick<SimulatedCustomer, 'loans'>[],
  assumed: readonly HazardBand[],
  until: IsoDate,
): { bands: HazardBand[]; observed: { payments: number; days: number }[] } {
  const observed = assumed.map(() => ({ payments: 0, days: 0 }));
  for (const { loans } of customers) for (const loan of loans) observe(loan, assumed, until, observed);
  const bands = assumed.map(({ fromDay, perDay }, index) => {
    const { payments, days } = observed[index] ?? { payments: 0, days: 0 };
    return { fromDay, perDay: (payments + perDay * PRIOR_DAYS) / (days + PRIOR_DAYS) };
  });
  return { bands, observed };
}

/** Between two dates on which something falls due or is paid, a loan only gets older. */
function observe(
  loan: SimulatedLoan,
  bands: readonly HazardBand[],
  until: IsoDate,
  observed: { payments: number; days: number }[],
): void {
  const first = loan.instalments[0]?.dueOn;
  if (first === undefined) return;
  const paid = loan.payments.map(({ paidAtMs, amountMinor }) => ({
    on: localDate(paidAtMs, loan.zone),
    amountMinor,
  }));
  const dates = [...loan.instalments.map(({ dueOn }) => dueOn), ...paid.map(({ on }) => on)];
  const turns = [...new Set(dates.filter((date) => date >= first && date < until)), until].sort();
  let paidMinor = 0;
  let next = 0;
  for (const [index, from] of turns.entries()) {
    const today = delinquencyOf(loan.instalments, paidMinor, from);
    while (paid[next] && paid[next]!.on <= from) {
      const { on, amountMinor } = paid[next]!;
      paidMinor += amountMinor;
      next += 1;
      const place = on === from && today.oldestDueOn ? bandOf(bands, today.daysPastDue) : undefined;
      const seen = place === undefined ? undefined : observed[place];
      if (seen) seen.payments += 1;
    }
    const to = turns[index + 1];
    if (to === undefined) return;
    // What falls due today is late from tomorrow on.
    const { oldestDueOn } = delinquencyOf(loan.instalments, paidMinor, to);
    if (oldestDueOn !== null)
      addDays(bands, observed, Math.max(0, daysBetween(oldestDueOn, from)), daysBetween(oldestDueOn, to));
  }
}

function bandOf(bands: readonly HazardBand[], daysPastDue: number): number {
  return bands.findLastIndex(({ fromDay }) => fromDay <= daysPastDue);
}

/** Adds the days of lateness after `from` up to `to` to their bands. */
function addDays(
  bands: readonly HazardBand[],
  observed: { payments: number; days: number }[],
  from: number,
  to: number,
): void {
  for (const [index, { fromDay }] of bands.entries()) {
    const end = bands[index + 1]?.fromDay ?? Infinity;
    const days = Math.min(to, end) - Math.max(from, fromDay);
    const seen = observed[index];
    if (seen && days > 0) seen.days += days;
  }
}
