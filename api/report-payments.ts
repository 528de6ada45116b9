import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import type { BookingOutcome, ReportedPayment } from '../db/payment-repository.ts';
import { forEachConcurrently, itemOrProblem, type BatchItem } from './batch.ts';
import { positiveMinorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import { ApiFailure, InvalidFields, problemOfFailure } from './problem.ts';
import type { PaymentItem, PaymentResult } from './schemas/reports.ts';

export interface PaymentReport {
  items: readonly BatchItem<PaymentItem>[];
  /** who reports */
  by: string;
  /** of the request, for the problems of items */
  instance: string;
}

/**
 * Books payments, then tells the cases of their loans. In this order: a case reads the books when it is told, and
 * when we die in between, the payment counts already and the repeat tells the case.
 *
 * @throws UpstreamUnavailable when Temporal does not answer; the whole report can be repeated
 */
export async function reportPayments(
  { events: books, payments, caseClient, clock }: RouteDeps,
  { items, by, instance }: PaymentReport,
): Promise<PaymentResult[]> {
  const loanIds = items.flatMap((entry) => ('item' in entry ? [entry.item.loanId as LoanId] : []));
  const currencies = await books.currencies([...new Set(loanIds)]);
  const latestMs = clock.now() + PAYMENT_CLOCK_SKEW_MS;
  const first = new Map<string, ReportedPayment>();
  const checked = items.map((entry) =>
    'problem' in entry
      ? entry
      : {
          index: entry.index,
          ...itemOrProblem(() => {
            const payment = toPayment(entry.item, currencies, latestMs);
            const earlier = first.get(payment.paymentId);
            if (earlier && JSON.stringify(earlier) !== JSON.stringify(payment)) throw conflict(payment);
            if (!earlier) first.set(payment.paymentId, payment);
            return { payment, inBatchBefore: earlier !== undefined };
          }, `${instance}#${entry.index}`),
        },
  );

  const booked = await payments.book([...first.values()]);
  const told = await tellCases(
    [...first.values()].filter(({ paymentId }) => isBooked(booked.get(paymentId))),
  );

  return checked.map((entry, place) => {
    const { index } = entry;
    const ids = idsOf(items[place]);
    if ('problem' in entry) return { ...ids, index, status: 'rejected', problem: entry.problem };
    const { payment, inBatchBefore } = entry.item;
    const outcome = booked.get(payment.paymentId);
    if (!isBooked(outcome)) {
      const problem = problemOfFailure(conflict(payment), `${instance}#${index}`);
      return { ...ids, index, status: 'rejected', problem };
    }
    return {
      ...ids,
      index,
      status: 'accepted',
      duplicate: inBatchBefore || outcome === 'repeated',
      caseTold: told.has(payment.paymentId),
    };
  });

  /** @returns ids of the payments that a case knows of now */
  async function tellCases(all: readonly ReportedPayment[]): Promise<Set<string>> {
    const asked = all.map(({ loanId, paymentId }) => ({ loanId, eventId: eventIdOf(paymentId) }));
    const known = new Set((await books.handled(asked)).map((event) => event.eventId));
    const knowing = new Set<string>();
    await forEachConcurrently(all, async ({ paymentId, loanId, amountMinor, paidAtMs }) => {
      const id = eventIdOf(paymentId);
      const event = { type: 'payment' as const, id, by, amountMinor, paidAtMs };
      if (known.has(id) || (await caseClient.tell(loanId, event))) knowing.add(paymentId);
    });
    return knowing;
  }
}

function toPayment(
  item: PaymentItem,
  currencies: ReadonlyMap<LoanId, string>,
  latestMs: number,
): ReportedPayment {
  const loanId = item.loanId as LoanId;
  const currency = currencies.get(loanId);
  if (currency === undefined) throw notFound(`loan ${loanId} is not known; import it first`);
  const paidAtMs = Date.parse(item.paidAt);
  if (paidAtMs > latestMs) throw new InvalidFields([{ field: 'paidAt', message: 'lies in the future' }]);
  return {
    paymentId: item.paymentId,
    loanId,
    amountMinor: positiveMinorOf(item, currency, 'amount'),
    currency,
    paidAtMs,
    channel: item.channel,
  };
}

function conflict({ paymentId }: ReportedPayment): ApiFailure {
  return new ApiFailure('PaymentConflict', `payment ${paymentId} is booked already with other content`);
}

function isBooked(outcome: BookingOutcome | undefined): boolean {
  return outcome === 'added' || outcome === 'repeated';
}

function eventIdOf(paymentId: string): string {
  return `payment:${paymentId}`;
}

function idsOf(entry: BatchItem<PaymentItem> | undefined): {
  loanId: string | null;
  paymentId: string | null;
} {
  if (!entry || !('item' in entry)) return { loanId: null, paymentId: null };
  return { loanId: entry.item.loanId, paymentId: entry.item.paymentId };
}
