import { DomainFailure, invalidInput } from '../../domain/failures.ts';
import type { FieldEncryption } from '../field-encryption.ts';
import type { ImportColumn, ImportFile, KnownIds, RowContext } from './import-files.ts';
import type { Reject } from './rejects.ts';

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** @returns the value as COPY's text format has it */
function copyText(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] ?? c) : value;
}

/** Turns the rows of one file into COPY text, as its header orders them; what is no good becomes a reject. */
export class RowWriter {
  rows = 0;
  private readonly file: ImportFile;
  private readonly encryption: FieldEncryption;
  private readonly reject: (reject: Reject) => void;
  private readonly row: RowContext;
  private header: readonly string[] = [];
  private columns: readonly { column: ImportColumn; index: number }[] = [];
  private extras: readonly { name: string; index: number }[] = [];
  private text = '';

  constructor(options: {
    file: ImportFile;
    known: KnownIds;
    encryption: FieldEncryption;
    reject: (reject: Reject) => void;
  }) {
    this.file = options.file;
    this.encryption = options.encryption;
    this.reject = options.reject;
    this.row = { known: options.known, currency: '', id: '', region: '' };
  }

  /** @throws InvalidInput naming the column that is missing or there twice */
  setHeader(names: readonly string[]): number {
    const header = names.map((name) => name.trim());
    const missing = this.file.columns
      .filter(({ unsaid }) => unsaid === undefined)
      .map(({ name }) => name)
      .filter((name) => !header.includes(name));
    if (missing.length > 0) {
      throw invalidInput(`it lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`);
    }
    const twice = header.find((name, index) => header.indexOf(name) !== index);
    if (twice !== undefined) throw invalidInput(`it has the column ${twice} twice`);
    this.header = header;
    this.columns = this.file.columns.map((column) => ({ column, index: header.indexOf(column.name) }));
    this.extras = header
      .map((name, index) => ({ name, index }))
      .filter(({ name }) => !this.file.columns.some((column) => column.name === name));
    return header.length;
  }

  /** @returns the header's name of a column */
  nameOf(index: number | undefined): string {
    return index === undefined ? '' : (this.header[index] ?? '');
  }

  /** Adds a row, or rejects it for the first of its values that is no good. */
  add(fields: readonly string[], line: number): void {
    let text = String(line);
    for (const { column, index } of this.columns) {
      if (index < 0) {
        text += '\t\\N';
        continue;
      }
      const given = (fields[index] ?? '').trim();
      let value: string | null;
      try {
        value = column.read(given, this.row);
      } catch (error) {
        if (!(error instanceof DomainFailure)) throw error;
        return this.reject({ line, column: column.name, value: given, reason: error.message });
      }
      if (!column.encrypted) text += `\t${copyText(value)}`;
      else if (value === null) text += '\t\\N\t\\N';
      else text += `\t${this.encryption.encrypt(value)}\t${this.encryption.hash(value)}`;
    }
    this.text += `${text}\t${this.extras.length === 0 ? '{}' : copyText(this.extra(fields))}\n`;
    this.file.accept?.(this.row);
    this.rows += 1;
  }

  /** @returns the COPY text since the last call */
  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  /** Columns that this system does not know, where they say something. */
  private extra(fields: readonly string[]): string {
    const extra: Record<string, string> = {};
    for (const { name, index } of this.extras) {
      const value = fields[index] ?? '';
      if (value !== '') extra[name] = value;
    }
    return JSON.stringify(extra);
  }
}
