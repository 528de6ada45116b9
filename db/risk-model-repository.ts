import type { ModelContent, ModelOutline } from '../domain/risk/model-version.ts';
import { checkModelUse, standingModels, type ModelPublication } from '../domain/risk/training/publication.ts';
import {
  heldBack,
  overtaken,
  type TrainingBegun,
  type TrainingOutcome,
} from '../domain/risk/training/training-run.ts';
import type { Pool } from './client.ts';
import { readAllowed } from './protected-attribute-repository.ts';
import type { RiskModelState } from './schema/risk.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** A model of the list. */
export interface RiskModelRecord {
  version: number;
  state: RiskModelState;
  /** cases are scored by it now */
  current: boolean;
  trainedAtMs: number;
  trainedBy: string;
  outline: ModelOutline;
  /** what the run that made it has said; null: no run has */
  outcome: TrainingOutcome | null;
}

/** One model, with all that it says. */
export interface RiskModelWithContent extends RiskModelRecord {
  content: ModelContent;
}

/** A training run. */
export interface RiskTraining {
  runId: string;
  begun: TrainingBegun;
  startedBy: string;
  startedAtMs: number;
  version: number | null;
  /** null: it is under way, or was given up */
  outcome: TrainingOutcome | null;
}

interface ModelRow {
  version: number;
  state: RiskModelState;
  trained_at: Date;
  trained_by: string;
  outline: ModelOutline;
  outcome: TrainingOutcome | null;
}

interface TrainingRow {
  run_id: string;
  begun: TrainingBegun;
  started_by: string;
  started_at: Date;
  version: number | null;
  outcome: TrainingOutcome | null;
}

interface PublicationRow {
  version: number | null;
  action: 'published' | 'rolled-back';
  by: string;
  at: Date;
  why: string;
}

/** What somebody says of a change. */
export interface ModelChange {
  by: string;
  why: string;
}

export interface ModelRollback extends ModelChange {
  from: number;
  to: number | null;
}

const COLUMNS = 'm.version, m.state, m.trained_at, m.trained_by, t.outcome';
// Three quarters of a content are bins, which only scoring needs.
const OUTLINE = `(m.content #- '{repayment,terms}' #- '{default,terms}') - 'scores'::text AS outline`;
const MODELS = `risk_models m
LEFT JOIN LATERAL (SELECT outcome FROM risk_trainings WHERE version = m.version LIMIT 1) t ON true`;

