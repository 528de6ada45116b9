import { DAY_MS, utcOffsetMs } from '../calendar.ts';
import { invalidInput } from '../failures.ts';

/** Instants that the gate takes, epoch milliseconds: 1970-01-03 to 2199-12-31. */
export const FIRST_MS = 2 * DAY_MS;
export const LAST_MS = Date.UTC(2199, 11, 31);

/** About half a year: what is looked up in the zone's history at once. */
const CHUNK_MS = 2 ** 34;
/** There are about 600 zones with their aliases; more names are somebody's mistake. */
const MAX_CLOCKS = 1000;

/** Further ahead than anybody asks: a date of the year 9999 must not be looked up day by day. */
const FAR_DAYS = 100;

/** A time in which the zone's offset does not change. */
interface Stretch {
  startMs: number;
  endMs: number;
  offsetMs: number;
}

/**
 * The wall clock of a zone in plain arithmetic: offsets are looked up once for half a year, and the gate asks
 * for nothing else. Days are numbers, days since 1970-01-01.
 */
export class ZoneClock {
  readonly zone: string;
  private readonly chunks: (Stretch[] | undefined)[] = [];
  private current: Stretch = { startMs: 0, endMs: 0, offsetMs: 0 };

  constructor(zone: string) {
    this.zone = zone;
    this.current = this.seek(FIRST_MS);
  }

  /** @returns the day that the wall clock shows */
  dayAt(atMs: number): number {
    return Math.floor((atMs + this.stretchAt(atMs).offsetMs) / DAY_MS);
  }

  /** @returns milliseconds since midnight by the wall clock */
  timeAt(atMs: number): number {
    const localMs = atMs + this.stretchAt(atMs).offsetMs;
    return localMs - Math.floor(localMs / DAY_MS) * DAY_MS;
  }

  /**
   * @param fromMs first open millisecond of the day; @param toMs first closed one, may be past midnight
   * @returns the earliest instant at or after `atMs` at which the wall clock is inside, exact across its changes
   */
  nextWithin(atMs: number, fromMs: number, toMs: number): number {
    for (let candidate = atMs; ;) {
      const { endMs, offsetMs } = this.stretchAt(candidate);
      const localMs = candidate + offsetMs;
      const time = localMs - Math.floor(localMs / DAY_MS) * DAY_MS;
      const open = fromMs < toMs ? time >= fromMs && time < toMs : time >= fromMs || time < toMs;
      if (open) return candidate;
      const opening = candidate + (time < fromMs ? fromMs - time : fromMs - time + DAY_MS);
      if (opening < endMs) return opening;
      candidate = endMs;
    }
  }

  /** @returns the earliest instant after `atMs` at which the wall clock shows another day */
  nextDayChange(atMs: number): number {
    const today = this.dayAt(atMs);
    for (let candidate = atMs; ;) {
      const { endMs, offsetMs } = this.stretchAt(candidate);
      const midnight = (Math.floor((candidate + offsetMs) / DAY_MS) + 1) * DAY_MS - offsetMs;
      candidate = midnight < endMs ? midnight : endMs;
      if (this.dayAt(candidate) !== today) return candidate;
    }
  }

  /**
   * @returns the earliest instant at or after `atMs` at which the wall clock shows that day or a later one; of a day
   *   more than 100 days ahead only that it is later than that
   */
  startOfDay(day: number, atMs: number): number {
    if (day - this.dayAt(atMs) > FAR_DAYS) return atMs + FAR_DAYS * DAY_MS;
    for (let candidate = atMs; ;) {
      const { endMs, offsetMs } = this.stretchAt(candidate);
      const midnight = Math.max(candidate, day * DAY_MS - offsetMs);
      if (midnight < endMs) return midnight;
      candidate = endMs;
    }
  }

  private stretchAt(atMs: number): Stretch {
    const { current } = this;
    return atMs >= current.startMs && atMs < current.endMs ? current : (this.current = this.seek(atMs));
  }

  private seek(atMs: number): Stretch {
    const index = Math.floor(atMs / CHUNK_MS);
    const stretches = (this.chunks[index] ??= stretchesOf(this.zone, index * CHUNK_MS));
    const found = stretches.find(({ endMs }) => atMs < endMs);
    if (!found) throw invalidInput(`${atMs} is no instant in epoch milliseconds`);
    return found;
  }
}

/** No zone has changed its clock twice within a day: a look at each day finds every change. */
function stretchesOf(zone: string, startMs: number): Stretch[] {
  const stretches: Stretch[] = [];
  const chunkEndMs = startMs + CHUNK_MS;
  let stretch = { startMs, endMs: chunkEndMs, offsetMs: utcOffsetMs(startMs, zone) };
  for (let beforeMs = startMs; beforeMs < chunkEndMs; beforeMs += DAY_MS) {
    const afterMs = Math.min(beforeMs + DAY_MS, chunkEndMs);
    const offsetMs = utcOffsetMs(afterMs, zone);
    if (offsetMs === stretch.offsetMs) continue;
    const changeMs = changeBetween(zone, beforeMs, afterMs, stretch.offsetMs);
    if (changeMs >= chunkEndMs) break;
    stretches.push({ ...stretch, endMs: changeMs });
    stretch = { startMs: changeMs, endMs: chunkEndMs, offsetMs };
  }
  return [...stretches, stretch];
}

/** @returns the first second with another offset */
function changeBetween(zone: string, beforeMs: number, afterMs: number, offsetMs: number): number {
  let [low, high] = [Math.floor(beforeMs / 1000), Math.ceil(afterMs / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (utcOffsetMs(middle * 1000, zone) === offsetMs) low = middle;
    else high = middle;
  }
  return high * 1000;
}

const clocks = new Map<string, ZoneClock>();

/** @returns the clock of an IANA zone. @throws InvalidInput when there is no such zone */
export function zoneClock(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (!clock) {
    // Without a zone Intl takes this machine's.
    if (typeof zone !== 'string' || zone === '')
      throw invalidInput('a time zone is missing (IANA name, Asia/Shanghai)');
    try {
      clock = new ZoneClock(zone);
    } catch (error) {
      if (error instanceof RangeError)
        throw invalidInput(`'${zone}' is not a time zone (IANA name, Asia/Shanghai)`);
      throw error;
    }
    if (clocks.size >= MAX_CLOCKS) clocks.clear();
    clocks.set(zone, clock);
  }
  return clock;
}
