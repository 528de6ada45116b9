import { lookUp, type CatalogueEntry } from './catalogue.ts';
import type { Column, NumberColumn } from './table.ts';

/** Fewer are no series. */
const SHORTEST = 3;

/** Columns that hold one thing at several times: BILL_AMT1 .. BILL_AMT6. */
export interface Series {
  /** what they have in common: BILL_AMT */
  readonly stem: string;
  /** newest first */
  readonly columns: readonly NumberColumn[];
  readonly entry: CatalogueEntry | undefined;
}

/** Which end of the numbers is now. */
export type Newest = 'lowest' | 'highest';

/**
 * Finds the numbered series among the columns. Gaps between the numbers are no matter (PAY_0, PAY_2, PAY_3).
 *
 * @param newest whether the lowest or the highest number is the latest period
 * @example findSeries(columns, 'lowest') // [{ stem: 'BILL_AMT', columns: [BILL_AMT1, BILL_AMT2, ...] }]
 */
export function findSeries(columns: readonly Column[], newest: Newest): Series[] {
  const byStem = new Map<string, { column: NumberColumn; number: number }[]>();
  for (const column of columns) {
    const [, stem, digits] = /^(.*?\D)(\d{1,3})$/.exec(column.name) ?? [];
    if (stem === undefined || column.kind !== 'number') continue;
    const members = byStem.get(stem) ?? [];
    members.push({ column, number: Number(digits) });
    byStem.set(stem, members);
  }
  return [...byStem]
    .filter(([, members]) => members.length >= SHORTEST)
    .map(([stem, members]) => ({
      stem: stem.replace(/[_\s.-]+$/, ''),
      columns: members
        .sort((a, b) => (newest === 'lowest' ? a.number - b.number : b.number - a.number))
        .map(({ column }) => column),
      entry: lookUp(stem).entry,
    }));
}
