import { makeStrategy, type StrategyDraft } from '../domain/strategy/draft.ts';
import type { StrategyRecord, StrategyState, StrategyUse } from '../domain/strategy/publication.ts';
import { placesFor } from '../domain/strategy/place.ts';
import { strategySchema, type Strategy } from '../domain/strategy/schema.ts';
import type { Pool } from './client.ts';
import { currentStrategySql } from './strategy-repository.ts';
import { inTransaction, type Transaction } from './transaction.ts';

interface Row {
  strategy_id: string;
  version: number;
  state: StrategyState;
  document: Strategy;
  written_by: string;
  written_at: Date;
  published_by: string | null;
  published_at: Date | null;
  held_back: boolean;
  adopted_by: string | null;
  adopted_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
  withdrawn_why: string | null;
  open_cases: string;
  current: boolean;
}

/** Which of the versions a list is of. */
export interface StrategyFilter {
  id?: string | undefined;
  state?: StrategyState | undefined;
  jurisdiction?: string | undefined;
}

const RECORD = `
SELECT s.*, coalesce(o.open_cases, 0) AS open_cases,
  (s.strategy_id, s.version) IS NOT DISTINCT FROM (c.strategy_id, c.version) AS current
FROM strategies s
LEFT JOIN (SELECT strategy, count(*) AS open_cases FROM cases WHERE closed_at IS NULL GROUP BY strategy) o
  ON o.strategy = s.strategy_id || '@' || s.version
LEFT JOIN LATERAL (${currentStrategySql('ARRAY[s.jurisdiction]')}) c ON true`;

/** Changes to what a place's cases go by are made one at a time: each looks at the others first. */
export async function lockStrategies(tx: Transaction): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('strategies', 0))");
}

