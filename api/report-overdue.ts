import { createHash } from 'node:crypto';
import { localDate } from '../domain/calendar.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { forEachConcurrently, itemOrProblem, type BatchItem } from './batch.ts';
import { minorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import type { OverdueItem, OverdueResult } from './schemas/reports.ts';

export interface OverdueReport {
  items: readonly BatchItem<OverdueItem>[];
  /** who reports */
  by: string;
  idempotencyKey: string | undefined;
  /** of the request, for the problems of items */
  instance: string;
}

/**
 * Tells the cases of loans that they are overdue, which opens those that are not open. An event counts once however
 * often it is reported, within a batch and beyond it.
 *
 * @throws UpstreamUnavailable when Temporal does not answer; the whole report can be repeated
 */
export async function reportOverdue(
  { events: books, caseClient, clock }: RouteDeps,
  { items, by, idempotencyKey, instance }: OverdueReport,
): Promise<OverdueResult[]> {
  const loanIds = items.flatMap((entry) => ('item' in entry ? [entry.item.loanId as LoanId] : []));
  const currencies = await books.currencies([...new Set(loanIds)]);
  const today = localDate(clock.now(), 'UTC');
  const checked = items.map((entry) =>
    'problem' in entry
      ? entry
      : {
          index: entry.index,
          ...itemOrProblem(
            () => toEvent(entry.item, { currencies, by, idempotencyKey, today }),
            `${instance}#${entry.index}`,
          ),
        },
  );

  const distinct = new Map(
    checked.flatMap((entry) => ('item' in entry ? [[keyOf(entry.item), entry.item] as const] : [])),
  );
  const toAsk = [...distinct.values()].map(({ loanId, event }) => ({ loanId, eventId: event.id }));
  const known = new Set((await books.handled(toAsk)).map((event) => keyOf(event)));
  const unknown = [...distinct].filter(([key]) => !known.has(key)).map(([, found]) => found);
  await forEachConcurrently(unknown, ({ loanId, event }) => caseClient.reportOverdue(loanId, event));

  const seen = new Set(known);
  return checked.map((entry, place) => {
    const loanId = loanOf(items[place]);
    if ('problem' in entry) return { ...entry, loanId, status: 'rejected' };
    const key = keyOf(entry.item);
    const duplicate = seen.has(key);
    seen.add(key);
    return { index: entry.index, loanId, status: 'accepted', eventId: entry.item.event.id, duplicate };
  });
}

interface Found {
  loanId: LoanId;
  event: CaseEventOf<'overdue'>;
}

interface Context extends Pick<OverdueReport, 'by' | 'idempotencyKey'> {
  currencies: ReadonlyMap<LoanId, string>;
  today: string;
}

function toEvent(item: OverdueItem, { currencies, by, idempotencyKey, today }: Context): Found {
  const loanId = item.loanId as LoanId;
  const currency = currencies.get(loanId);
  if (currency === undefined) throw notFound(`loan ${loanId} is not known; import it first`);
  const { reported } = item;
  const event = {
    type: 'overdue' as const,
    id: `overdue:${eventIdOf(item, idempotencyKey, today)}`,
    by,
    ...(reported && {
      reported: {
        daysPastDue: reported.daysPastDue,
        arrearsMinor: minorOf(reported.arrears, currency, 'reported.arrears'),
      },
    }),
  };
  return { loanId, event };
}

/** The same report has the same id whenever it is sent again; what names no day is of today, or of its request. */
function eventIdOf({ eventId, asOf }: OverdueItem, idempotencyKey: string | undefined, today: string) {
  if (eventId !== undefined) return eventId;
  if (asOf !== undefined) return asOf;
  if (idempotencyKey === undefined) return today;
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
}

function keyOf(found: Found | { loanId: LoanId; eventId: string }): string {
  return JSON.stringify([found.loanId, 'event' in found ? found.event.id : found.eventId]);
}

function loanOf(entry: BatchItem<OverdueItem> | undefined): string | null {
  return entry && 'item' in entry ? entry.item.loanId : null;
}
