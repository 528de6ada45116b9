import { epochDay, isoWeekday, type IsoDate } from '../../calendar.ts';
import { incompleteBeta } from '../../statistics/special.ts';

/** What is usual: how a share went in a period before, and how much it varied. */

/** Of so many on a day so many were hit. */
export interface DayCount {
  day: IsoDate;
  /** >= 0 */
  of: number;
  /** 0..of */
  hits: number;
}

export interface BasePeriod {
  from: IsoDate;
  to: IsoDate;
  /** that it is made of */
  days: number;
  /** left out of it, as what happened on them is not usual */
  leftOut: IsoDate[];
  /** share, 0..1 */
  mean: number;
  /** share expected by day of the week, 1 for Monday; absent: all are alike */
  byWeekday?: Readonly<Record<number, number>>;
  /** by how much more shares vary than those of independent loans would: 1 is as much */
  sigmaZ: number;
  /** whether a day says nothing about the next one, as rules about several days in a row presume */
  independent: boolean;
}

/** Average range of two draws of a normal distribution, in standard deviations. @see Montgomery, Introduction to statistical quality control, appendix VI (d2 of samples of two) */
const MEAN_RANGE_OF_TWO = 1.128;
/** A weekday counts when chance alone would hardly make weekdays differ as much. */
const WEEKDAY_P = 0.01;
/** Fewer days of a weekday say nothing about it. */
const LEAST_OF_WEEKDAY = 4;
/** Unusual days of the base are left out as long as they are this few, as a share; more are not unusual. */
const MOST_LEFT_OUT = 0.1;

/**
 * What a share is usually, and how it varies: as much as a binomial share, times sigma-z. That is Laney's, of moving
 * ranges, or the standard deviation where that is larger: shares of which one day is like the next have short ranges.
 *
 * @param days in order, each with someone to be hit; at least two
 * @returns undefined when nobody or everybody was hit throughout: there is nothing to vary
 * @see Laney (2002), Improved control charts for attributes, Quality Engineering 14(4)
 */
export function basePeriodOf(days: readonly DayCount[]): BasePeriod | undefined {
  const first = fit(days);
  if (!first) return undefined;
  const unusual = days.filter((day) => Math.abs(unitsFrom(first, day)) > 3);
  if (unusual.length === 0 || unusual.length > days.length * MOST_LEFT_OUT) return first;
  const rest = fit(days.filter((day) => !unusual.includes(day)));
  return rest && { ...rest, leftOut: unusual.map(({ day }) => day) };
}

/** @returns the share that is expected of a day, 0..1 */
export function expectedOn({ mean, byWeekday }: BasePeriod, day: IsoDate): number {
  return byWeekday?.[weekdayOf(day)] ?? mean;
}

/** @returns the standard deviation of the share of a day with so many, and no less than one of them */
export function deviationOn(base: BasePeriod, { day, of }: Pick<DayCount, 'day' | 'of'>): number {
  const expected = expectedOn(base, day);
  return Math.max(base.sigmaZ * Math.sqrt((expected * (1 - expected)) / of), 1 / of);
}

/** @returns how far a day is from what is expected, in standard deviations */
export function unitsFrom(base: BasePeriod, count: DayCount): number {
  return (count.hits / count.of - expectedOn(base, count.day)) / deviationOn(base, count);
}

function fit(days: readonly DayCount[]): BasePeriod | undefined {
  const mean = shareOf(days);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || !(mean > 0 && mean < 1)) return undefined;
  const byWeekday = weekdayShares(days, mean);
  const groups = byWeekday ? Object.keys(byWeekday).length : 1;
  const z = days.map((count) => {
    const expected = byWeekday?.[weekdayOf(count.day)] ?? mean;
    // A weekday on which nobody is hit has no variance of its own.
    return binomialUnits(count, expected > 0 && expected < 1 ? expected : mean);
  });
  const ranges = z.slice(1).map((value, index) => Math.abs(value - (z[index] ?? 0)));
  const spread = Math.sqrt(sumOf(z.map((value) => value * value)) / Math.max(1, z.length - groups));
  return {
    ...{ from: first.day, to: last.day, days: days.length, leftOut: [], mean },
    ...(byWeekday && { byWeekday }),
    sigmaZ: Math.max(sumOf(ranges) / ranges.length / MEAN_RANGE_OF_TWO, spread),
    // Chance alone makes a correlation larger than that once in forty times.
    independent: correlation(z) <= 2 / Math.sqrt(z.length),
  };
}

/** Analysis of variance: do the days of the week differ by more than days of the same weekday do? */
function weekdayShares(days: readonly DayCount[], mean: number): Record<number, number> | undefined {
  const groups = new Map<number, DayCount[]>();
  for (const count of days) {
    const weekday = weekdayOf(count.day);
    groups.set(weekday, [...(groups.get(weekday) ?? []), count]);
  }
  if (groups.size < 2 || [...groups.values()].some(({ length }) => length < LEAST_OF_WEEKDAY))
    return undefined;
  const units = [...groups.values()].map((group) => group.map((count) => binomialUnits(count, mean)));
  const overall = averageOf(units.flat());
  const between = sumOf(units.map((group) => group.length * (averageOf(group) - overall) ** 2));
  const within = sumOf(units.flatMap((group) => group.map((value) => (value - averageOf(group)) ** 2)));
  const [df, rest] = [groups.size - 1, days.length - groups.size];
  const byChance = within === 0 ? Number(between === 0) : fTail(between / df / (within / rest), df, rest);
  if (byChance >= WEEKDAY_P) return undefined;
  return Object.fromEntries([...groups].map(([weekday, group]) => [weekday, shareOf(group)]));
}

/** @returns the probability of a ratio of variances of at least f by chance, 0..1 */
function fTail(f: number, df: number, rest: number): number {
  return incompleteBeta(rest / (rest + df * f), rest / 2, df / 2);
}

/** Of each value with the one of the day before. */
function correlation(z: readonly number[]): number {
  const mean = averageOf(z);
  const all = sumOf(z.map((value) => (value - mean) ** 2));
  const products = z.slice(1).map((value, index) => (value - mean) * ((z[index] ?? mean) - mean));
  return all === 0 ? 0 : sumOf(products) / all;
}

const binomialUnits = ({ of, hits }: DayCount, share: number): number =>
  (hits / of - share) / Math.sqrt((share * (1 - share)) / of);
const shareOf = (days: readonly DayCount[]): number =>
  sumOf(days.map(({ hits }) => hits)) / sumOf(days.map(({ of }) => of));
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const averageOf = (values: readonly number[]): number => sumOf(values) / values.length;
const weekdayOf = (day: IsoDate): number => isoWeekday(epochDay(day));
