import { invalidInput } from '../../failures.ts';

/** A column and what it is multiplied with. */
export type Weighted = readonly [column: string, weight: number];

/** How a feature comes from columns of a table; plain data, so that it lives in the model's file. */
export type Recipe =
  | { readonly kind: 'column'; readonly column: string }
  /** weighted sum, over another weighted sum where `bottom` is given (missing where that is not above 0) */
  | {
      readonly kind: 'ratio';
      readonly top: readonly Weighted[];
      readonly bottom?: readonly Weighted[] | undefined;
    }
  | { readonly kind: 'max' | 'min'; readonly of: readonly Recipe[] }
  /** how many of them are above `threshold` */
  | { readonly kind: 'count-above'; readonly of: readonly Recipe[]; readonly threshold: number }
  /** how many of them, newest first, come before the first that is above `threshold` */
  | { readonly kind: 'periods-since'; readonly of: readonly Recipe[]; readonly threshold: number };

/** Columns of numbers by name. */
export type Numbers = Readonly<Record<string, Float64Array>>;

/** @returns the names of the columns that the recipe reads, each once */
export function columnsOf(recipe: Recipe): string[] {
  switch (recipe.kind) {
    case 'column':
      return [recipe.column];
    case 'ratio':
      return [...new Set([...recipe.top, ...(recipe.bottom ?? [])].map(([column]) => column))];
    default:
      return [...new Set(recipe.of.flatMap(columnsOf))];
  }
}

/**
 * Writes the feature of the rows `from` to `to` (excluded) to the beginning of `out`; NaN is missing, and what is made
 * from a missing value is missing.
 */
export type Fill = (out: Float64Array, from: number, to: number) => void;

/**
 * Makes a recipe ready to be run over these columns.
 *
 * @param numbers must not be replaced afterwards; what is in them may change
 * @throws InvalidInput when a column is not there
 */
export function compileRecipe(recipe: Recipe, numbers: Numbers): Fill {
  switch (recipe.kind) {
    case 'column': {
      const values = columnOf(numbers, recipe.column);
      return (out, from, to) => out.set(values.subarray(from, to));
    }
    case 'ratio': {
      const top = weightedSum(recipe.top, numbers);
      return recipe.bottom === undefined ? top : over(top, weightedSum(recipe.bottom, numbers));
    }
    case 'max':
      return highest(sources(recipe.of, numbers));
    case 'min':
      return lowest(sources(recipe.of, numbers));
    case 'count-above':
      return countAbove(sources(recipe.of, numbers), recipe.threshold);
    case 'periods-since':
      return periodsSince(sources(recipe.of, numbers), recipe.threshold);
  }
}

function columnOf(numbers: Numbers, name: string): Float64Array {
  const values = numbers[name];
  if (values === undefined) throw invalidInput(`column ${name} is missing, and the model needs it`);
  return values;
}

function weightedSum(parts: readonly Weighted[], numbers: Numbers): Fill {
  const terms = parts.map(([name, weight]) => ({ values: columnOf(numbers, name), weight }));
  return (out, from, to) => {
    out.fill(0, 0, to - from);
    for (const { values, weight } of terms) {
      for (let row = from; row < to; row += 1) out[row - from]! += weight * values[row]!;
    }
  };
}

function over(top: Fill, bottom: Fill): Fill {
  let below = new Float64Array(0);
  return (out, from, to) => {
    if (below.length < to - from) below = new Float64Array(to - from);
    top(out, from, to);
    bottom(below, from, to);
    for (let at = 0; at < to - from; at += 1) out[at] = below[at]! > 0 ? out[at]! / below[at]! : Number.NaN;
  };
}

/** Gives the values of rows, `from` at its first place. */
type Source = (from: number, to: number) => Float64Array;

function sources(of: readonly Recipe[], numbers: Numbers): Source[] {
  return of.map((recipe) => {
    if (recipe.kind === 'column') {
      const values = columnOf(numbers, recipe.column);
      return (from, to) => values.subarray(from, to);
    }
    const fill = compileRecipe(recipe, numbers);
    let values = new Float64Array(0);
    return (from, to) => {
      if (values.length < to - from) values = new Float64Array(to - from);
      fill(values, from, to);
      return values;
    };
  });
}

// Below, NaN comes out where NaN goes in: Math.max and Math.min hand it on, and a sum with `value * 0` does.

function highest(of: readonly Source[]): Fill {
  return (out, from, to) => {
    out.fill(-Infinity, 0, to - from);
    for (const source of of) {
      const values = source(from, to);
      for (let at = 0; at < to - from; at += 1) out[at] = Math.max(out[at]!, values[at]!);
    }
  };
}

function lowest(of: readonly Source[]): Fill {
  return (out, from, to) => {
    out.fill(Infinity, 0, to - from);
    for (const source of of) {
      const values = source(from, to);
      for (let at = 0; at < to - from; at += 1) out[at] = Math.min(out[at]!, values[at]!);
    }
  };
}

function countAbove(of: readonly Source[], threshold: number): Fill {
  return (out, from, to) => {
    out.fill(0, 0, to - from);
    for (const source of of) {
      const values = source(from, to);
      for (let at = 0; at < to - from; at += 1) {
        const value = values[at]!;
        out[at]! += value > threshold ? 1 : value * 0;
      }
    }
  };
}

function periodsSince(of: readonly Source[], threshold: number): Fill {
  return (out, from, to) => {
    out.fill(of.length, 0, to - from);
    for (let period = of.length - 1; period >= 0; period -= 1) {
      const values = of[period]!(from, to);
      for (let at = 0; at < to - from; at += 1) {
        const value = values[at]!;
        out[at] = value > threshold ? period + out[at]! * 0 : out[at]! + value * 0;
      }
    }
  };
}
