import type { IsoDate } from '../../calendar.ts';
import type { MacroLevel } from '../../case/state.ts';
import type { Alert } from '../alert.ts';
import type { DayCount } from './base-period.ts';
import { controlChart, SIGNALS, type ChartPoint, type ControlChart, type Signal } from './control-chart.ts';
import { loweringAlert } from './indicator-alerts.ts';
import {
  whatToTell,
  worstOf,
  worstOfOthers,
  type LevelReading,
  type StandingLevel,
} from './standing-level.ts';

/** Control charts of a region and of each product in it, and what they give cause to tell. */

export const MEASURES = ['over-30', 'newly-past-due'] as const;
export type Measure = (typeof MEASURES)[number];

/** The loans of a region and product on one day. */
export interface ProductDay {
  day: IsoDate;
  product: string;
  loans: number;
  /** more than 30 days past due */
  over30: number;
  /** of which an instalment fell due the day before, and nothing else was past due */
  fellDue: number;
  /** of those: past due since the day */
  newlyPastDue: number;
}

/** What a chart is of. */
export interface MeasuredChart extends ControlChart {
  measure: Measure;
  /** null: all products of the region */
  product: string | null;
}

/** Less than that above what is usual is no jump, however sure it is. */
export const LEAST_RISE = 0.1;
/** From there on it is severe. */
export const SEVERE_RISE = 0.5;

const WORDS: Readonly<Record<Measure, string>> = {
  'over-30': 'loans more than 30 days past due',
  'newly-past-due': 'loans past due of those that fell due the day before',
};

const SIGNAL_WORDS: Readonly<Record<Signal, string>> = {
  'beyond-3-sigma': 'beyond the limit',
  'two-of-three': 'near the limit for the second time in three days',
  'eight-above': 'the eighth day in a row above it, with a limit',
};

/**
 * @param days in order of days
 * @param asOf the last day that is judged
 * @returns the chart of one measure, of one product or of all
 */
export function measuredChart(
  days: readonly ProductDay[],
  { measure, product, asOf }: { measure: Measure; product: string | null; asOf: IsoDate },
): MeasuredChart {
  const counts = new Map<IsoDate, DayCount>();
  for (const one of days) {
    if (product !== null && one.product !== product) continue;
    const { of, hits } = counts.get(one.day) ?? { of: 0, hits: 0 };
    const [more, hit] = measure === 'over-30' ? [one.loans, one.over30] : [one.fellDue, one.newlyPastDue];
    counts.set(one.day, { day: one.day, of: of + more, hits: hits + hit });
  }
  return { ...controlChart([...counts.values()], asOf), measure, product };
}

/** What the charts of a region say, or of one product in it. */
export interface DelinquencyReading {
  indicator: string;
  /** undefined: neither a jump nor quiet, so what was told stands */
  level: MacroLevel | undefined;
  region: string;
  product?: string;
  asOf: IsoDate;
  jump?: Jump;
}

/**
 * Of the products only when the region as a whole is quiet, and only points beyond the limit: with many charts, looked at
 * every day, the other signals would come by chance too often.
 *
 * @param days of all products, in order of days
 * @returns nothing when the day is not recorded
 */
export function readDelinquency(
  { region, asOf }: { region: string; asOf: IsoDate },
  days: readonly ProductDay[],
): DelinquencyReading[] {
  const products = [...new Set(days.filter(({ day }) => day === asOf).map(({ product }) => product))].sort();
  if (products.length === 0) return [];
  const read = (product: string | undefined, counted: readonly Signal[]): DelinquencyReading => {
    const charts = MEASURES.map((measure) =>
      measuredChart(days, { measure, product: product ?? null, asOf }),
    );
    const jump = jumpOf(charts, counted);
    const level = jump ? levelOf(jump) : isQuiet(charts) ? 'none' : undefined;
    const of = { indicator: indicatorName(product), region, ...(product !== undefined && { product }) };
    return { ...of, asOf, level, ...(jump && { jump }) };
  };
  const whole = read(undefined, SIGNALS);
  // A region with one product is that product.
  if (whole.jump || products.length === 1) return [whole];
  return [whole, ...products.map((product) => read(product, ['beyond-3-sigma']))];
}

