import type { LoanId, CustomerId } from '../domain/ids.ts';
import { localDate } from '../domain/calendar.ts';
import { notFound } from '../domain/failures.ts';
import type { ReportedExternalDebt, ReportedMacroAlert, ReportedRating } from '../db/outlook-repository.ts';
import { forEachConcurrently, itemOrProblem, type BatchItem } from './batch.ts';
import type { SignalEvent } from './case-client.ts';
import { minorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import { InvalidFields } from './problem.ts';
import type { ExternalDebtItem, MacroAlertItem, OutlookResult, RatingItem } from './schemas/outlook.ts';

/** A batch on its way: what is asked, by whom, in which request. */
export interface OutlookReport<Item> {
  items: readonly BatchItem<Item>[];
  by: string;
  instance: string;
}

/** Stores the ratings, then tells the open cases of their customers. @throws UpstreamUnavailable; repeat all of it */
export async function reportRatings(deps: RouteDeps, report: OutlookReport<RatingItem>) {
  const customers = await customersOf(deps, report.items);
  const checked = check(deps, report, (item): ReportedRating => {
    const { source, asOf, score = null, grade = null } = item;
    return { customerId: known(customers, item.customerId), source, asOf, score, grade };
  });
  const ratings = lastOfEach(checked, ({ customerId, source, asOf }) => [customerId, source, asOf]);
  await deps.outlook.saveRatings(ratings, deps.clock.now());
  const cases = await deps.outlook.openCases([...new Set(ratings.map(({ customerId }) => customerId))]);
  return tellAll(deps, checked, ({ customerId, source, asOf, score, grade }) =>
    cases
      .filter((open) => open.customerId === customerId)
      .map(({ loanId }) => {
        const id = `rating:${source}:${asOf}:${score ?? ''}:${grade ?? ''}`;
        return { loanId, event: { type: 'rating', id, by: report.by, source, asOf, score, grade } };
      }),
  );
}

/** Stores what customers owe elsewhere, then tells their open cases in that currency. */
export async function reportExternalDebts(deps: RouteDeps, report: OutlookReport<ExternalDebtItem>) {
  const customers = await customersOf(deps, report.items);
  const checked = check(deps, report, ({ customerId, source, asOf, total }): ReportedExternalDebt => {
    const { currency } = total;
    const totalMinor = minorOf(total, currency, 'total');
    return { customerId: known(customers, customerId), source, asOf, totalMinor, currency };
  });
  const debts = lastOfEach(checked, ({ customerId, source, asOf }) => [customerId, source, asOf]);
  await deps.outlook.saveExternalDebts(debts, deps.clock.now());
  const cases = await deps.outlook.openCases([...new Set(debts.map(({ customerId }) => customerId))]);
  return tellAll(deps, checked, ({ customerId, source, asOf, totalMinor, currency }) =>
    cases
      .filter((open) => open.customerId === customerId && open.currency === currency)
      .map(({ loanId }) => {
        const id = `external-debt:${source}:${asOf}:${totalMinor}`;
        return { loanId, event: { type: 'external-debt', id, by: report.by, source, asOf, totalMinor } };
      }),
  );
}

/** Stores the alerts, then has every open case of their regions told, by a workflow: that may take longer than a request. */
export async function reportMacroAlerts(deps: RouteDeps, report: OutlookReport<MacroAlertItem>) {
  const checked = check(deps, report, (item): ReportedMacroAlert => item);
  await deps.outlook.saveMacroAlerts(
    lastOfEach(checked, ({ region, indicator, asOf }) => [region, indicator, asOf]),
  );
  const results: OutlookResult[] = [];
  await forEachConcurrently(checked, async (entry) => {
    results[checked.indexOf(entry)] =
      'problem' in entry
        ? { index: entry.index, status: 'rejected', problem: entry.problem }
        : { index: entry.index, status: 'accepted' };
    if ('problem' in entry) return;
    const { region, indicator, level, asOf, source } = entry.item;
    const id = `macro-alert:${indicator}:${asOf}:${level}`;
    const event = { type: 'macro-alert' as const, id, by: report.by, indicator, level, asOf, source };
    await deps.caseClient.tellRegion(region, event);
  });
  return results;
}

interface ToTell {
  loanId: LoanId;
  event: SignalEvent;
}

/** @returns how many of the cases were there to be told */
async function tell({ caseClient }: RouteDeps, all: readonly ToTell[]): Promise<number> {
  let told = 0;
  await forEachConcurrently(all, async ({ loanId, event }) => {
    if (await caseClient.tell(loanId, event)) told += 1;
  });
  return told;
}

async function tellAll<Reported>(
  deps: RouteDeps,
  checked: readonly BatchItem<Reported>[],
  toTell: (reported: Reported) => ToTell[],
): Promise<OutlookResult[]> {
  const results: OutlookResult[] = [];
  await forEachConcurrently(checked, async (entry) => {
    results[checked.indexOf(entry)] =
      'problem' in entry
        ? { index: entry.index, status: 'rejected', problem: entry.problem }
        : { index: entry.index, status: 'accepted', casesTold: await tell(deps, toTell(entry.item)) };
  });
  return results;
}

/** @returns the items as they are to be stored, those that are not valid as problems; what lies in the future is not */
export function check<Item extends { asOf: string }, Reported>(
  { clock }: RouteDeps,
  { items, instance }: OutlookReport<Item>,
  toReported: (item: Item) => Reported,
): BatchItem<Reported>[] {
  // Somewhere on earth it is tomorrow already.
  const latest = localDate(clock.now(), 'Pacific/Kiritimati');
  return items.map((entry) =>
    'problem' in entry
      ? entry
      : {
          index: entry.index,
          ...itemOrProblem(() => {
            if (entry.item.asOf > latest)
              throw new InvalidFields([{ field: 'asOf', message: 'lies in the future' }]);
            return toReported(entry.item);
          }, `${instance}#${entry.index}`),
        },
  );
}

/** One statement writes a row once: of several reports of the same thing the last one counts. */
export function lastOfEach<Reported>(
  checked: readonly BatchItem<Reported>[],
  keyOf: (reported: Reported) => readonly string[],
): Reported[] {
  const last = new Map<string, Reported>();
  for (const entry of checked) if ('item' in entry) last.set(JSON.stringify(keyOf(entry.item)), entry.item);
  return [...last.values()];
}

async function customersOf(
  { outlook }: RouteDeps,
  items: readonly BatchItem<{ customerId: string }>[],
): Promise<Set<CustomerId>> {
  const ids = items.flatMap((entry) => ('item' in entry ? [entry.item.customerId as CustomerId] : []));
  return outlook.known([...new Set(ids)]);
}

function known(customers: ReadonlySet<CustomerId>, customerId: string): CustomerId {
  if (customers.has(customerId as CustomerId)) return customerId as CustomerId;
  throw notFound(`customer ${customerId} is not known; import it first`);
}
