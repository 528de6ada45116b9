import { random, type Random } from '../../portfolio/random.ts';
import type { CaseFeature } from '../features/case-features.ts';
import { MISSING, type Column } from '../features/table.ts';
import type { Outcome } from './outcome.ts';
import type { Snapshot } from './snapshots.ts';
import { FALSE, TRUE, UNTOLD, type HorizonOutcomes, type TrainingTable } from './training-table.ts';

/** What a sample is of. */
export interface SampleOptions {
  readonly features: readonly CaseFeature[];
  /** days, ascending */
  readonly horizons: readonly number[];
  /** rows that are kept; of more as many are drawn, each with the same chance */
  readonly mostRows: number;
  readonly seed: number;
}

/** Snapshots as they come, in memory that depends on `mostRows` and not on how many there are. */
export class TrainingSample {
  private readonly options: SampleOptions;
  private readonly draws: Random;
  private readonly columns: readonly SampledColumn[];
  private readonly days: Int32Array;
  private readonly customers: Int32Array;
  private readonly horizons: readonly HorizonOutcomes[];
  private seen = 0;

  constructor(options: SampleOptions) {
    const { features, horizons, mostRows, seed } = options;
    this.options = options;
    this.draws = random(`risk-snapshots:${seed}`);
    this.columns = features.map(({ name, kind }) =>
      kind === 'number' ? new NumberSample(name, mostRows) : new TextSample(name, mostRows),
    );
    this.days = new Int32Array(mostRows);
    this.customers = new Int32Array(mostRows);
    this.horizons = horizons.map((days) => ({
      days,
      repaid: new Int8Array(mostRows),
      defaulted: new Int8Array(mostRows),
    }));
  }

  /** @returns snapshots that have come so far */
  get rowsSeen(): number {
    return this.seen;
  }

  /** @param customer number of the customer */
  add(customer: number, { day, values, outcomes }: Snapshot): void {
    const { mostRows } = this.options;
    const place = this.seen < mostRows ? this.seen : this.draws.int(0, this.seen);
    this.seen += 1;
    if (place >= mostRows) return;
    this.days[place] = day;
    this.customers[place] = customer;
    for (const column of this.columns) column.set(place, values[column.name] ?? null);
    for (const [at, { repaid, defaulted }] of this.horizons.entries()) {
      const outcome: Outcome | null = outcomes[at] ?? null;
      repaid[place] = told(outcome?.repaid);
      defaulted[place] = told(outcome?.defaulted);
    }
  }

  /** @param newestDay of the books, days since 1970-01-01 */
  finish(newestDay: number): TrainingTable {
    const rows = Math.min(this.seen, this.options.mostRows);
    return {
      columns: this.columns.map((column) => column.finish(rows)),
      days: this.days.slice(0, rows),
      customers: this.customers.slice(0, rows),
      horizons: this.horizons.map(({ days, repaid, defaulted }) => ({
        days,
        repaid: repaid.slice(0, rows),
        defaulted: defaulted.slice(0, rows),
      })),
      rowsSeen: this.seen,
      newestDay,
    };
  }
}

const told = (value: boolean | null | undefined) =>
  value === true ? TRUE : value === false ? FALSE : UNTOLD;

interface SampledColumn {
  readonly name: string;
  set(row: number, value: number | string | null): void;
  finish(rows: number): Column;
}

class NumberSample implements SampledColumn {
  readonly name: string;
  private readonly values: Float64Array;

  constructor(name: string, mostRows: number) {
    this.name = name;
    this.values = new Float64Array(mostRows);
  }

  set(row: number, value: number | string | null): void {
    this.values[row] = typeof value === 'number' ? value : Number.NaN;
  }

  finish(rows: number): Column {
    return { kind: 'number', name: this.name, values: this.values.slice(0, rows) };
  }
}

class TextSample implements SampledColumn {
  readonly name: string;
  private readonly codes: Int32Array;
  private readonly codeOf = new Map<string, number>();

  constructor(name: string, mostRows: number) {
    this.name = name;
    this.codes = new Int32Array(mostRows);
  }

  set(row: number, value: number | string | null): void {
    this.codes[row] = value === null ? MISSING : this.code(String(value));
  }

  finish(rows: number): Column {
    const categories = [...this.codeOf.keys()];
    return { kind: 'category', name: this.name, categories, codes: this.codes.slice(0, rows) };
  }

  private code(text: string): number {
    const known = this.codeOf.get(text) ?? this.codeOf.size;
    this.codeOf.set(text, known);
    return known;
  }
}
