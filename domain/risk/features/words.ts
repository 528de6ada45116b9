/**
 * The words of a column's name, in lower case and without its number.
 *
 * @example wordsOf('BILL_AMT1') // ['bill', 'amt']
 * @example wordsOf('dateOfBirth') // ['date', 'of', 'birth']
 */
export function wordsOf(column: string): string[] {
  return column
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/**
 * Whether a name speaks of something.
 *
 * @param patterns each a word, or words in a row with a blank between; `*` at the end of a word stands for its rest,
 *   `=` at the beginning means that the name says nothing else
 * @example speaksOf('OUTSTANDING_BALANCE', ['balance']) // true
 */
export function speaksOf(column: string, patterns: readonly string[]): boolean {
  const text = ` ${wordsOf(column).join(' ')} `;
  return patterns.some((pattern) => {
    if (pattern.startsWith('=')) return text === ` ${pattern.slice(1)} `;
    return pattern.endsWith('*') ? text.includes(` ${pattern.slice(0, -1)}`) : text.includes(` ${pattern} `);
  });
}
