import { basename } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { MISSING, UNSEEN } from '../../domain/risk/features/table.ts';
import type { RiskModel } from '../../domain/risk/model/schema.ts';
import { BLOCK_ROWS, Scorer } from '../../domain/risk/model/scorer.ts';
import { isMissing, numberOf } from './cells.ts';
import { readCsv } from './read-csv.ts';
import { requireColumns } from './read-training.ts';

/** Who is told the scores. */
export interface ScoreHandlers {
  /** Columns that the file must have beside the model's. */
  readonly alsoNeeded?: readonly string[];
  header?(names: readonly string[]): void;
  /** Each row, before its block is scored. */
  row?(fields: readonly string[], line: number): void;
  /** A block was scored: its rows are 0 to `rows` (excluded) of the scorer. */
  block(scorer: Scorer, rows: number): void;
  pause(share: number): Promise<void> | void;
}

/** A text column, and how many of its values the model does not know. */
export interface UnseenTexts {
  readonly column: string;
  readonly rows: number;
}

/**
 * Scores a file's rows in the order in which they stand, a block at a time, in memory that does not depend on how many
 * there are.
 *
 * @returns text columns with values that are rare or new to the model
 * @throws UserError for a missing column, or one that is not of the type that was learnt
 */
export async function scoreRows(
  model: RiskModel,
  path: string,
  handlers: ScoreHandlers,
): Promise<UnseenTexts[]> {
  const name = basename(path);
  const columns = model.columns.map((column) => createColumn(column, name));
  const scorer = new Scorer(model, {
    numbers: Object.fromEntries(columns.flatMap((c) => (c.kind === 'number' ? [[c.name, c.values]] : []))),
    texts: Object.fromEntries(columns.flatMap((c) => (c.kind === 'category' ? [[c.name, c.codes]] : []))),
  });
  let places: number[] = [];
  let rows = 0;
  let total = 0;
  const scoreBlock = () => {
    if (rows === 0) return;
    for (const column of columns) column.check();
    scorer.score(0, rows);
    handlers.block(scorer, rows);
    rows = 0;
  };
  await readCsv(path, {
    header(names) {
      requireColumns(name, names, [...columns.map((c) => c.name), ...(handlers.alsoNeeded ?? [])]);
      places = columns.map((column) => names.indexOf(column.name));
      handlers.header?.(names);
    },
    row(fields, line) {
      for (let at = 0; at < columns.length; at += 1) columns[at]!.set(rows, fields[places[at]!] ?? '', line);
      handlers.row?.(fields, line);
      rows += 1;
      total += 1;
      if (rows === BLOCK_ROWS) scoreBlock();
    },
    pause: (share) => handlers.pause(share),
  });
  scoreBlock();
  await handlers.pause(1);
  if (total === 0) throw new UserError(`${name} has a header and no rows.`);
  return columns.flatMap((c) =>
    c.kind === 'category' && c.unseen > 0 ? [{ column: c.name, rows: c.unseen }] : [],
  );
}

function createColumn(column: RiskModel['columns'][number], file: string) {
  return column.kind === 'number'
    ? new NumberBlock(column.name, file)
    : new TextBlock(column.name, column.categories, file);
}

class NumberBlock {
  readonly kind = 'number';
  readonly values = new Float64Array(BLOCK_ROWS);
  readonly name: string;
  private readonly file: string;

  constructor(name: string, file: string) {
    this.name = name;
    this.file = file;
  }

  set(row: number, cell: string, line: number): void {
    const value = numberOf(cell);
    if (value === undefined) {
      throw new UserError(
        `${this.file}, line ${line}: ${this.name} is '${cell}', and the model was trained on numbers there.`,
      );
    }
    this.values[row] = value;
  }

  check(): void {
    // Each cell was checked as it came.
  }
}

class TextBlock {
  readonly kind = 'category';
  readonly codes = new Int32Array(BLOCK_ROWS);
  readonly name: string;
  /** rows so far whose text is rare or new */
  unseen = 0;
  private readonly file: string;
  private readonly codeOf: ReadonlyMap<string, number>;
  private readonly numbersKnown: boolean;
  private onlyNumbers = true;
  private known = 0;

  constructor(name: string, categories: readonly string[], file: string) {
    this.name = name;
    this.file = file;
    this.codeOf = new Map(categories.map((text, code) => [text, code]));
    this.numbersKnown = categories.some((text) => numberOf(text) !== undefined);
  }

  set(row: number, cell: string): void {
    if (isMissing(cell)) {
      this.codes[row] = MISSING;
      return;
    }
    const text = cell.trim();
    const code = this.codeOf.get(text) ?? this.codeOf.get(String(Number(text))) ?? UNSEEN;
    if (code === UNSEEN) this.unseen += 1;
    else this.known += 1;
    this.onlyNumbers &&= numberOf(text) !== undefined;
    this.codes[row] = code;
  }

  /** Nothing but numbers where there were none is another column under the same name. */
  check(): void {
    if (this.known > 0 || this.unseen === 0 || !this.onlyNumbers || this.numbersKnown) return;
    const examples = [...this.codeOf.keys()].slice(0, 3).join(', ');
    throw new UserError(
      `${this.file}: ${this.name} has numbers, and the model was trained on texts there (${examples}).`,
    );
  }
}
