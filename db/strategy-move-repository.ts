import type { CaseState } from '../domain/case/state.ts';
import type { CaseId, LoanId } from '../domain/ids.ts';
import type { MoveFilter, MoveOutcome } from '../domain/strategy/move-cases.ts';
import type { Pool } from './client.ts';

/** A move of running cases, as it is kept. */
export interface StrategyMove {
  moveId: string;
  from: string;
  to: string;
  filter: MoveFilter;
  why: string;
  requestedBy: string;
  requestedAtMs: number;
  /** that were to be moved when it was asked for */
  cases: number;
  finishedAtMs?: number;
  outcome?: MoveOutcome;
}

interface Row {
  move_id: string;
  from_version: string;
  to_version: string;
  filter: MoveFilter;
  why: string;
  requested_by: string;
  requested_at: Date;
  cases: number;
  finished_at: Date | null;
  outcome: MoveOutcome | null;
}

/** The cases that a move is about, page by page in order of their ids. */
const CASES = `c.strategy = $1 AND c.closed_at IS NULL AND c.case_id > $2
  AND ($3::text[] IS NULL OR c.tier = ANY($3)) AND ($4::text[] IS NULL OR c.stage = ANY($4))
  AND ($5::text[] IS NULL OR c.region = ANY($5))`;

function valuesOf({ from, filter }: Pick<StrategyMove, 'from' | 'filter'>, after: string, limit: number) {
  return [from, after, filter.tiers ?? null, filter.stages ?? null, filter.regions ?? null, limit];
}

/** Moves of running cases from one version to another. */
export class StrategyMoveRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async find(moveId: string): Promise<StrategyMove | undefined> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM strategy_moves WHERE move_id = $1', [moveId]);
    return rows[0] && moveOf(rows[0]);
  }

  /** @returns all of them, the newest first */
  async list(): Promise<StrategyMove[]> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM strategy_moves ORDER BY requested_at DESC LIMIT 200',
    );
    return rows.map(moveOf);
  }

  /** Keeps what was asked for; asked for again by the same id it is there already. */
  async keep(move: StrategyMove): Promise<void> {
    const { moveId, from, to, filter, why, requestedBy, requestedAtMs, cases } = move;
    await this.pool.query(
      `INSERT INTO strategy_moves (move_id, from_version, to_version, filter, why, requested_by, requested_at, cases)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [moveId, from, to, filter, why, requestedBy, new Date(requestedAtMs), cases],
    );
  }

  async finish(moveId: string, outcome: MoveOutcome, now: number): Promise<void> {
    await this.pool.query(
      'UPDATE strategy_moves SET finished_at = $2, outcome = $3 WHERE move_id = $1 AND finished_at IS NULL',
      [moveId, new Date(now), outcome],
    );
  }

  /** @param after the last case of the page before, '' at first @returns the loans of the next cases, by case id */
  async page(
    move: Pick<StrategyMove, 'from' | 'filter'>,
    after: string,
    limit: number,
  ): Promise<{ caseId: CaseId; loanId: LoanId }[]> {
    const { rows } = await this.pool.query<{ caseId: CaseId; loanId: LoanId }>(
      `SELECT c.case_id AS "caseId", c.loan_id AS "loanId" FROM cases c WHERE ${CASES} ORDER BY c.case_id LIMIT $6`,
      valuesOf(move, after, limit),
    );
    return rows;
  }

  /** @returns the states of the next cases, as their last decisions left them */
  async states(
    move: Pick<StrategyMove, 'from' | 'filter'>,
    after: string,
    limit: number,
  ): Promise<CaseState[]> {
    const { rows } = await this.pool.query<{ state: CaseState }>(
      `SELECT d.result->'state' AS state FROM cases c JOIN case_decisions d USING (case_id, sequence)
       WHERE ${CASES} ORDER BY c.case_id LIMIT $6`,
      valuesOf(move, after, limit),
    );
    return rows.map(({ state }) => state);
  }
}

function moveOf(row: Row): StrategyMove {
  const { finished_at, outcome } = row;
  return {
    ...{ moveId: row.move_id, from: row.from_version, to: row.to_version, filter: row.filter, why: row.why },
    ...{ requestedBy: row.requested_by, requestedAtMs: row.requested_at.getTime(), cases: row.cases },
    ...(finished_at && { finishedAtMs: finished_at.getTime() }),
    ...(outcome && { outcome }),
  };
}
