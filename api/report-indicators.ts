import type { CollateralValuation } from '../db/collateral-repository.ts';
import type { ReportedIndicator } from '../db/indicator-repository.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import type { BatchItem } from './batch.ts';
import { minorOf } from './money-input.ts';
import type { RouteDeps } from './ports.ts';
import { check, lastOfEach, type OutlookReport } from './report-outlook.ts';
import type { IndicatorItem, Reported, ValuationItem } from './schemas/indicators.ts';

/** Stores figures of the economy; what they give cause to say is looked at with the next day. */
export async function reportIndicators(deps: RouteDeps, report: OutlookReport<IndicatorItem>) {
  const checked = check(deps, report, (item): ReportedIndicator => item);
  await deps.indicators.save(lastOfEach(checked, ({ indicator, region, asOf }) => [indicator, region, asOf]));
  return checked.map(resultOf);
}

/** Stores what loans are secured by. */
export async function reportValuations(deps: RouteDeps, report: OutlookReport<ValuationItem>) {
  const ids = report.items.flatMap((entry) => ('item' in entry ? [entry.item.loanId as LoanId] : []));
  const currencies = await deps.events.currencies([...new Set(ids)]);
  const checked = check(deps, report, ({ loanId: id, asOf, value, source }): CollateralValuation => {
    const loanId = id as LoanId;
    const currency = currencies.get(loanId);
    if (currency === undefined) throw notFound(`loan ${id} is not known; import it first`);
    return { loanId, asOf, valueMinor: minorOf(value, currency, 'value'), currency, source };
  });
  await deps.collateral.save(lastOfEach(checked, ({ loanId, asOf }) => [loanId, asOf]));
  return checked.map(resultOf);
}

function resultOf(entry: BatchItem<unknown>): Reported {
  const { index } = entry;
  return 'problem' in entry
    ? { index, status: 'rejected', problem: entry.problem }
    : { index, status: 'accepted' };
}