/**
 * @param known all that figures say of the region, and the newest alert of each indicator that it was told of
 * @returns an alert for each jump, and one for each that is over and was told of
 */
export function delinquencyAlerts(
  delinquency: readonly DelinquencyReading[],
  known: { readings: readonly LevelReading[]; standing: readonly StandingLevel[] },
): Alert[] {
  return delinquency.flatMap((reading): Alert[] => {
    const { indicator, jump, region, product, asOf } = reading;
    // What is told of a jump is no milder than what there is to say of anything else.
    if (jump) return [jumpAlert(reading, jump, worstOf([levelOf(jump), worstOfOthers(indicator, known)]))];
    const tell = whatToTell(indicator, known);
    const told = known.standing.find((one) => one.indicator === indicator);
    if (tell?.say !== 'lower' || !told) return [];
    const figures = { indicator, level: tell.level, asOf, source: 'control-chart' };
    const why = `nothing was unusual any more in the days up to ${asOf}`;
    const of = { region, ...(product !== undefined && { product }), day: asOf };
    return [loweringAlert({ ...of, told, figures, why })];
  });
}

export interface Jump {
  chart: MeasuredChart;
  point: ChartPoint;
  signal: Signal;
  /** above what is usual, as a share of it */
  rise: number;
}

/** @returns the largest jump of the last day */
function jumpOf(charts: readonly MeasuredChart[], counted: readonly Signal[]): Jump | undefined {
  const jumps = charts.flatMap((chart): Jump[] => {
    const point = chart.points.at(-1);
    const signal = counted.find((one) => point?.signals.includes(one));
    if (!point || point.day !== chart.asOf || !signal) return [];
    const rise = riseOf(chart, signal);
    return rise >= LEAST_RISE ? [{ chart, point, signal, rise }] : [];
  });
  return jumps.toSorted((a, b) => b.rise - a.rise)[0];
}

/** Nothing was unusual in any chart for as long as is judged. */
function isQuiet(charts: readonly MeasuredChart[]): boolean {
  const charted = charts.filter(({ base }) => base !== undefined);
  return (
    charted.length > 0 && charted.every(({ points }) => points.every(({ signals }) => signals.length === 0))
  );
}

const levelOf = ({ rise }: Jump): MacroLevel => (rise >= SEVERE_RISE ? 'severe' : 'watch');

/** Of eight days in a row it is all of them that are above. */
function riseOf({ points }: MeasuredChart, signal: Signal): number {
  const seen = points.slice(signal === 'eight-above' ? -8 : -1);
  const expected = seen.reduce((sum, { mean, of }) => sum + (mean ?? 0) * of, 0);
  return expected === 0 ? 1 : seen.reduce((sum, { hits }) => sum + hits, 0) / expected - 1;
}

function jumpAlert(reading: DelinquencyReading, jump: Jump, level: MacroLevel): Alert {
  const { indicator, region, product, asOf } = reading;
  const { chart, point, signal, rise } = jump;
  const [usual, limit] = [point.mean ?? 0, point.limit ?? 0];
  const what = product === undefined ? WORDS[chart.measure] : `of ${product}, ${WORDS[chart.measure]}`;
  const share = `${percent(point.share)} on ${asOf}, where ${percent(usual)} are usual`;
  return {
    kind: 'delinquency-jump',
    subject: { kind: 'region', region, ...(product !== undefined && { product }) },
    day: asOf,
    figures: {
      ...{ indicator, level, asOf, source: 'control-chart', measure: chart.measure, signal },
      ...{ hits: point.hits, of: point.of, share: rounded(point.share), usual: rounded(usual) },
      ...{ limit: rounded(limit), rise: rounded(rise) },
    },
    severity: Math.round(rise * 10),
    why: `${region}: ${what}: ${share}; that is ${SIGNAL_WORDS[signal]} of ${percent(limit)}.`,
    proposes: 'tell-region',
  };
}

/** By which the region's cases hear of it; names of indicators have at most 50 characters. */
function indicatorName(product: string | undefined): string {
  return product === undefined ? 'delinquency' : `delinquency of ${product}`.slice(0, 50);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const rounded = (value: number): number => Number(value.toPrecision(4));
