/**
 * The demo's accelerated clock, one linear map between real and business time; without a spec both are the
 * same. Durations handed to timers are real, everything that is decided or stored is business time.
 */

/** `virtualNow = virtualStartMs + (realNow - realStartMs) x speed` */
export interface ClockSpec {
  realStartMs: number;
  virtualStartMs: number;
  /** business milliseconds per real millisecond, > 0 */
  speed: number;
}

/** @returns business time in epoch milliseconds, a whole number, at a real instant */
export function businessTime(realMs: number, spec?: ClockSpec): number {
  return spec ? Math.floor(spec.virtualStartMs + (realMs - spec.realStartMs) * spec.speed) : realMs;
}

/** @returns real milliseconds to wait from a real instant until a business instant; 0 when it has passed */
export function realDelay(realNowMs: number, untilMs: number, spec?: ClockSpec): number {
  const businessDelayMs = untilMs - businessTime(realNowMs, spec);
  return Math.max(0, Math.ceil(businessDelayMs / (spec?.speed ?? 1)));
}

/** What reads the time outside workflows: business time, epoch milliseconds. */
export interface Clock {
  now(): number;
  /** absent in production */
  readonly spec?: ClockSpec;
}
