import { DAY_MS } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import { ACTORS } from './actors.ts';
import type { BankApi } from './bank-api.ts';
import type { LoanBooks } from './loan-books.ts';

/** A payment that the bank has taken. */
export interface Payment {
  paymentId: string;
  loanId: LoanId;
  amountMinor: number;
  paidAtMs: number;
  /** instant after which the bank knew, business time */
  bookedAtMs: number;
  /** made because of the case; the others are the ordinary instalments of those who are up to date again */
  recovered: boolean;
}

/** What a customer pays, and what the customer's bank takes back. */
export class Wallet {
  readonly payments: Payment[] = [];
  private readonly loanId: LoanId;
  private readonly api: BankApi;
  private readonly books: LoanBooks;
  private readonly now: () => number;

  constructor(options: { loanId: LoanId; api: BankApi; books: LoanBooks; now: () => number }) {
    this.loanId = options.loanId;
    this.api = options.api;
    this.books = options.books;
    this.now = options.now;
  }

  /** @param ofCaseSinceMs since when the case is open; undefined: none is @param bookedDaysLate days on the way */
  async pay(
    paymentId: string,
    amountMinor: number,
    { ofCaseSinceMs, bookedDaysLate = 0 }: { ofCaseSinceMs: number | undefined; bookedDaysLate?: number },
  ): Promise<void> {
    if (amountMinor <= 0) return;
    const { api, loanId } = this;
    const paidAtMs = Math.round(this.now() - bookedDaysLate * DAY_MS);
    const paidAt = new Date(paidAtMs).toISOString();
    const body = { paymentId, loanId, ...api.money(amountMinor), paidAt, channel: 'transfer' };
    await api.report(paymentId, { path: '/v1/payments', actor: ACTORS.core, body });
    this.books.paid(amountMinor);
    const recovered = ofCaseSinceMs !== undefined && paidAtMs >= ofCaseSinceMs;
    this.payments.push({ paymentId, loanId, amountMinor, paidAtMs, bookedAtMs: this.now(), recovered });
  }

  /** The last payment for the case is taken back. @returns whether there was one */
  async bounce(key: string, reason: string): Promise<boolean> {
    const index = this.payments.findLastIndex(({ recovered }) => recovered);
    const [payment] = index < 0 ? [] : this.payments.splice(index, 1);
    if (!payment) return false;
    const { paymentId, amountMinor } = payment;
    const body = { paymentId, reversedAt: new Date(this.now()).toISOString(), reason };
    await this.api.report(key, { path: '/v1/payments/reversals', actor: ACTORS.core, body });
    this.books.paid(-amountMinor);
    return true;
  }
}
