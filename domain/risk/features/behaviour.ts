import { epochDay, isoDateOfDay } from '../../calendar.ts';
import { delinquenciesOn, delinquencyOf, type Delinquency, type Instalment } from '../../delinquency.ts';
import type { DayPayment, RiskFacts } from '../risk-facts.ts';

export const QUARTER_DAYS = 91;
export const YEAR_DAYS = 365;

/** Later than this is what collections count as one time past due. */
const PAST_DUE_DAYS = 30;
/** Of fewer gaps between payments nothing is said. */
const FEWEST_GAPS = 2;

/** Days as numbers, see `epochDay`. */
interface Span {
  from: number;
  to: number;
}

/** A payment that was not taken back. */
interface RealPayment {
  day: number;
  amountMinor: number;
}

/** How a customer has paid a loan; each figure is worked out when it is first asked for. */
export class LoanBehaviour {
  private readonly facts: Pick<RiskFacts, 'asOf' | 'instalments' | 'payments'>;
  private readonly day: number;
  private knownToday: Delinquency | undefined;
  private knownYear: { worstDaysPastDue: number; timesPastDue: number } | undefined;
  private knownPaid: readonly RealPayment[] | undefined;

  constructor(facts: Pick<RiskFacts, 'asOf' | 'instalments' | 'payments'>) {
    this.facts = facts;
    this.day = epochDay(facts.asOf);
  }

  get today(): Delinquency {
    const { instalments, payments, asOf } = this.facts;
    return (this.knownToday ??= delinquencyOf(instalments, paidMinorOf(payments), asOf));
  }

  /** Of the last 12 months: the most days past due, and how often 30 were reached. */
  get year(): { worstDaysPastDue: number; timesPastDue: number } {
    return (this.knownYear ??= this.worstOfYear());
  }

  /** Instalments in a row, the newest that is overdue among them, that are not fully paid. */
  get missed(): number {
    const { oldestDueOn } = this.today;
    if (oldestDueOn === null) return 0;
    const { instalments, asOf } = this.facts;
    return instalments.filter(
      ({ dueOn, amountMinor }) => dueOn >= oldestDueOn && dueOn < asOf && amountMinor > 0,
    ).length;
  }

  get quarterPaidShare(): number | null {
    return this.paidShare({ from: this.day - QUARTER_DAYS, to: this.day });
  }

  get quarterBeforePaidShare(): number | null {
    return this.paidShare({ from: this.day - 2 * QUARTER_DAYS, to: this.day - QUARTER_DAYS });
  }

  get yearPaidShare(): number | null {
    return this.paidShare({ from: this.day - YEAR_DAYS, to: this.day });
  }

  /** Standard deviation of the days between payments of 12 months; 0: like clockwork. */
  get irregularity(): number | null {
    const days = [...new Set(this.paid.map(({ day }) => day))].filter((day) => day > this.day - YEAR_DAYS);
    const gaps = days.slice(1).map((day, at) => day - days[at]!);
    if (gaps.length < FEWEST_GAPS) return null;
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  }

  /** null: nothing was ever paid */
  get daysSincePayment(): number | null {
    const last = this.paid.at(-1);
    return last === undefined ? null : this.day - last.day;
  }

  private get paid(): readonly RealPayment[] {
    return (this.knownPaid ??= realPayments(this.facts.payments));
  }

  /** What came in within the days / what fell due within them; null: nothing did. */
  private paidShare(span: Span): number | null {
    const dueMinor = dueBetween(this.facts.instalments, span);
    if (dueMinor === 0) return null;
    let paidMinor = 0;
    for (const { day, amountMinor } of this.paid) {
      if (day > span.from && day <= span.to) paidMinor += amountMinor;
    }
    return paidMinor / dueMinor;
  }

  private worstOfYear() {
    const { instalments, payments } = this.facts;
    const from = this.day - YEAR_DAYS;
    // Between two payments a loan only grows older: the days on which and before which something was paid tell all.
    const turns = payments.map(({ paidOn }) => epochDay(paidOn)).filter((day) => day > from);
    const days = [...new Set([from, ...turns.flatMap((day) => [day - 1, day]), this.day])].sort(
      (a, b) => a - b,
    );
    let [worstDaysPastDue, timesPastDue, within] = [0, 0, false];
    for (const { daysPastDue } of delinquenciesOn(instalments, payments, days.map(isoDateOfDay))) {
      worstDaysPastDue = Math.max(worstDaysPastDue, daysPastDue);
      if (daysPastDue >= PAST_DUE_DAYS && !within) timesPastDue += 1;
      within = daysPastDue >= PAST_DUE_DAYS;
    }
    return { worstDaysPastDue, timesPastDue };
  }
}

/** @returns minor units that fell due in the days `from` to `to` (excluded, since overdue is from the day after) */
export function dueBetween(instalments: readonly Instalment[], { from, to }: Span): number {
  const [first, end] = [isoDateOfDay(from), isoDateOfDay(to)];
  let dueMinor = 0;
  for (const { dueOn, amountMinor } of instalments)
    if (dueOn >= first && dueOn < end) dueMinor += amountMinor;
  return dueMinor;
}

const paidMinorOf = (payments: readonly DayPayment[]) =>
  payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** A payment that is taken back is there again by as much less than nothing; neither of the two counts. */
function realPayments(payments: readonly DayPayment[]): RealPayment[] {
  const real: RealPayment[] = [];
  for (const { paidOn, amountMinor } of payments) {
    if (amountMinor > 0) real.push({ day: epochDay(paidOn), amountMinor });
    else {
      const taken = real.findLastIndex((payment) => payment.amountMinor === -amountMinor);
      if (taken >= 0) real.splice(taken, 1);
    }
  }
  return real;
}
