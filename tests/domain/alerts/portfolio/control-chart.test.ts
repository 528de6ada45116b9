import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayCount } from '../../../../domain/alerts/portfolio/base-period.ts';
import {
  BASE_DAYS,
  controlChart,
  GUARD_DAYS,
  LEAST_DAYS,
  type Signal,
} from '../../../../domain/alerts/portfolio/control-chart.ts';
import { addDays } from '../../../../domain/calendar.ts';
import { FIRST, simulated, type Simulated } from './series.ts';

const DAYS = BASE_DAYS + GUARD_DAYS + 1;
const dayOf = (index: number) => addDays(FIRST, index);
const LAST = dayOf(DAYS - 1);

/** 8 and 12 of 100 in turn, and then these shares of the last days, in percent. */
function alternating(...last: number[]): DayCount[] {
  return Array.from({ length: DAYS }, (_, index) => {
    const given = last[index - (DAYS - last.length)];
    return { day: dayOf(index), of: 100, hits: given ?? (index % 2 === 0 ? 8 : 12) };
  });
}

const signalsOf = (counts: readonly DayCount[]): Signal[] =>
  controlChart(counts, LAST).points.at(-1)?.signals ?? [];

describe('a table that can be checked by hand', () => {
  // z is -2/3 and 2/3 in turn: moving ranges of 4/3, 1.182 standard deviations; binomial ones are of 3 points.
  const chart = controlChart(alternating(), LAST);

  test('has the mean of the base, and limits as wide as the share varies', () => {
    expect(chart.base).toMatchObject({
      from: FIRST,
      to: dayOf(59),
      days: 60,
      leftOut: [],
      independent: true,
    });
    expect(chart.base?.mean).toBeCloseTo(0.1, 12);
    expect(chart.base?.sigmaZ).toBeCloseTo(4 / 3 / 1.128, 12);
    expect(chart.base?.byWeekday).toBeUndefined();
    const last = chart.points.at(-1);
    expect(last?.warning).toBeCloseTo(0.1 + 2 * 0.03 * (4 / 3 / 1.128), 12);
    expect(last?.limit).toBeCloseTo(0.1 + 3 * 0.03 * (4 / 3 / 1.128), 12);
  });

  test('has 60 points of the base and 8 that are judged, none of them unusual', () => {
    expect(chart.points.filter(({ part }) => part === 'base')).toHaveLength(60);
    expect(chart.points.filter(({ part }) => part === 'judged')).toHaveLength(8);
    expect(chart.points.flatMap(({ signals }) => signals)).toEqual([]);
  });

  // Warning at 17.09, limit at 20.64.
  test.each<[last: number[], Signal[]]>([
    [[20], []],
    [[21], ['beyond-3-sigma']],
    [[0], []],
    [[18], []],
    [[18, 18], ['two-of-three']],
    [[18, 8, 18], ['two-of-three']],
    [[18, 8, 8, 18], []],
    [[18, 18, 8], []],
    [[21, 18], ['two-of-three']],
    [
      [21, 21],
      ['beyond-3-sigma', 'two-of-three'],
    ],
    [[11, 11, 11, 11, 11, 11, 11, 11], ['eight-above']],
    [[11, 11, 11, 9, 11, 11, 11, 11], []],
    [[2, 2, 2, 2, 2, 2, 2, 2], []],
  ])('%j at the end: %j', (last, signals) => {
    expect(signalsOf(alternating(...last))).toEqual(signals);
  });
});

describe('what it takes', () => {
  test.each([
    [LEAST_DAYS, 0],
    [LEAST_DAYS - 1, 1],
    [1, LEAST_DAYS - 1],
    [0, LEAST_DAYS],
  ])('%i days of the base: %i are missing', (there, missingDays) => {
    const counts = alternating().filter(({ day }) => day >= dayOf(60 - there));
    const chart = controlChart(counts, LAST);
    expect(chart.missingDays).toBe(missingDays);
    expect(chart.base === undefined).toBe(missingDays > 0);
    expect(chart.points).toHaveLength(there + 8);
    if (missingDays > 0) expect(chart.note).toContain(`${missingDays} are missing.`);
  });

  test('days with too few loans do not count, and it says so', () => {
    const { missingDays, note } = controlChart(
      alternating().map((count) => ({ ...count, of: 40, hits: 4 })),
      LAST,
    );
    expect(missingDays).toBe(LEAST_DAYS);
    expect(note).toBe(
      'Limits take 30 days of the 60 before the last 8: 30 are missing; on 60 there are too few loans, fewer than 5 hits are usual.',
    );
  });

  test('days without a loan are left out, what is later is not looked at', () => {
    const counts = [...alternating(), { day: addDays(LAST, 1), of: 100, hits: 90 }];
    const holes = counts.map((count, index) => (index % 2 === 0 ? count : { ...count, of: 0, hits: 0 }));
    const { points, missingDays } = controlChart(holes, LAST);
    expect([points.length, missingDays]).toEqual([34, 0]);
  });

  test('a share that never moves has limits of one loan', () => {
    const still = alternating().map((count) => ({ ...count, hits: 10 }));
    expect(controlChart(still, LAST).points.at(-1)?.limit).toBeCloseTo(0.13, 12);
  });
});

