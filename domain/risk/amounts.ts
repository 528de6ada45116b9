import { CASE_FEATURES, type FeatureValues } from './features/case-features.ts';
import { MISSING, type Column } from './features/table.ts';

/**
 * Amounts of loans in several currencies cannot be compared: a limit of 50,000 is a flat in one and a phone in another. The
 * other features are shares, days and counts, which mean the same in all.
 */

/** The feature that says in which currency the amounts of a loan are. */
export const CURRENCY = 'currency';

const AMOUNTS: readonly string[] = CASE_FEATURES.filter(({ unit }) => unit === 'amount').map(
  ({ name }) => name,
);

/** What a training run makes of amounts. */
export interface AmountsLearnt {
  /** currency of the amounts that the model looks at; null: it looks at none */
  readonly amountsIn: string | null;
  /** columns that it may not learn from, and why; empty: none */
  readonly leftOut: readonly string[];
  readonly why?: string;
}

/**
 * Amounts are learnt only where all rows are in one currency. With several they are left out, and the currency is learnt as
 * a feature of the contract: a rate of exchange, or a model for each, would take rows and care from all for two features
 * that tell little.
 *
 * @param columns of the training rows
 * @example amountsLearnt(columnsOfOneCurrency) // { amountsIn: 'CNY', leftOut: [] }
 */
export function amountsLearnt(columns: readonly Column[]): AmountsLearnt {
  const rows = rowsByCurrency(columns);
  const [first, second] = rows;
  if (second === undefined) return { amountsIn: first?.currency ?? null, leftOut: [] };
  const each = rows.map(({ currency, count }) => `${count} in ${currency}`).join(', ');
  return {
    amountsIn: null,
    leftOut: AMOUNTS.filter((name) => columns.some((column) => column.name === name)),
    why: `amounts of several currencies cannot be compared (days of loans: ${each})`,
  };
}

function rowsByCurrency(columns: readonly Column[]): { currency: string; count: number }[] {
  const column = columns.find(({ name }) => name === CURRENCY);
  if (column?.kind !== 'category') return [];
  const counts = new Map<number, number>();
  for (const code of column.codes) if (code !== MISSING) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ currency: column.categories[code] ?? '', count }))
    .sort((a, b) => b.count - a.count || a.currency.localeCompare(b.currency));
}

/**
 * What a model may see of a loan: in another currency than its own, amounts are as if the bank did not know them.
 *
 * @param values with `currency`, where the model looks at amounts
 * @param amountsIn of the model; null or absent: it looks at none, or is of the time before it was said
 * @example comparableValues({ currency: 'USD', principalMinor: 5_000_000, termMonths: 12 }, 'CNY')
 *   // { currency: 'USD', principalMinor: null, termMonths: 12 }
 */
export function comparableValues(values: FeatureValues, amountsIn: string | null | undefined): FeatureValues {
  if (amountsIn === null || amountsIn === undefined || values[CURRENCY] === amountsIn) return values;
  return { ...values, ...UNKNOWN };
}

const UNKNOWN: FeatureValues = Object.fromEntries(AMOUNTS.map((name) => [name, null]));

/** @returns names of features that have to be worked out so that amounts can be told to be comparable */
export function neededToCompare(
  looksAt: readonly string[],
  amountsIn: string | null | undefined,
): readonly string[] {
  const compares = typeof amountsIn === 'string' && looksAt.some((name) => AMOUNTS.includes(name));
  return compares ? [CURRENCY] : [];
}
