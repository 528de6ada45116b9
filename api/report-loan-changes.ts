import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import type { RecordedLoanChange, ReportedLoanChange } from '../db/loan-change-repository.ts';
import { forEachConcurrently, itemOrProblem, type BatchItem } from './batch.ts';
import type { RouteDeps } from './ports.ts';
import { ApiFailure, problemOfFailure } from './problem.ts';
import type { LoanChangeItem, LoanChangeResult } from './schemas/endings.ts';

export interface LoanChangeReport {
  items: readonly BatchItem<LoanChangeItem>[];
  /** who reports */
  by: string;
  /** of the request, for the problems of items */
  instance: string;
}

/**
 * Records what has become of loans, then tells their cases. In this order, as payments are: when we die in between,
 * the repeat tells the case.
 *
 * @throws UpstreamUnavailable when Temporal does not answer; the whole report can be repeated
 */
export async function reportLoanChanges(
  { events: books, loanChanges, caseClient, clock }: RouteDeps,
  { items, by, instance }: LoanChangeReport,
): Promise<LoanChangeResult[]> {
  const loanIds = items.flatMap((entry) => ('item' in entry ? [entry.item.loanId as LoanId] : []));
  const known = await books.currencies([...new Set(loanIds)]);
  const first = new Map<string, ReportedLoanChange>();
  const checked = items.map((entry) =>
    'problem' in entry
      ? entry
      : {
          index: entry.index,
          ...itemOrProblem(() => {
            const change = toChange(entry.item, known);
            const earlier = first.get(change.changeId);
            if (earlier && JSON.stringify(earlier) !== JSON.stringify(change)) throw conflict(change);
            if (!earlier) first.set(change.changeId, change);
            return { change, inBatchBefore: earlier !== undefined };
          }, `${instance}#${entry.index}`),
        },
  );
  const recorded = await loanChanges.record([...first.values()], { by, now: clock.now() });
  const told = await tellCases();

  return checked.map((entry, place) => {
    const { index } = entry;
    const ids = idsOf(items[place]);
    if ('problem' in entry) return { ...ids, index, status: 'rejected', problem: entry.problem };
    const { change, inBatchBefore } = entry.item;
    const outcome = recorded.get(change.changeId)?.outcome ?? 'conflicting';
    if (outcome === 'conflicting') {
      const problem = problemOfFailure(conflict(change), `${instance}#${index}`);
      return { ...ids, index, status: 'rejected', problem };
    }
    const duplicate = inBatchBefore || outcome === 'repeated';
    return { ...ids, index, status: 'accepted', duplicate, caseTold: told.has(change.changeId) };
  });

  /** @returns ids of the changes that a case knows of now */
  async function tellCases(): Promise<Set<string>> {
    const events = [...first.values()].flatMap((change) =>
      toEvent(change, recorded.get(change.changeId), by),
    );
    const asked = events.map(({ loanId, event }) => ({ loanId, eventId: event.id }));
    const handled = new Set((await books.handled(asked)).map(({ eventId }) => eventId));
    const knowing = new Set<string>();
    await forEachConcurrently(events, async ({ changeId, loanId, event }) => {
      if (handled.has(event.id) || (await caseClient.tell(loanId, event))) knowing.add(changeId);
    });
    return knowing;
  }
}

function toEvent(
  { changeId, loanId, change, effectiveOn, why }: ReportedLoanChange,
  recorded: RecordedLoanChange | undefined,
  by: string,
) {
  if (!recorded || recorded.outcome === 'conflicting') return [];
  const { reportedAtMs } = recorded;
  const id = `loan-change:${changeId}`;
  const event = { type: 'loan-change' as const, id, by, change, effectiveOn, reportedAtMs };
  return [{ changeId, loanId, event: { ...event, ...(why !== null && { why }) } }];
}

function toChange(item: LoanChangeItem, known: ReadonlyMap<LoanId, string>): ReportedLoanChange {
  const loanId = item.loanId as LoanId;
  if (!known.has(loanId)) throw notFound(`loan ${loanId} is not known; import it first`);
  const { changeId, change, effectiveOn, why = null } = item;
  return { changeId, loanId, change, effectiveOn, why };
}

function conflict({ changeId }: ReportedLoanChange): ApiFailure {
  return new ApiFailure('LoanChangeConflict', `change ${changeId} was reported already with other content`);
}

function idsOf(entry: BatchItem<LoanChangeItem> | undefined) {
  if (!entry || !('item' in entry)) return { changeId: null, loanId: null };
  return { changeId: entry.item.changeId, loanId: entry.item.loanId };
}
