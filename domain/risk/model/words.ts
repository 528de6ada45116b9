import { caseFeature } from '../features/case-features.ts';
import { lookUp, type FeatureUnit } from '../features/catalogue.ts';
import type { Recipe } from '../features/recipe.ts';
import { english } from '../reasons/english.ts';
import { roundedRange, wholeRange, type Bounds, type SaidRange } from '../reasons/said-range.ts';
import { sayFact } from '../reasons/say-reason.ts';

/** The bin of a number of any table, in words. */
export interface BinBounds extends Bounds {
  /** of the feature; one that a case has too is called what it is there */
  readonly name: string;
  readonly label: string;
  /** as of `unitOf`; absent: none */
  readonly unit?: FeatureUnit;
  /** the feature has whole values only */
  readonly whole: boolean;
  /** the least value that is known to occur */
  readonly least?: number | undefined;
}

/**
 * @returns what a value in the bin is, in English
 * @example binWords({ name: 'PAY_0', label: 'PAY_0', from: 2, below: 5, whole: true }) // 'PAY_0 is 2 to 4'
 * @example binWords({ name: 'x', label: 'share paid', unit: 'share', from: 0.2, below: 0.5, whole: false })
 *   // 'share paid is 20 % to 50 %'
 */
export function binWords({ name, label, unit = 'none', from, below, whole, least }: BinBounds): string {
  if (caseFeature(name)?.kind === 'number') {
    const bounds = { ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
    return sayFact({ feature: name, is: 'within', ...bounds });
  }
  const { named } = english;
  if (from === undefined && below === undefined) return named.known(label);
  return named.within(label, rangeOf({ from, below }, unit, whole, least), unit);
}

function rangeOf(bounds: Bounds, unit: FeatureUnit, whole: boolean, least: number | undefined): SaidRange {
  if (unit === 'share') return roundedRange(bounds, 100);
  const exact = wholeRange(bounds, least);
  const one = exact.from !== undefined && exact.from === exact.to;
  return whole && (one || unit !== 'amount') ? exact : roundedRange(bounds);
}

/**
 * What a feature of any table is counted in, where that is certain. A column that is called a share may be in percent: it
 * is taken for a share where its cuts are, and a sum or the worst of such columns never is.
 *
 * @param cuts bounds of its bins
 */
export function unitOf(recipe: Recipe, cuts: readonly number[], whole: boolean): FeatureUnit {
  switch (recipe.kind) {
    case 'column': {
      const unit = lookUp(recipe.column).entry?.unit ?? 'none';
      if (unit !== 'share') return unit;
      return !whole && cuts.length > 0 && cuts.every((cut) => Math.abs(cut) <= 1) ? unit : 'none';
    }
    case 'ratio':
      return recipe.bottom === undefined ? unitOfAll(recipe.top.map(([column]) => column)) : 'share';
    case 'max':
    case 'min': {
      const units = new Set(recipe.of.map((part) => unitOf(part, [], whole)));
      return units.size === 1 ? ([...units][0] ?? 'none') : 'none';
    }
    case 'count-above':
    case 'periods-since':
      return 'periods';
  }
}

function unitOfAll(columns: readonly string[]): FeatureUnit {
  const units = new Set(columns.map((column) => lookUp(column).entry?.unit ?? 'none'));
  const [unit = 'none'] = units;
  return units.size === 1 && unit !== 'share' ? unit : 'none';
}
