import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { realDelay, type Clock, type ClockSpec } from '../../domain/clock.ts';
import { ZONE } from './loan-books.ts';

/** The demo's time, to wait by. */
export interface VirtualTime {
  now(): number;
  /** Waits until a business instant; throws when the demo is being stopped. */
  until(atMs: number): Promise<void>;
}

/**
 * The clock of a demo, which begins on the morning of a day: until then it goes as clocks do.
 *
 * @param asOf the day; @param realStartMs when it is that morning
 */
export function clockFrom(asOf: string, realStartMs: number): ClockSpec {
  return { realStartMs, virtualStartMs: atLocalTime(asOf, '08:00', ZONE), speed: 1 };
}

/** From now on it is that morning, and days are short. @param daySeconds real seconds that one takes */
export function startDays(spec: ClockSpec, daySeconds: number, realNowMs: number): void {
  spec.realStartMs = realNowMs;
  spec.speed = DAY_MS / (daySeconds * 1000);
}

/** @param signal ends all waiting */
export function virtualTime(clock: Clock, signal: AbortSignal): VirtualTime {
  return {
    now: () => clock.now(),
    async until(atMs) {
      await sleep(realDelay(Date.now(), atMs, clock.spec), undefined, { signal });
    },
  };
}
