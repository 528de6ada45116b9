import { compileRecipe, type Numbers } from '../features/recipe.ts';
import type { PlannedFeature } from '../features/planned-feature.ts';
import { rowsOf, type CategoryColumn, type Column } from '../features/table.ts';
import { binCategories, binNumbers, cutPoints, MISSING_BIN } from './bin.ts';
import type { ShapeRule } from './step.ts';

interface Prepared {
  readonly planned: PlannedFeature;
  /** bin of each row */
  readonly codes: Uint8Array;
  readonly rule: ShapeRule;
}

/** A feature of numbers in bins. */
export interface PreparedNumber extends Prepared {
  readonly kind: 'number';
  /** lower bound of each bin but the first */
  readonly cuts: Float64Array;
  /** it has whole values only */
  readonly whole: boolean;
  /** the least of its values */
  readonly least: number;
}

/** A column of texts in bins. */
export interface PreparedCategory extends Prepared {
  readonly kind: 'category';
  /** texts of each bin, from bin 1 on; the last bin is of the rare ones */
  readonly members: readonly (readonly string[])[];
}

export type PreparedFeature = PreparedNumber | PreparedCategory;

/** How fine the bins are, and what the outcome is. */
export interface BinOptions {
  /** directions are those of default: of repayment they are the other way round */
  readonly event: 'default' | 'repayment';
  /** 2..254 */
  readonly mostBins: number;
  /** rows that make a text a bin of its own */
  readonly fewestRows: number;
}

/** Puts features into bins; one that has the same bin in every row, or the bins of another, is left out. */
export function prepareFeatures(
  planned: readonly PlannedFeature[],
  columns: readonly Column[],
  options: BinOptions,
): PreparedFeature[] {
  const numbers = numbersOf(columns);
  const rows = columns[0] === undefined ? 0 : rowsOf(columns[0]);
  const prepared: PreparedFeature[] = [];
  for (const feature of planned) {
    const text = categoryOf(feature, columns);
    const made =
      text === undefined
        ? prepareNumber(feature, numbers, rows, options)
        : prepareCategory(feature, text, options);
    if (made.codes.every((code) => code === made.codes[0])) continue;
    if (!prepared.some((other) => sameCodes(made.codes, other.codes))) prepared.push(made);
  }
  return prepared;
}

/** @returns the columns of numbers by name */
export function numbersOf(columns: readonly Column[]): Numbers {
  return Object.fromEntries(
    columns.flatMap((column) => (column.kind === 'number' ? [[column.name, column.values] as const] : [])),
  );
}

function categoryOf({ recipe }: PlannedFeature, columns: readonly Column[]): CategoryColumn | undefined {
  if (recipe.kind !== 'column') return undefined;
  const column = columns.find(({ name }) => name === recipe.column);
  return column?.kind === 'category' ? column : undefined;
}

function prepareNumber(
  planned: PlannedFeature,
  numbers: Numbers,
  rows: number,
  { mostBins, event }: BinOptions,
): PreparedNumber {
  const values = new Float64Array(rows);
  compileRecipe(planned.recipe, numbers)(values, 0, rows);
  const cuts = Float64Array.from(cutPoints(values, mostBins));
  const codes = new Uint8Array(rows);
  binNumbers(values, cuts, codes);
  const whole = values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  const { direction, directionFrom } = planned;
  const raised = event === 'default' ? 1 : -1;
  const rule: ShapeRule = {
    bins: cuts.length + 2,
    order: 'ordered',
    direction: direction === 'raises' ? raised : direction === 'lowers' ? (-raised as 1 | -1) : 0,
    directionFrom: directionFrom === undefined ? 1 : 1 + cuts.filter((cut) => cut <= directionFrom).length,
  };
  const least = values.reduce((a, b) => (b < a ? b : a), Infinity);
  return { kind: 'number', planned, codes, rule, cuts, whole, least };
}

function prepareCategory(
  planned: PlannedFeature,
  { codes: texts, categories }: CategoryColumn,
  { fewestRows }: BinOptions,
): PreparedCategory {
  const { binOf, members } = binCategories(texts, categories.length, fewestRows);
  const codes = Uint8Array.from(texts, (code) => (code < 0 ? MISSING_BIN : binOf[code]!));
  const rule: ShapeRule = { bins: members.length + 1, order: 'categories', direction: 0, directionFrom: 1 };
  const named = members.map((codesOfBin) => codesOfBin.map((code) => categories[code] ?? ''));
  return { kind: 'category', planned, codes, rule, members: named };
}

const sameCodes = (a: Uint8Array, b: Uint8Array): boolean => a.every((code, row) => code === b[row]);
