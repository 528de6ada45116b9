import { addDays, localDate, type IsoDate } from '../../domain/calendar.ts';
import { delinquencyOf, type Instalment } from '../../domain/delinquency.ts';
import type { PortfolioLoan } from '../../domain/portfolio/portfolio.ts';

/** A demo's loans are all in one zone. */
export const ZONE = 'Asia/Shanghai';

/** On a machine that is busy a day may pass before somebody gets to pay. */
const DAYS_AHEAD = 5;

/** What a customer knows of the own loan: the schedule, and what was paid. */
export class LoanBooks {
  private readonly instalments: readonly Instalment[];
  private paidMinor: number;

  constructor({ instalments, payments }: PortfolioLoan) {
    this.instalments = instalments.map(({ dueOn, principalMinor, interestMinor }) => ({
      dueOn,
      amountMinor: principalMinor + interestMinor,
    }));
    this.paidMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0);
  }

  /** @returns what is overdue at that instant, minor units */
  arrears(nowMs: number): number {
    return this.owedBefore(localDate(nowMs, ZONE));
  }

  /** @returns what has to be paid in these days so that nothing becomes overdue, minor units */
  dueSoon(nowMs: number): number {
    return this.owedBefore(addDays(localDate(nowMs, ZONE), DAYS_AHEAD));
  }

  /** @param amountMinor that the bank has taken */
  paid(amountMinor: number): void {
    this.paidMinor += amountMinor;
  }

  private owedBefore(date: IsoDate): number {
    return delinquencyOf(this.instalments, this.paidMinor, date).arrearsMinor;
  }
}
