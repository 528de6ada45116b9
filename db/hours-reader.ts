import { addDays, DAY_MS, localDate, MINUTE_MS, type IsoDate } from '../domain/calendar.ts';
import type { GroupCount, KnownHours } from '../domain/contact/best-time.ts';
import type { CustomerId } from '../domain/ids.ts';
import { ContactHoursRepository } from './contact-hours-repository.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** Habits change: what is older says nothing. */
const DAYS_BACK = 180;

/** A region's counts change once a day, with its daily operations. */
const KEPT_MS = 10 * MINUTE_MS;
/** Of a demo, whose days are seconds: a new day is seen, and no more often than this is worth it. */
const LEAST_KEPT_MS = 5_000;

export interface HoursReaderOptions {
  /** real milliseconds for which what was read of a region is taken as it was; default 600,000 */
  keptMs?: number;
}

/** Whose hours are asked for. */
export interface HoursOfWhom {
  customerId: CustomerId;
  region: string;
  /** IANA zone, by whose date the last days are counted */
  zone: string;
}

interface Kept {
  readAtMs: number;
  since: IsoDate;
  counts: GroupCount[];
}

/** What is known of customers' hours of contact: a region's counts are read every few minutes, a customer's each time. */
export class HoursReader {
  private readonly hours: ContactHoursRepository;
  private readonly keptMs: number;
  private readonly kept = new Map<string, Kept>();

  constructor(pool: Pool, { keptMs = KEPT_MS }: HoursReaderOptions = {}) {
    this.hours = new ContactHoursRepository(pool);
    this.keptMs = keptMs;
  }

  /** @param now epoch milliseconds @param tx of the caller, if there is one */
  async of({ customerId, region, zone }: HoursOfWhom, now: number, tx?: Transaction): Promise<KnownHours> {
    const since = addDays(localDate(now, zone), -DAYS_BACK);
    const [counts, own] = await Promise.all([
      this.ofRegion(region, since, tx),
      this.hours.ofCustomer(customerId, now - DAYS_BACK * DAY_MS, now, tx),
    ]);
    return { region: counts, own };
  }

  private async ofRegion(region: string, since: IsoDate, tx?: Transaction): Promise<GroupCount[]> {
    const known = this.kept.get(region);
    const readAtMs = performance.now();
    const keptMs = known?.since === since ? this.keptMs : Math.min(LEAST_KEPT_MS, this.keptMs);
    if (known && readAtMs - known.readAtMs < keptMs) return known.counts;
    // One reads anew; the others go by what was known until it has.
    if (known) this.kept.set(region, { ...known, readAtMs });
    const counts = await this.hours.ofRegion(region, since, tx);
    this.kept.set(region, { readAtMs, since, counts });
    return counts;
  }
}
