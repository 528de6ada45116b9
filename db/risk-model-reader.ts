import { modelContentSchema, modelVersionName } from '../domain/risk/model-version.ts';
import { expertScorer, riskScorer } from '../domain/risk/make-scorer.ts';
import type { RiskScorer } from '../domain/risk/risk-scorer.ts';
import type { Pool } from './client.ts';
import type { Transaction } from './transaction.ts';

/** A publication counts in every process after so long at the latest. */
const KEPT_MS = 5_000;

// The newest publication says which one counts; its content is read only when it is another than before.
const PUBLISHED = `
SELECT p.version, CASE WHEN p.version IS DISTINCT FROM $1::int THEN m.content END AS content
FROM (SELECT version FROM risk_model_publications ORDER BY publication_id DESC LIMIT 1) p
LEFT JOIN risk_models m USING (version)`;

/** What cases are scored by: one reader for a process, which reads again every few seconds. */
export class RiskModelReader {
  private readonly pool: Pool;
  private readonly keptMs: number;
  private kept: { readAtMs: number; version: number | null; scorer: RiskScorer } | undefined;

  /** @param options `keptMs`: real milliseconds for which what was read is taken as it was; default 5,000 */
  constructor(pool: Pool, { keptMs = KEPT_MS }: { keptMs?: number } = {}) {
    this.pool = pool;
    this.keptMs = keptMs;
  }

  /**
   * @param tx of the caller, if there is one: a second connection might never come, when all wait for one
   * @returns the published model; the expert scorecard where none is
   */
  async scorer(tx?: Transaction): Promise<RiskScorer> {
    const known = this.kept;
    const now = performance.now();
    if (known && now - known.readAtMs < this.keptMs) return known.scorer;
    const query = { name: 'published-risk-model', text: PUBLISHED, values: [known?.version ?? null] };
    const { rows } = tx ? await tx.query<Row>(query) : await this.pool.query<Row>(query);
    const version = rows[0]?.version ?? null;
    const scorer = known?.version === version ? known.scorer : scorerOf(version, rows[0]?.content);
    this.kept = { readAtMs: now, version, scorer };
    return scorer;
  }
}

interface Row {
  version: number | null;
  content: unknown;
}

function scorerOf(version: number | null, content: unknown): RiskScorer {
  if (version === null) return expertScorer;
  return riskScorer(modelVersionName(version), modelContentSchema.parse(content));
}
