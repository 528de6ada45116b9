import { minorDigits } from '../../money.ts';
import type { CaseFeature } from '../features/case-features.ts';

/** What a value lies within, in the unit in which it is said; as wide as the bin or a little wider, so it is true of every value. */
export interface SaidRange {
  /** the value may be this; absent: no bound */
  readonly from?: number;
  /** absent: no bound */
  readonly to?: number;
  /** whole values, of which `to` may be one; else the value is below `to` */
  readonly whole: boolean;
}

export interface Bounds {
  readonly from?: number | undefined;
  readonly below?: number | undefined;
}

/** A range with a bound on each side may be so much wider on either, as a share of its width. */
const WIDER = 0.05;
/** ... and a bound so far from what it was, as a share of it; where there is only one, less. */
const FARTHER = 0.1;
const FARTHER_ALONE = 0.02;
/** What floating point adds to a product is behind these digits. */
const SURE_DIGITS = 15;
const LEAST_POWER = -12;

/**
 * @param least the least value that there is; undefined: not known
 * @example wholeRange({ from: 31, below: 61 }) // { from: 31, to: 60, whole: true }
 */
export function wholeRange({ from, below }: Bounds, least?: number): SaidRange {
  const to = below === undefined ? undefined : Math.ceil(below) - 1;
  // Less than the next value is the least one; that there is no less than several values need not be said.
  const low = from ?? (to === least ? least : undefined);
  return {
    ...(low !== undefined && { from: Math.ceil(low) }),
    ...(to !== undefined && { to }),
    whole: true,
  };
}

/**
 * Rounds outwards, to the fewest digits that leave the range about as wide as it is.
 *
 * @param times what one of the value is in the unit in which it is said: 100 for percent of a share
 * @example roundedRange({ from: 0.01517, below: 0.0197957 }, 100) // { from: 1.5, to: 2, whole: false }
 */
export function roundedRange({ from, below }: Bounds, times = 1): SaidRange {
  const [low, high] = [from, below].map((bound) => (bound === undefined ? undefined : sure(bound * times)));
  const width = low === undefined || high === undefined ? undefined : high - low;
  return {
    ...(low !== undefined && { from: roundedTo('down', low, width) }),
    ...(high !== undefined && { to: roundedTo('up', high, width) }),
    whole: false,
  };
}

/**
 * The range of a feature of a case: shares in percent, amounts in major units where the currency is known.
 *
 * @param currency ISO 4217; undefined: amounts stay in minor units
 */
export function rangeOfFeature(
  { unit, whole, least }: Pick<CaseFeature, 'unit' | 'whole' | 'least'>,
  bounds: Bounds,
  currency: string | undefined,
): SaidRange {
  if (whole) return wholeRange(bounds, least);
  if (unit === 'share' || unit === 'rate') return roundedRange(bounds, 100);
  if (unit !== 'amount') return roundedRange(bounds);
  // No minor unit has parts, so what has digits behind it is said by the next whole one.
  const { from, to } = wholeRange(bounds);
  const next = { from, below: to === undefined ? undefined : to + 1 };
  return roundedRange(next, currency === undefined ? 1 : 10 ** -minorDigits(currency));
}

/** @returns whether it is one value only */
export function isOne({ from, to, whole }: SaidRange): boolean {
  return whole && from !== undefined && from === to;
}

/** @returns what a value is less than; undefined: no bound */
export function belowOf({ to, whole }: SaidRange): number | undefined {
  return to !== undefined && whole ? to + 1 : to;
}

function roundedTo(way: 'down' | 'up', value: number, width: number | undefined): number {
  if (value === 0) return 0;
  const size = Math.abs(value);
  const most = width === undefined ? FARTHER_ALONE * size : Math.min(WIDER * width, FARTHER * size);
  const round = way === 'down' ? Math.floor : Math.ceil;
  for (let power = Math.floor(Math.log10(size)); power >= LEAST_POWER; power -= 1) {
    const step = 10 ** power;
    const rounded = sure(round(sure(value / step)) * step);
    if (Math.abs(rounded - value) <= most) return rounded;
  }
  return value;
}

const sure = (value: number) => Number(value.toPrecision(SURE_DIGITS));
