import { addDays } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { random, shuffled } from '../../domain/portfolio/random.ts';
import type { BankApi } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface OpeningDeps {
  api: BankApi;
  time: VirtualTime;
  portfolio: Portfolio;
  seed: string;
}

/** When the core system announces loans: days from the first, and time. */
const REPORTS_AT = [
  { day: 0, time: '08:30' },
  { day: 0, time: '16:00' },
  { day: 1, time: '08:30' },
  { day: 1, time: '16:00' },
] as const;
/** Of the delinquent loans so many are announced. */
const ANNOUNCED_SHARE = 0.6;
/** The most that one request may hold. */
const MAX_BATCH = 1000;

/**
 * The core system announces most of the loans that are late already, in batches. The others, and later those that have
 * fallen late since, are found by daily operations.
 */
export async function announceLoans({ api, time, portfolio, seed }: OpeningDeps): Promise<void> {
  const { asOf, loans } = portfolio;
  const late = loans.filter(({ hidden }) => hidden.lateFrom <= asOf).map(({ loanId }) => loanId);
  const announced = shuffled(late, random(`${seed}:announced`)).slice(
    0,
    Math.ceil(late.length * ANNOUNCED_SHARE),
  );
  const share = Math.ceil(announced.length / REPORTS_AT.length);
  for (const [index, { day, time: at }] of REPORTS_AT.entries()) {
    await time.until(atLocalTime(addDays(asOf, day), at, ZONE));
    const reported = announced.slice(index * share, (index + 1) * share);
    for (let from = 0; from < reported.length; from += MAX_BATCH) {
      const batch = reported.slice(from, from + MAX_BATCH);
      await api.reportOverdue(`demo-overdue-${index}-${from}`, asOf, batch);
    }
  }
}
