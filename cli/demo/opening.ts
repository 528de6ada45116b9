import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { casesSoFar } from '../../db/happenings-repository.ts';
import { PolicyReader } from '../../db/policy-reader.ts';
import { StrategyRepository } from '../../db/strategy-repository.ts';
import { addDays, localDate, type IsoDate } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { Portfolio } from '../../domain/portfolio/portfolio.ts';
import { random, shuffled } from '../../domain/portfolio/random.ts';
import type { Runtime } from '../runtime.ts';
import { sweep } from '../../activities/sweep.ts';
import type { BankApi } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface OpeningDeps {
  runtime: Runtime;
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
/** When the sweep finds what nobody has announced, from the third day on. */
const SWEEP_AT = '06:00';
/** Of the delinquent loans so many are announced. */
const ANNOUNCED_SHARE = 0.6;
/** The most that one request may hold. */
const MAX_BATCH = 1000;

/**
 * Opens all cases over the first weeks: the core system announces most of those that are late already, in batches;
 * the nightly sweep finds the others, and later those that have fallen late since.
 */
export async function openCases({ runtime, api, time, portfolio, seed }: OpeningDeps): Promise<void> {
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
  const lastLate = loans.map(({ hidden }) => hidden.lateFrom).reduce((a, b) => (a > b ? a : b), asOf);
  const firstSweep = addDays(asOf, 2);
  // Once in any case: who is late already was not announced in full.
  const lastSweep = lastLate < addDays(asOf, 1) ? firstSweep : addDays(lastLate, 1);
  for (let day = firstSweep; day <= lastSweep; day = addDays(day, 1)) {
    await time.until(atLocalTime(day, SWEEP_AT, ZONE));
    await sweepNewcomers(runtime, localDate(runtime.clock.now(), ZONE));
  }
}

/** Those who had a case are not opened anew: sold and written-off loans stay overdue in the books. */
async function sweepNewcomers({ database, clock, caseClient }: Runtime, asOf: IsoDate): Promise<void> {
  const { pool, orm } = database;
  const known = new Set((await casesSoFar(pool)).map(({ loanId }) => loanId));
  const delinquent = new ArrearsRepository(pool).delinquentLoans(asOf);
  async function* newcomers() {
    for await (const loan of delinquent) if (!known.has(loan.loanId)) yield loan;
  }
  const published = { strategies: new StrategyRepository(orm), policies: new PolicyReader(pool) };
  await sweep({ pool, ...published, clock, caseClient }, newcomers());
}
