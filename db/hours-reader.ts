import { addDays, DAY_MS, localDate, MINUTE_MS, type IsoDate } from '../domain/calendar.ts';
import { HABIT_DAYS, type GroupCount, type KnownHours } from '../domain/contact/best-time.ts';
import type { CustomerId } from '../domain/ids.ts';
import { ContactHoursRepository } from './contact-hours-repository.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

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
  async of(whom: HoursOfWhom, now: number, tx?: Transaction): Promise<KnownHours> {
    return (await this.ofAll([whom], now, tx)).get(whom.customerId) as KnownHours;
  }

  /** Reads of all customers at once. @returns of each what is known */
  async ofAll(
    whom: readonly HoursOfWhom[],
    now: number,
    tx?: Transaction,
  ): Promise<Map<CustomerId, KnownHours>> {
    const customerIds = [...new Set(whom.map(({ customerId }) => customerId))];
    const window = { fromMs: now - HABIT_DAYS * DAY_MS, untilMs: now };
    const own = await this.hours.ofCustomers(customerIds, window, tx);
    const regions = new Map<string, GroupCount[]>();
    const known = new Map<CustomerId, KnownHours>();
    for (const { customerId, region, zone } of whom) {
      const since = addDays(localDate(now, zone), -HABIT_DAYS);
      const key = `${since} ${region}`;
      const counts = regions.get(key) ?? (await this.ofRegion(region, since, tx));
      regions.set(key, counts);
      known.set(customerId, { region: counts, own: own.get(customerId) ?? [] });
    }
    return known;
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