/** Strategies in all their versions, for those who write and publish them. */
export class StrategyDeskRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async find(id: string, version: number): Promise<StrategyRecord | undefined> {
    const { rows } = await this.pool.query<Row>(`${RECORD} WHERE s.strategy_id = $1 AND s.version = $2`, [
      id,
      version,
    ]);
    return rows[0] && recordOf(rows[0]);
  }

  /** @returns versions in order of id and number, those after `after` first */
  async list(
    { id, state, jurisdiction }: StrategyFilter,
    { after, limit }: { after?: [string, number] | undefined; limit: number },
  ): Promise<StrategyRecord[]> {
    const { rows } = await this.pool.query<Row>(
      `${RECORD} WHERE ($1::text IS NULL OR s.strategy_id = $1) AND ($2::text IS NULL OR s.state = $2)
         AND ($3::text IS NULL OR s.jurisdiction = $3)
         AND ($4::text IS NULL OR (s.strategy_id, s.version) > ($4, $5::int))
       ORDER BY s.strategy_id, s.version LIMIT $6`,
      [id ?? null, state ?? null, jurisdiction ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    return rows.map(recordOf);
  }

  /** Keeps a draft under the next number. */
  async write(draft: StrategyDraft, by: string, now: number): Promise<StrategyRecord> {
    return inTransaction(this.pool, async (tx) => {
      await lockStrategies(tx);
      const { rows } = await tx.query<{ next: number }>({
        text: 'SELECT coalesce(max(version), 0) + 1 AS next FROM strategies WHERE strategy_id = $1',
        values: [draft.id],
      });
      const strategy = makeStrategy(draft, rows[0]?.next ?? 1, by);
      await tx.query({
        text: `INSERT INTO strategies (strategy_id, version, jurisdiction, state, document, written_by, written_at)
               VALUES ($1, $2, $3, 'draft', $4, $5, $6)`,
        values: [strategy.id, strategy.version, strategy.jurisdiction, strategy, by, new Date(now)],
      });
      return {
        ...{ strategy, state: 'draft', writtenBy: by, writtenAtMs: now },
        ...{ heldBack: false, openCases: 0, current: false },
      };
    });
  }

  /** @returns what a version's place has beside it */
  async useOf({ id, version, jurisdiction }: Strategy): Promise<StrategyUse> {
    const { rows } = await this.pool.query<{ experiment: string | null; another: boolean }>(
      `SELECT (SELECT experiment_id FROM strategy_experiments WHERE ended_at IS NULL AND jurisdiction = $1
           AND $2 IN (champion, challenger)) AS experiment,
         EXISTS (SELECT FROM strategies WHERE jurisdiction = ANY($3) AND state = 'published' AND NOT held_back
           AND strategy_id || '@' || version <> $2)
           OR (SELECT held_back FROM strategies WHERE strategy_id || '@' || version = $2) AS another`,
      [jurisdiction, `${id}@${version}`, placesFor(jurisdiction)],
    );
    return { experiment: rows[0]?.experiment ?? undefined, another: rows[0]?.another ?? false };
  }

  /** @param held it is for experiments and moves only @returns whether it was a draft, and no experiment is in the way */
  publish(
    { id, version }: Strategy,
    { by, held }: { by: string; held: boolean },
    now: number,
  ): Promise<boolean> {
    return this.change(
      `UPDATE strategies s SET state = 'published', published_by = $3, published_at = $4, held_back = $5, turn = ${NEXT_TURN},
         document = jsonb_set(document, '{publishedBy}', to_jsonb($3::text))
       WHERE strategy_id = $1 AND version = $2 AND state = 'draft' AND ($5 OR ${NO_EXPERIMENT})`,
      [id, version, by, new Date(now), held],
    );
  }

  /** Gives new cases this version from now on. @returns whether it is published, and no experiment is in the way */
  adopt({ id, version }: Strategy, by: string, now: number): Promise<boolean> {
    return this.change(
      `UPDATE strategies s SET held_back = false, turn = ${NEXT_TURN}, adopted_by = $3, adopted_at = $4
       WHERE strategy_id = $1 AND version = $2 AND state = 'published' AND ${NO_EXPERIMENT}`,
      [id, version, by, new Date(now)],
    );
  }

  /** @returns whether it was not withdrawn before, and its place can do without it */
  withdraw(
    { id, version, jurisdiction }: Strategy,
    { by, why }: { by: string; why: string },
    now: number,
  ): Promise<boolean> {
    return this.change(
      `UPDATE strategies s SET state = 'withdrawn', withdrawn_by = $3, withdrawn_at = $4, withdrawn_why = $5
       WHERE strategy_id = $1 AND version = $2 AND (state = 'draft' OR (state = 'published'
         AND (held_back OR EXISTS (SELECT FROM strategies o WHERE o.jurisdiction = ANY($6) AND o.state = 'published'
           AND NOT o.held_back AND (o.strategy_id, o.version) <> ($1, $2::int)))
         AND NOT EXISTS (SELECT FROM strategy_experiments WHERE ended_at IS NULL
           AND s.strategy_id || '@' || s.version IN (champion, challenger))))`,
      [id, version, by, new Date(now), why, placesFor(jurisdiction)],
    );
  }

  /** One change at a time, so that what its condition has seen of the others still holds. */
  private change(text: string, values: unknown[]): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      await lockStrategies(tx);
      const { rowCount } = await tx.query({ text, values });
      return rowCount === 1;
    });
  }
}

const NEXT_TURN = '(SELECT max(turn) + 1 FROM strategies)';

const NO_EXPERIMENT = `NOT EXISTS (SELECT FROM strategy_experiments e
  WHERE e.jurisdiction = s.jurisdiction AND e.ended_at IS NULL)`;

function recordOf(row: Row): StrategyRecord {
  const { published_by, published_at, adopted_by, adopted_at, withdrawn_by, withdrawn_at } = row;
  return {
    // Versions of an earlier release have no fields that came later.
    strategy: strategySchema.parse(row.document),
    state: row.state,
    writtenBy: row.written_by,
    writtenAtMs: row.written_at.getTime(),
    heldBack: row.held_back,
    openCases: Number(row.open_cases),
    current: row.current,
    ...(published_by !== null && { publishedBy: published_by }),
    ...(published_at && { publishedAtMs: published_at.getTime() }),
    ...(adopted_by !== null && { adoptedBy: adopted_by }),
    ...(adopted_at && { adoptedAtMs: adopted_at.getTime() }),
    ...(withdrawn_by !== null && { withdrawnBy: withdrawn_by }),
    ...(withdrawn_at && { withdrawnAtMs: withdrawn_at.getTime() }),
    ...(row.withdrawn_why !== null && { withdrawnWhy: row.withdrawn_why }),
  };
}
