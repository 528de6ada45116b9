import type { IsoDate } from '../../calendar.ts';
import { MACRO_LEVELS, type MacroLevel } from '../../case/state.ts';
import type { IndicatorCondition, IndicatorRule } from './indicator-rule.ts';

/** What a series of figures says by the rules that a bank has. */

export interface IndicatorValue {
  asOf: IsoDate;
  value: number;
  /** who says so */
  source: string;
}

/** What the rules say of an indicator just now. */
export interface IndicatorReading {
  indicator: string;
  level: MacroLevel;
  /** the newest value */
  newest: IndicatorValue;
  /** the worst rule that holds; absent: none does */
  rule?: IndicatorRule;
  /** what is seen, and the rule that it passes, in words: `unemployment is 6.4 as of 2026-10-31, above 6` */
  why: string;
}

/**
 * Holds the newest value of an indicator against its rules; the worst level of those that hold counts.
 *
 * @param series in order of days
 * @returns undefined when there is no rule for it, or no value
 * @example
 * readIndicator('unemployment', [{ asOf: '2026-10-31', value: 6.4, source: 'office' }],
 *   [{ id: 'u6', indicator: 'unemployment', when: { kind: 'above', value: 6 }, level: 'watch' }])?.level // 'watch'
 */
export function readIndicator(
  indicator: string,
  series: readonly IndicatorValue[],
  rules: readonly IndicatorRule[],
): IndicatorReading | undefined {
  const own = rules.filter((rule) => rule.indicator === indicator);
  const newest = series.at(-1);
  if (own.length === 0 || !newest) return undefined;
  const holding = own
    .flatMap((rule) => {
      const words = passes(rule.when, series);
      return words === undefined ? [] : [{ rule, words }];
    })
    .toSorted((a, b) => MACRO_LEVELS.indexOf(b.rule.level) - MACRO_LEVELS.indexOf(a.rule.level));
  const [worst] = holding;
  const now = `${indicator} is ${figure(newest.value)} as of ${newest.asOf}`;
  if (!worst) return { indicator, level: 'none', newest, why: `${now}: none of its rules holds` };
  return { indicator, level: worst.rule.level, newest, rule: worst.rule, why: `${now}, ${worst.words}` };
}

/** @returns what passes the condition, in words; undefined when it does not hold, or the series is too short to say */
function passes(when: IndicatorCondition, series: readonly IndicatorValue[]): string | undefined {
  const newest = series.at(-1);
  if (!newest) return undefined;
  if (when.kind === 'above') return newest.value > when.value ? `above ${figure(when.value)}` : undefined;
  if (when.kind === 'below') return newest.value < when.value ? `below ${figure(when.value)}` : undefined;
  const before = series.at(-1 - when.periods);
  if (!before) return undefined;
  const moved = newest.value - before.value;
  const change = when.unit === 'points' ? moved : (moved / Math.abs(before.value)) * 100;
  const towards = when.kind === 'rise' ? change : -change;
  // Nothing is a percentage of zero.
  if (!Number.isFinite(towards) || towards < when.by - TOLERANCE) return undefined;
  const unit = when.unit === 'percent' ? ' %' : '';
  const went = when.kind === 'rise' ? 'up' : 'down';
  return `${went} ${figure(towards)}${unit} since ${before.asOf}, ${figure(when.by)}${unit} or more in ${when.periods} periods`;
}

/** Decimal figures are not exact: 6.4 - 5.9 is a hair less than 0.5. */
const TOLERANCE = 1e-9;

const figure = (value: number): string => String(Number(value.toPrecision(6)));
