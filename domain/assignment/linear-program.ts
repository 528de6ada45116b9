/** A linear program that is asked of a solver: the least cost of columns between 0 and their limits that make up the rows. */
export interface LinearProgram {
  costs: readonly number[];
  limits: readonly number[];
  /** exact sum of each row */
  rows: readonly number[];
  /** column by column: where it begins in `indices` and `values`, and behind the last one their length */
  starts: readonly number[];
  indices: readonly number[];
  values: readonly number[];
}

/**
 * @returns the value of each column at an optimal vertex
 * @throws when there is no solution
 */
export type SolveLinear = (program: LinearProgram) => ArrayLike<number>;

/** Puts a program together, column by column. */
export class ProgramBuilder implements LinearProgram {
  readonly costs: number[] = [];
  readonly limits: number[] = [];
  readonly rows: readonly number[];
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  constructor(rows: readonly number[]) {
    this.rows = rows;
  }

  /** @param entries of the column: row and factor @returns its place */
  add(cost: number, limit: number, entries: readonly (readonly [row: number, value: number])[]): number {
    this.costs.push(cost);
    this.limits.push(limit);
    for (const [row, value] of entries) {
      this.indices.push(row);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
    return this.costs.length - 1;
  }
}
