import { addDays } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { outlookOf, type OutlookReport } from '../../domain/portfolio/outlook.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { ACTORS } from './actors.ts';
import type { BankApi, DemoRequest } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What surveyors, bureaus and other banks report of the customers. */
export async function reportOutlook(deps: {
  api: BankApi;
  time: VirtualTime;
  portfolio: Portfolio;
  seed: string;
}): Promise<void> {
  const { api, time, portfolio, seed } = deps;
  for (const [index, { day, report }] of outlookOf(portfolio, seed).entries()) {
    const on = addDays(portfolio.asOf, day);
    await time.until(atLocalTime(on, '08:10', ZONE));
    await api.report(`demo-outlook-${index}`, requestOf(report, on, api));
  }
}

function requestOf(report: OutlookReport, asOf: string, { money }: BankApi): DemoRequest {
  switch (report.kind) {
    case 'valuation': {
      const body = { loanId: report.loanId, asOf, value: money(report.valueMinor), source: 'surveyor' };
      return { path: '/v1/collateral-valuations', actor: ACTORS.core, body };
    }
    case 'rating': {
      const body = { customerId: report.customerId, source: 'internal', asOf, score: report.score };
      return { path: '/v1/ratings', actor: ACTORS.bureau, body };
    }
    case 'external-debt': {
      const { customerId, totalMinor } = report;
      const body = { customerId, source: 'other-banks', asOf, total: money(totalMinor) };
      return { path: '/v1/external-debts', actor: ACTORS.bureau, body };
    }
  }
}
