import { UserError } from '../../config/user-error.ts';
import { MISSING, type Column } from '../../domain/risk/features/table.ts';
import { numberOf } from './cells.ts';

/** Of a column with numbers, this share of texts is taken for mistakes; with more it is a column of texts. */
const MISTAKES = 0.01;
/** A column of more different texts holds names or keys. */
const MOST_TEXTS = 20_000;

/** A column of a file as it is read: numbers until a text comes, and both from then on. */
export class ColumnBuilder {
  readonly name: string;
  private values: Float64Array;
  private texts: Int32Array | undefined;
  private readonly known = new Map<string, number>();
  private firstText: { text: string; line: number } | undefined;

  constructor(name: string) {
    this.name = name;
    this.values = new Float64Array(1024);
  }

  /** Puts a cell at a row, anew or instead of what was there. */
  set(row: number, cell: string, line: number): void {
    if (row >= this.values.length) this.grow();
    const number = numberOf(cell);
    this.values[row] = number ?? Number.NaN;
    if (number === undefined) this.texts ??= new Int32Array(this.values.length).fill(MISSING);
    if (this.texts === undefined) return;
    if (number === undefined) this.firstText ??= { text: cell, line };
    this.texts[row] = number === undefined ? this.codeOf(cell.trim()) : MISSING;
  }

  /** @returns the column of the first `rows`; undefined when it has too many different texts to be of use */
  finish(rows: number): Column | undefined {
    const values = this.values.slice(0, rows);
    const texts = this.texts?.slice(0, rows);
    const textCount = texts?.reduce((count, code) => count + (code === MISSING ? 0 : 1), 0) ?? 0;
    if (texts === undefined || textCount === 0) return { kind: 'number', name: this.name, values };
    const numbers = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
    if (textCount <= MISTAKES * numbers) throw this.mistake();
    // '1', '2', 'other': the numbers are names of things too.
    for (const [row, value] of values.entries())
      if (!Number.isNaN(value)) texts[row] = this.codeOf(String(value));
    if (this.known.size > MOST_TEXTS) return undefined;
    return { kind: 'category', name: this.name, categories: [...this.known.keys()], codes: texts };
  }

  private mistake(): UserError {
    const { text, line } = this.firstText ?? { text: '', line: 0 };
    return new UserError(
      `Line ${line}, column ${this.name}: '${text}' is no number, and nearly all other rows have one: mend it, empty it, or leave the column out with --exclude ${this.name}.`,
    );
  }

  private codeOf(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    // One more than the most is enough to know that there are too many.
    if (this.known.size > MOST_TEXTS) return MOST_TEXTS;
    this.known.set(text, this.known.size);
    return this.known.size - 1;
  }

  private grow(): void {
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
    if (this.texts === undefined) return;
    const texts = new Int32Array(values.length).fill(MISSING);
    texts.set(this.texts);
    this.texts = texts;
  }
}
