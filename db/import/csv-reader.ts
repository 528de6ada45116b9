import { parse, type Options } from 'csv-parse/sync';
import { invalidInput } from '../../domain/failures.ts';

/** Who is told what a CSV file holds. */
export interface CsvHandlers {
  /** The first record. @returns how many columns each row must have */
  header(names: string[]): number;
  /** A whole row; `line` is where it begins, 1 for the header's. */
  row(fields: readonly string[], line: number): void;
  /** A row that cannot be used; `column` is an index where one column is to blame. */
  broken(problem: { line: number; column: number | undefined; value: string; reason: string }): void;
}

/** A quote that is opened and not closed within so many lines is taken for a stray one. */
const LONGEST_RECORD_LINES = 50;
/** Without it a file that is no text would be read into memory whole. */
const LONGEST_LINE = 1_000_000;

const OPTIONS: Options = { record_delimiter: ['\r\n', '\n'], relax_column_count: true };
const UNREADABLE = /[\uFFFD\0]/;

/**
 * Reads CSV text piece by piece. csv-parse gets whole blocks of lines at once, as it is fast with those; where it
 * refuses a block, the block is read again line by line, so that a stray quote costs its own row and no other.
 */
export class CsvReader {
  private readonly handlers: CsvHandlers;
  private columns: number | undefined;
  private rest = '';
  /** Lines of a record whose quote is still open. */
  private open: string[] = [];
  private openQuotes = 0;
  /** Of the next line. */
  private line = 1;

  constructor(handlers: CsvHandlers) {
    this.handlers = handlers;
  }

  /** @throws InvalidInput when this is no CSV file, or by the header's handler */
  feed(text: string): void {
    const end = text.lastIndexOf('\n');
    if (end < 0) this.rest += text;
    else {
      const block = this.rest + text.slice(0, end);
      this.rest = text.slice(end + 1);
      this.readBlock(block);
    }
    if (this.rest.length > LONGEST_LINE) {
      throw invalidInput(`line ${this.line} is longer than ${LONGEST_LINE} characters: is it a CSV file?`);
    }
  }

  /**
   * The text is over.
   *
   * @param cutOff it broke off: an unfinished last line is no row
   * @returns the line at which it ended
   * @throws InvalidInput when there was not even a header
   */
  end({ cutOff }: { cutOff: boolean }): number {
    if (this.rest !== '' && !cutOff) this.readBlock(this.rest);
    while (this.open.length > 0) this.giveUp();
    if (this.columns === undefined) throw invalidInput('it is empty: its first line must name the columns');
    return this.line;
  }

  private readBlock(block: string): void {
    let from = 0;
    while (this.columns === undefined && from <= block.length) {
      const end = block.indexOf('\n', from);
      const to = end < 0 ? block.length : end;
      this.readLine(block.slice(from, to));
      from = to + 1;
    }
    if (from > block.length) return;
    const rows = block.slice(from);
    if (this.open.length > 0 || !this.readAtOnce(rows)) {
      for (const line of rows.split('\n')) this.readLine(line);
    }
  }

  /** @returns false, and nothing is told, when a record of the block is broken or takes several lines */
  private readAtOnce(block: string): boolean {
    const records = tryParse(block);
    if (records === undefined) return false;
    if (block.includes('"') && records.some((record) => record.some((field) => field.includes('\n'))))
      return false;
    const unreadable = UNREADABLE.test(block);
    for (const record of records) this.tell(record, 1, unreadable);
    return true;
  }

  private readLine(line: string): void {
    const quotes = line.split('"').length - 1;
    if (quotes === 0 && this.open.length === 0) return this.tell(line.replace(/\r$/, '').split(','), 1, true);
    this.open.push(line);
    this.openQuotes += quotes;
    if (this.openQuotes % 2 === 0) {
      const [record, second] = tryParse(this.open.join('\n')) ?? [];
      const lines = this.open.length;
      if (record === undefined || second !== undefined || (lines > 1 && !this.mayGoOn(record))) this.giveUp();
      else {
        this.open = [];
        this.openQuotes = 0;
        this.tell(record, lines, true);
      }
    } else if (this.open.length >= LONGEST_RECORD_LINES) this.giveUp();
  }

  /** Whether a value goes on over the open lines; a line that is a row by itself is none that was meant to be in one. */
  private mayGoOn(record: readonly string[]): boolean {
    const isRow = (line: string) => line.split(',').length === this.columns;
    return record.length === this.columns && !this.open.slice(1).some(isRow);
  }

  /** The first of the open lines is broken; those after it get another chance. */
  private giveUp(): void {
    if (this.columns === undefined) throw invalidInput('the quotes (") of its header do not match');
    const [first = '', ...others] = this.open;
    this.open = [];
    this.openQuotes = 0;
    const reason = 'a quote (") stands where none may, or is not closed';
    this.handlers.broken({ line: this.line, column: undefined, value: first.trimEnd(), reason });
    this.line += 1;
    for (const line of others) this.readLine(line);
  }

  private tell(record: string[], lines: number, suspicious: boolean): void {
    const { line } = this;
    this.line += lines;
    if (record.length === 1 && record[0]?.trim() === '') return;
    if (this.columns === undefined) {
      this.columns = this.handlers.header(record);
      return;
    }
    const column = suspicious ? record.findIndex((field) => UNREADABLE.test(field)) : -1;
    if (record.length !== this.columns) {
      const reason = `has ${record.length} columns where the header has ${this.columns}`;
      this.handlers.broken({ line, column: undefined, value: record.join(','), reason });
    } else if (column >= 0) {
      const value = record[column] ?? '';
      const reason = value.includes('\0') ? 'contains a zero byte' : 'is not UTF-8';
      this.handlers.broken({ line, column, value, reason });
    } else {
      this.handlers.row(record, line);
    }
  }
}

function tryParse(text: string): string[][] | undefined {
  try {
    return parse(text, OPTIONS);
  } catch {
    return undefined;
  }
}