/** Models of risk in all their versions, and which of them counts. What scores is read by the RiskModelReader. */
export class RiskModelRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the newest first, those older than `before` */
  async list({ before, limit }: { before?: number | undefined; limit: number }): Promise<RiskModelRecord[]> {
    const { rows } = await this.pool.query<ModelRow>(
      `SELECT ${COLUMNS}, ${OUTLINE} FROM ${MODELS} WHERE ($1::int IS NULL OR m.version < $1) ORDER BY m.version DESC LIMIT $2`,
      [before ?? null, limit],
    );
    const current = await this.current();
    return rows.map((row) => toModel(row, current));
  }

  async find(version: number): Promise<RiskModelWithContent | undefined> {
    const { rows } = await this.pool.query<ModelRow & { outline: ModelContent }>(
      `SELECT ${COLUMNS}, m.content AS outline FROM ${MODELS} WHERE m.version = $1`,
      [version],
    );
    const [row] = rows;
    return row && { ...toModel(row, await this.current()), content: row.outline };
  }

  /** @returns the version that cases are scored by; null: the expert scorecard */
  async current(): Promise<number | null> {
    return standingModels(await this.publications()).at(-1) ?? null;
  }

  /** @returns all of them, oldest first */
  async publications(): Promise<ModelPublication[]> {
    const { rows } = await this.pool.query<PublicationRow>(PUBLICATIONS);
    return rows.map(toPublication);
  }

  /** @param now epoch milliseconds @returns whether another model counted until now */
  publish(version: number, change: ModelChange, now: number): Promise<boolean> {
    return this.change(async (tx, standing) => {
      if (standing.at(-1) === version) return false;
      await record(tx, { ...change, version, action: 'published' }, now);
      return true;
    });
  }

  /**
   * @param from the version that is taken back; `to` counts again, null: the expert scorecard
   * @param now epoch milliseconds
   * @returns false: `from` does not count any more, and nothing was changed
   */
  rollBack({ from, to, ...change }: ModelRollback, now: number): Promise<boolean> {
    return this.change(async (tx, standing) => {
      if (standing.at(-1) !== from) return false;
      await record(tx, { ...change, version: to, action: 'rolled-back' }, now);
      return true;
    });
  }

  async findTraining(runId: string): Promise<RiskTraining | undefined> {
    const { rows } = await this.pool.query<TrainingRow>('SELECT * FROM risk_trainings WHERE run_id = $1', [
      runId,
    ]);
    return rows[0] && toTraining(rows[0]);
  }

  /** @param now epoch milliseconds @returns the run as it has begun, the first time it was asked for */
  async beginTraining(
    { runId, begun, by }: { runId: string; begun: TrainingBegun; by: string },
    now: number,
  ): Promise<RiskTraining> {
    const { rows } = await this.pool.query<TrainingRow>(
      `INSERT INTO risk_trainings (run_id, begun, started_by, started_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (run_id) DO UPDATE SET run_id = excluded.run_id RETURNING *`,
      [runId, begun, by, new Date(now)],
    );
    return toTraining(rows[0] as TrainingRow);
  }

  /**
   * Keeps what a run has made, and publishes it where that is its outcome, in one transaction. A repeat finds what is there.
   *
   * @param content null: it could make none
   * @param now epoch milliseconds
   */
  finishTraining(
    {
      runId,
      content,
      outcome: judged,
    }: { runId: string; content: ModelContent | null; outcome: TrainingOutcome },
    now: number,
  ): Promise<RiskTraining> {
    return inTransaction(this.pool, async (tx) => {
      await lock(tx);
      const { rows } = await tx.query<TrainingRow>({
        text: 'SELECT * FROM risk_trainings WHERE run_id = $1 FOR UPDATE',
        values: [runId],
      });
      const run = toTraining(rows[0] as TrainingRow);
      if (run.outcome) return run;
      const { rows: publications } = await tx.query<PublicationRow>(PUBLICATIONS);
      const current = standingModels(publications).at(-1) ?? null;
      const compared = current === run.begun.incumbent ? judged : overtaken(judged, current);
      // Leave to use an attribute may have been taken back while it learnt.
      const outcome = content
        ? heldBack(compared, checkModelUse('it', content, await readAllowed(tx)))
        : compared;
      const version = content && (await keep(tx, content, run.startedBy, now));
      if (version !== null && outcome.result === 'published') {
        const { startedBy: by } = run;
        await record(tx, { version, action: 'published', by, why: outcome.why }, now);
      }
      await tx.query({
        text: 'UPDATE risk_trainings SET version = $2, outcome = $3, finished_at = $4 WHERE run_id = $1',
        values: [runId, version, outcome, new Date(now)],
      });
      return { ...run, version, outcome };
    });
  }

  /** One change at a time, so that what it has seen of the others still holds. */
  private change<T>(make: (tx: Transaction, standing: number[]) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, async (tx) => {
      await lock(tx);
      const { rows } = await tx.query<PublicationRow>(PUBLICATIONS);
      return make(tx, standingModels(rows));
    });
  }
}

const PUBLICATIONS = 'SELECT * FROM risk_model_publications ORDER BY publication_id';

async function lock(tx: Transaction): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('risk models', 0))");
}

async function keep(tx: Transaction, content: ModelContent, by: string, now: number): Promise<number> {
  const { rows } = await tx.query<{ version: number }>({
    text: `INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ($1, $2, $3, 'candidate')
           RETURNING version`,
    values: [JSON.stringify(content), new Date(now), by],
  });
  return (rows[0] as { version: number }).version;
}

async function record(
  tx: Transaction,
  { version, action, by, why }: Omit<ModelPublication, 'atMs'>,
  now: number,
): Promise<void> {
  await tx.query({
    text: 'INSERT INTO risk_model_publications (version, action, by, at, why) VALUES ($1, $2, $3, $4, $5)',
    values: [version, action, by, new Date(now), why],
  });
  if (action === 'rolled-back') return;
  await tx.query({
    text: "UPDATE risk_models SET state = 'published' WHERE version = $1",
    values: [version],
  });
}

function toModel(
  { version, state, trained_at: trainedAt, trained_by: trainedBy, outline, outcome }: ModelRow,
  current: number | null,
): RiskModelRecord {
  const trainedAtMs = trainedAt.getTime();
  return { version, state, current: version === current, trainedAtMs, trainedBy, outline, outcome };
}

function toTraining(row: TrainingRow): RiskTraining {
  const { run_id: runId, begun, started_by: startedBy, started_at: startedAt, version, outcome } = row;
  return { runId, begun, startedBy, startedAtMs: startedAt.getTime(), version, outcome };
}

function toPublication({ version, action, by, at, why }: PublicationRow): ModelPublication {
  return { version, action, by, atMs: at.getTime(), why };
}
