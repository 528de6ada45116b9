import { BUILT_IN_ASSIGNMENT_RULES, type AssignmentRules } from '../domain/assignment/rules.ts';
import type { Pool } from './client.ts';
import { PRODUCT, type Publication } from './holiday-repository.ts';
import { inTransaction } from './transaction.ts';

/** Rules of assignment, and who published them. */
export interface PublishedAssignmentRules {
  /** 0: those that ship */
  version: number;
  rules: AssignmentRules;
  publishedBy: string;
  /** absent: since the product is */
  publishedAtMs?: number;
  why: string;
}

const SHIPPED: PublishedAssignmentRules = {
  ...{
    version: 0,
    rules: BUILT_IN_ASSIGNMENT_RULES,
    publishedBy: PRODUCT,
    why: 'what ships with the product',
  },
};

interface Row {
  version: number;
  document: AssignmentRules;
  published_by: string;
  published_at: Date;
  why: string;
}

/** By what work is given out, in all versions; the newest is read with the work itself. */
export class AssignmentRulesRepository {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @returns the newest first */
  async versions(): Promise<PublishedAssignmentRules[]> {
    const { rows } = await this.pool.query<Row>('SELECT * FROM assignment_rules ORDER BY version DESC');
    return [...rows.map(toPublished), SHIPPED];
  }

  /** @param now epoch milliseconds @returns the version by which work is given out from now on */
  publish(rules: AssignmentRules, { by, why }: Publication, now: number): Promise<PublishedAssignmentRules> {
    return inTransaction(this.pool, async (tx) => {
      // Two managers at once get two numbers.
      await tx.query({
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: ['assignment rules'],
      });
      const { rows } = await tx.query<Row>({
        text: `INSERT INTO assignment_rules (version, document, published_by, published_at, why)
               SELECT 1 + coalesce(max(version), 0), $1::jsonb, $2::text, $3::timestamptz, $4::text
               FROM assignment_rules RETURNING *`,
        values: [JSON.stringify(rules), by, new Date(now), why],
      });
      return toPublished(rows[0] as Row);
    });
  }
}

function toPublished(row: Row): PublishedAssignmentRules {
  return {
    ...{ version: row.version, rules: row.document, publishedBy: row.published_by, why: row.why },
    publishedAtMs: row.published_at.getTime(),
  };
}