test('a few days out of the usual are left out of the base, and do not widen its limits', () => {
  const spoilt = alternating().map((count, index) =>
    index === 20 || index === 40 ? { ...count, hits: 60 } : count,
  );
  const { base } = controlChart(spoilt, LAST);
  expect(base?.leftOut).toEqual([dayOf(20), dayOf(40)]);
  expect(base?.mean).toBeCloseTo(0.1, 2);
  expect(base?.sigmaZ).toBeLessThan(1.3);
});

test('days of the week that differ are each held against their own', () => {
  const weekend = (index: number) => (index % 7 >= 5 ? 1.5 : 1);
  const series: Simulated = { key: 'weekday', days: DAYS, of: 5_000, share: 0.05, factor: weekend };
  const { base, points } = controlChart(simulated(series), LAST);
  const [saturday, monday] = [base?.byWeekday?.[6] ?? 0, base?.byWeekday?.[1] ?? 0];
  expect(saturday / monday).toBeCloseTo(1.5, 1);
  expect(base?.sigmaZ).toBeLessThan(1.3);
  // LAST is a Friday: what is usual on a Saturday is not on it.
  expect(points.at(-1)?.limit).toBeLessThan(saturday);
});

/** Share of charts whose last day has a signal, and one of those signals. */
function alarmRate(runs: number, series: Omit<Simulated, 'key' | 'days'>) {
  const found = Array.from({ length: runs }, (_, run) =>
    signalsOf(simulated({ ...series, key: `in-control-${run}`, days: DAYS })),
  );
  const rate = (has: (signals: Signal[]) => boolean) => found.filter(has).length / runs;
  return { any: rate((s) => s.length > 0), beyond: rate((s) => s.includes('beyond-3-sigma')) };
}

describe('false alarms, of series in which nothing happens', () => {
  // Known limits would give 0.1 % beyond three standard deviations and some 0.6 % in all; these are estimated.
  test.each([
    ['loans that are independent', { of: 2_000, share: 0.05 }],
    ['many loans that vary six times as much', { of: 200_000, share: 0.05, over: 6 }],
    ['few loans', { of: 400, share: 0.02 }],
  ])('%s: about one day in a hundred, beyond the limit one in four hundred', (_what, series) => {
    const { any, beyond } = alarmRate(2_000, series);
    expect(any).toBeLessThan(0.015);
    expect(beyond).toBeLessThan(0.005);
  });

  test('one day like the next: one point alone is told of, about two days in a hundred', () => {
    const { any, beyond } = alarmRate(2_000, { of: 20_000, share: 0.05, over: 3, like: 0.9 });
    expect(any).toBeLessThan(0.03);
    expect(any).toBe(beyond);
  });
});

describe('a jump of 50 % that stays', () => {
  /** Days until it is found, of each run; Infinity: not within eight. */
  const found = (series: Omit<Simulated, 'key' | 'days' | 'factor'>) =>
    Array.from({ length: 200 }, (_, run) => {
      const factor = (index: number) => (index >= DAYS - 1 ? 1.5 : 1);
      const counts = simulated({ ...series, key: `jump-${run}`, days: DAYS + 8, factor });
      const after = Array.from({ length: 8 }, (__, index) => index);
      const first = after.find((index) => {
        const chart = controlChart(counts, addDays(LAST, index));
        return (chart.points.at(-1)?.signals ?? []).length > 0;
      });
      return first === undefined ? Infinity : first + 1;
    });
  const shareWithin = (days: number, all: number[]) => all.filter((one) => one <= days).length / all.length;

  test('is found on the first day where 2,000 loans are counted, of which 5 % are hit', () => {
    expect(shareWithin(1, found({ of: 2_000, share: 0.05 }))).toBeGreaterThan(0.95);
  });

  test('is found within eight days where they are 300: by then all eight are above the usual', () => {
    expect(shareWithin(8, found({ of: 300, share: 0.05 }))).toBeGreaterThan(0.95);
  });
});

test('whatever the counts: points in order, limits above the mean, signals of judged days only', () => {
  const count = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(count, { minLength: 0, maxLength: 90 }), (drawn) => {
      const counts = drawn.map(([of, share], index) => ({
        day: dayOf(index),
        of,
        hits: Math.round(of * share),
      }));
      const { points, base, missingDays } = controlChart(counts, LAST);
      for (const point of points) {
        expect(point.share).toBeGreaterThanOrEqual(0);
        expect(point.limit === null).toBe(base === undefined);
        if (point.limit !== null) expect(point.limit).toBeGreaterThan(point.warning ?? Infinity);
        if (point.part === 'base') expect(point.signals).toEqual([]);
        expect(Number.isFinite(point.limit ?? 0)).toBe(true);
      }
      expect(missingDays > 0).toBe(base === undefined);
    }),
  );
});
