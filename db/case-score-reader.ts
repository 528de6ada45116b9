import type { CaseId } from '../domain/ids.ts';
import type { StoredReason } from '../domain/risk/reasons/reason.ts';
import type { Pool } from './client.ts';

/** What a model said of a case when it was scored last. */
export interface CaseScoreRecord {
  probability: number;
  defaultProbability: number | null;
  points: number | null;
  /** `expert-3`, `bank-7` */
  model: string;
  scoredAt: Date;
  /** that behaves like this loan, by the name that the model has for it */
  segment: { id: string; name: string } | null;
  /** what took points, worst first */
  reasons: StoredReason[];
}

interface Row extends Omit<CaseScoreRecord, 'segment' | 'reasons'> {
  segment: string | null;
  segmentName: string | null;
  reasons: StoredReason[] | null;
}

// The reasons are on the timeline, written at the same instant.
const SCORE = `
SELECT s.probability, s.default_probability AS "defaultProbability", s.points, s.model, s.scored_at AS "scoredAt", s.segment,
  (SELECT g->>'name' FROM risk_models m, jsonb_array_elements(m.content->'segmentation'->'segments') g
    WHERE m.version = substring(s.model from '^bank-([0-9]{1,9})$')::int AND g->>'id' = s.segment) AS "segmentName",
  (SELECT t.data->'reasons' FROM timeline t
    WHERE t.case_id = s.case_id AND t.at = s.scored_at AND jsonb_typeof(t.data->'probability') = 'number'
    ORDER BY t.sequence DESC, t.entry DESC LIMIT 1) AS reasons
FROM case_scores s WHERE s.case_id = $1`;

/** The newest scores of cases, for people to read. */
export class CaseScoreReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns undefined: the case was never scored */
  async ofCase(caseId: CaseId): Promise<CaseScoreRecord | undefined> {
    const { rows } = await this.pool.query<Row>({ name: 'case-score', text: SCORE, values: [caseId] });
    const [row] = rows;
    if (!row) return undefined;
    const { segment: id, segmentName, reasons, ...score } = row;
    return {
      ...score,
      segment: id === null ? null : { id, name: segmentName ?? id },
      reasons: reasons ?? [],
    };
  }
}
