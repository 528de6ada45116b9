import { endedByPayment } from '../domain/case/ended-by-payment.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../domain/delinquency.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import type { BookingOutcome, ReportedPayment, ReportedReversal } from '../db/payment-repository.ts';
import { forEachConcurrently, itemOrProblem, type BatchItem } from './batch.ts';
import type { RouteDeps } from './ports.ts';
import { ApiFailure, InvalidFields, problemOfFailure } from './problem.ts';
import type { ReversalItem, ReversalResult } from './schemas/reports.ts';

export interface ReversalReport {
  items: readonly BatchItem<ReversalItem>[];
  /** who reports */
  by: string;
  /** of the request, for the problems of items */
  instance: string;
}

/**
 * Takes payments back, then tells the cases of their loans; a case that had closed as cured is opened again. Books
 * first, as payments are: when we die in between, the repeat tells the case.
 *
 * @throws UpstreamUnavailable when Temporal does not answer; the whole report can be repeated
 */
export async function reportReversals(
  { events: books, payments, cases, caseClient, clock }: RouteDeps,
  { items, by, instance }: ReversalReport,
): Promise<ReversalResult[]> {
  const ids = items.flatMap((entry) => ('item' in entry ? [entry.item.paymentId] : []));
  const booked = await payments.find([...new Set(ids)]);
  const latestMs = clock.now() + PAYMENT_CLOCK_SKEW_MS;
  const first = new Map<string, ReportedReversal>();
  const checked = items.map((entry) =>
    'problem' in entry
      ? entry
      : {
          index: entry.index,
          ...itemOrProblem(() => {
            const reversal = toReversal(entry.item, booked, latestMs);
            const earlier = first.get(reversal.paymentId);
            if (earlier && JSON.stringify(earlier) !== JSON.stringify(reversal)) throw conflict(reversal);
            if (!earlier) first.set(reversal.paymentId, reversal);
            return { reversal, inBatchBefore: earlier !== undefined };
          }, `${instance}#${entry.index}`),
        },
  );

  const reversed = await payments.reverse([...first.values()]);
  const told = await tellCases(
    [...first.values()].filter(({ paymentId }) => isDone(reversed.get(paymentId))),
  );

  return checked.map((entry, place) => {
    const { index } = entry;
    const paymentId = idOf(items[place]);
    const loanId = (paymentId !== null && booked.get(paymentId)?.loanId) || null;
    if ('problem' in entry) return { index, paymentId, loanId, status: 'rejected', problem: entry.problem };
    const { reversal, inBatchBefore } = entry.item;
    const outcome = reversed.get(reversal.paymentId);
    if (!isDone(outcome)) {
      const problem = problemOfFailure(conflict(reversal), `${instance}#${index}`);
      return { index, paymentId, loanId, status: 'rejected', problem };
    }
    const duplicate = inBatchBefore || outcome === 'repeated';
    const caseTold = told.has(reversal.paymentId);
    return { index, paymentId, loanId, status: 'accepted', duplicate, caseTold };
  });

  /** @returns ids of the payments of whose return a running case knows */
  async function tellCases(all: readonly ReportedReversal[]): Promise<Set<string>> {
    const events = all.flatMap((reversal) => {
      const payment = booked.get(reversal.paymentId);
      return payment ? [toEvents(payment, reversal, by)] : [];
    });
    const asked = events.flatMap(({ loanId, returned, overdue }) => [
      { loanId, eventId: returned.id },
      { loanId, eventId: overdue.id },
    ]);
    const known = new Set((await books.handled(asked)).map((event) => event.eventId));
    const knowing = new Set<string>();
    await forEachConcurrently(events, async ({ loanId, returned, overdue }) => {
      if (known.has(returned.id) || (await caseClient.tell(loanId, returned))) {
        knowing.add(returned.paymentId);
      }
      if (known.has(overdue.id)) return;
      // Also where a case is open: it may be closing in this moment, for the payment that was taken back.
      const newest = (await cases.newestOf(loanId))?.state;
      if (!newest?.closed || endedByPayment(newest)) await caseClient.reportOverdue(loanId, overdue);
    });
    return knowing;
  }
}

interface ReversalEvents {
  loanId: LoanId;
  returned: CaseEventOf<'payment-reversed'>;
  /** opens a case that the payment had closed, and says nothing to one that is open */
  overdue: CaseEventOf<'overdue'>;
}

function toEvents(
  { loanId, amountMinor, paidAtMs }: ReportedPayment,
  { paymentId, reversedAtMs, reason }: ReportedReversal,
  by: string,
): ReversalEvents {
  const because = { paymentId, amountMinor, paidAtMs, reversedAtMs, reason };
  const id = `reversal:${paymentId}`;
  return {
    loanId,
    returned: { type: 'payment-reversed', id, by, ...because },
    overdue: { type: 'overdue', id: `overdue:${id}`, by, because },
  };
}

function toReversal(
  { paymentId, reversedAt, reason }: ReversalItem,
  booked: ReadonlyMap<string, ReportedPayment>,
  latestMs: number,
): ReportedReversal {
  const payment = booked.get(paymentId);
  if (!payment) throw notFound(`payment ${paymentId} is not booked; report it first`);
  const reversedAtMs = Date.parse(reversedAt);
  if (reversedAtMs > latestMs) {
    throw new InvalidFields([{ field: 'reversedAt', message: 'lies in the future' }]);
  }
  if (reversedAtMs < payment.paidAtMs) {
    throw new InvalidFields([{ field: 'reversedAt', message: 'lies before the payment itself' }]);
  }
  return { paymentId, reversedAtMs, reason };
}

function conflict({ paymentId }: ReportedReversal): ApiFailure {
  return new ApiFailure(
    'ReversalConflict',
    `payment ${paymentId} was taken back already, with other content`,
  );
}

function isDone(outcome: BookingOutcome | undefined): boolean {
  return outcome === 'added' || outcome === 'repeated';
}

function idOf(entry: BatchItem<ReversalItem> | undefined): string | null {
  return entry && 'item' in entry ? entry.item.paymentId : null;
}
