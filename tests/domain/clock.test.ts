import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessTime, realDelay } from '../../domain/clock.ts';

const spec = { realStartMs: 1_000_000, virtualStartMs: 1_793_500_000_000, speed: 43_200 };

describe('the accelerated clock', () => {
  it('is the identity in production', () => {
    expect(businessTime(1234)).toBe(1234);
    expect(realDelay(1000, 1500)).toBe(500);
    expect(realDelay(1500, 1000)).toBe(0);
  });

  it('runs two seconds a day at 43,200', () => {
    expect(businessTime(spec.realStartMs, spec)).toBe(spec.virtualStartMs);
    expect(businessTime(spec.realStartMs + 2_000, spec)).toBe(spec.virtualStartMs + 86_400_000);
    expect(realDelay(spec.realStartMs, spec.virtualStartMs + 86_400_000, spec)).toBe(2_000);
  });

  it('a wait is never too short, and never longer than a real millisecond too long', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 1, max: 1e10 }),
        fc.integer({ min: 1, max: 1e6 }),
        (real, ahead, speed) => {
          const clock = { ...spec, speed };
          const realNow = spec.realStartMs + real;
          const until = businessTime(realNow, clock) + ahead;
          const delay = realDelay(realNow, until, clock);
          expect(businessTime(realNow + delay, clock)).toBeGreaterThanOrEqual(until);
          expect(businessTime(realNow + delay - 1, clock)).toBeLessThan(until);
        },
      ),
    );
  });
});
