import { invalidInput } from '../../failures.ts';
import { protectedAttributeOf } from '../features/protected.ts';
import { MISSING, rowsOf, type CategoryColumn, type Column } from '../features/table.ts';
import { wordsOf } from '../features/words.ts';

/** A protected attribute that somebody allows, and the ground that is recorded. */
export interface AllowedProtected {
  readonly column: string;
  readonly reason: string;
}

/** Which columns a model may learn from, and why not from the others. */
export interface Selection {
  readonly used: readonly Column[];
  readonly dropped: readonly { readonly column: string; readonly why: string }[];
  readonly allowedProtected: readonly (AllowedProtected & { readonly attribute: string })[];
}

/** Texts of which more than this share is different are names or keys. */
const KEY_SHARE = 0.5;

/**
 * Leaves out what was excluded, what is protected and not allowed, what tells rows apart and nothing else, and what is
 * the same in every row.
 *
 * @throws InvalidInput when a column that is named is not there, or an allowed one is not protected
 */
export function selectColumns(
  columns: readonly Column[],
  exclude: readonly string[],
  allow: readonly AllowedProtected[],
  excludedWhy = 'excluded',
): Selection {
  const names = columns.map(({ name }) => name);
  const unknown = [...exclude, ...allow.map(({ column }) => column)].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw invalidInput(`there is no column ${unknown}; the file has ${names.join(', ')}`);
  const allowedProtected = allow.map(({ column, reason }) => {
    const attribute = protectedAttributeOf(column);
    if (attribute === undefined)
      throw invalidInput(`column ${column} is not a protected attribute: it is used anyway`);
    if (reason.trim() === '') throw invalidInput(`a reason is needed for using ${column} (${attribute})`);
    return { column, attribute, reason };
  });
  const whyNot = (column: Column): string | undefined => {
    const { name } = column;
    if (exclude.includes(name)) return excludedWhy;
    const attribute = protectedAttributeOf(name);
    if (attribute !== undefined && !allow.some((allowed) => allowed.column === name))
      return `protected attribute: ${attribute}`;
    return withoutUse(column);
  };
  const judged = columns.map((column) => ({ column, why: whyNot(column) }));
  return {
    used: judged.filter(({ why }) => why === undefined).map(({ column }) => column),
    dropped: judged.flatMap(({ column, why }) => (why === undefined ? [] : [{ column: column.name, why }])),
    allowedProtected,
  };
}

function withoutUse(column: Column): string | undefined {
  const different = differentValues(column);
  if (different === 0) return 'it has no values';
  if (different === 1 && !hasMissing(column)) return 'the same in every row';
  const named = wordsOf(column.name).some((word) => word === 'id' || word === 'uuid');
  if (named && different > KEY_SHARE * rowsOf(column)) return 'an identifier';
  if (column.kind === 'category' && different > 20 && different > KEY_SHARE * rowsOf(column))
    return 'nearly every row has another text';
  return undefined;
}

const differentValues = (column: Column): number =>
  column.kind === 'number'
    ? new Set(column.values.filter((value) => !Number.isNaN(value))).size
    : new Set(column.codes.filter((code) => code !== MISSING)).size;

const hasMissing = (column: Column): boolean =>
  column.kind === 'number'
    ? column.values.some(Number.isNaN)
    : (column satisfies CategoryColumn).codes.includes(MISSING);
