/** What files write where there is no value. */
const MISSING_TEXTS = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '?', '-', '.']);

/** @returns whether a cell has no value */
export function isMissing(text: string): boolean {
  // Nearly all cells are numbers, and those begin with no letter of the list.
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return false;
  return MISSING_TEXTS.has(text.trim().toLowerCase());
}

/**
 * @returns the number of a cell; NaN when it has no value; undefined when it is something else
 * @example numberOf('1,000') // undefined: a thousands separator may be a decimal comma
 */
export function numberOf(text: string): number | undefined {
  if (isMissing(text)) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** @returns 0 or 1; undefined for anything else */
export function outcomeOf(text: string): 0 | 1 | undefined {
  const value = text.trim() === '' ? undefined : Number(text);
  return value === 0 || value === 1 ? value : undefined;
}
