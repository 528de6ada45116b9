import { addDays, type IsoDate } from '../../calendar.ts';
import {
  basePeriodOf,
  deviationOn,
  expectedOn,
  unitsFrom,
  type BasePeriod,
  type DayCount,
} from './base-period.ts';

/** A share of loans, day by day, against what is usual: a p-chart whose limits are as wide as the share varies. */

/** Calendar days of the base period. */
export const BASE_DAYS = 60;
/** Between the base and the day: a change that has begun does not count as usual at once; and eight in a row fit in. */
export const GUARD_DAYS = 7;
/** Days of the base that it takes. */
export const LEAST_DAYS = 30;
/** With fewer hits expected of a day, the share is far from normally distributed. */
export const LEAST_EXPECTED = 5;
/** In a row above the mean. */
const RUN = 8;

export const SIGNALS = ['beyond-3-sigma', 'two-of-three', 'eight-above'] as const;
export type Signal = (typeof SIGNALS)[number];

export interface ChartPoint extends DayCount {
  /** 0..1 */
  share: number;
  part: 'base' | 'judged';
  /** expected share, 0..1; null: not known yet */
  mean: number | null;
  /** shares two and three standard deviations above it */
  warning: number | null;
  limit: number | null;
  /** of the judged part: upwards only, fewer delinquencies alarm nobody */
  signals: Signal[];
}

export interface ControlChart {
  asOf: IsoDate;
  points: ChartPoint[];
  /** undefined: too little is known for limits */
  base?: BasePeriod;
  /** of the base period that there have to be yet; 0: none */
  missingDays: number;
  /** how it is to be read, one sentence */
  note: string;
}

/**
 * The chart of one share. Signals, each upwards: one point beyond three standard deviations; two of three beyond two;
 * eight in a row above the mean. The last two only where a day says nothing about the next one, as they presume.
 *
 * @param counts in order of days, each at most once; days without anyone to be hit are left out
 * @param asOf the last day that is judged
 * @returns without limits, and with the days that are missing, while fewer than 30 of the base are there
 * @see Shewhart (1931), Economic control of quality of manufactured product: limits at three standard deviations
 * @see Western Electric (1956), Statistical quality control handbook: tests for unnatural patterns, zones A to C
 * @see Laney (2002), Improved control charts for attributes: limits of large samples that vary more than binomial ones
 */
export function controlChart(counts: readonly DayCount[], asOf: IsoDate): ControlChart {
  const baseTo = addDays(asOf, -GUARD_DAYS - 1);
  const from = addDays(baseTo, 1 - BASE_DAYS);
  const inView = counts.filter(({ day, of }) => of > 0 && day >= from && day <= asOf);
  const all = inView.filter(({ day }) => day <= baseTo);
  const hits = all.reduce((sum, count) => sum + count.hits, 0);
  const usual =
    hits /
    Math.max(
      1,
      all.reduce((sum, count) => sum + count.of, 0),
    );
  const countable = ({ of }: DayCount) => of * usual >= LEAST_EXPECTED && of * (1 - usual) >= LEAST_EXPECTED;
  const base = all.filter(countable);
  const fitted = base.length >= LEAST_DAYS ? basePeriodOf(base) : undefined;
  const missingDays = Math.max(0, LEAST_DAYS - base.length);
  const bare = inView.map((count) => bareOf(count, baseTo));
  if (!fitted) return { asOf, points: bare, missingDays, note: missingNote(all.length, base.length) };
  const judged = inView.filter((count) => countable(count) && !fitted.leftOut.includes(count.day));
  const units = new Map(judged.map((count) => [count.day, unitsFrom(fitted, count)]));
  const order = judged.map(({ day }) => units.get(day) ?? 0);
  const points = bare.map((point): ChartPoint => {
    const mean = expectedOn(fitted, point.day);
    const deviation = deviationOn(fitted, point);
    const at = judged.findIndex(({ day }) => day === point.day);
    return {
      ...{ ...point, mean, warning: mean + 2 * deviation, limit: mean + 3 * deviation },
      signals: point.part === 'judged' && at >= 0 ? signalsAt(order, at, fitted.independent) : [],
    };
  });
  return { asOf, points, base: fitted, missingDays: 0, note: noteOf(fitted) };
}

/** @param units of all days, in standard deviations from what is expected */
function signalsAt(units: readonly number[], at: number, independent: boolean): Signal[] {
  const last = (count: number) => units.slice(Math.max(0, at - count + 1), at + 1);
  const now = units[at] ?? 0;
  const beyondTwo = last(3).filter((unit) => unit > 2).length;
  const run = last(RUN);
  return [
    ...(now > 3 ? ['beyond-3-sigma' as const] : []),
    ...(independent && now > 2 && beyondTwo >= 2 ? ['two-of-three' as const] : []),
    ...(independent && run.length === RUN && run.every((unit) => unit > 0) ? ['eight-above' as const] : []),
  ];
}

function bareOf(count: DayCount, baseTo: IsoDate): ChartPoint {
  return {
    ...{ ...count, share: count.hits / count.of, part: count.day <= baseTo ? 'base' : 'judged' },
    ...{ mean: null, warning: null, limit: null, signals: [] },
  };
}

function missingNote(there: number, base: number): string {
  const few =
    there > base
      ? `; on ${there - base} there are too few loans, fewer than ${LEAST_EXPECTED} hits are usual`
      : '';
  return `Limits take ${LEAST_DAYS} days of the ${BASE_DAYS} before the last ${GUARD_DAYS + 1}: ${LEAST_DAYS - base} are missing${few}.`;
}

function noteOf({ days, from, to, sigmaZ, byWeekday, independent, leftOut }: BasePeriod): string {
  const parts = [
    `usual is what ${days} days from ${from} to ${to} were like`,
    `shares vary ${sigmaZ.toFixed(1)} times as much as those of independent loans`,
    ...(byWeekday ? ['days of the week differ, and each is held against its own'] : []),
    ...(independent ? [] : ['one day is like the next, so only points beyond the limit are told of']),
    ...(leftOut.length > 0 ? [`left out of it, as unusual: ${leftOut.join(', ')}`] : []),
  ];
  const words = parts.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
