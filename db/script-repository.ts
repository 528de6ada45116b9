import { notFound } from '../domain/failures.ts';
import type { ScriptRecord, ScriptState } from '../domain/scripts/publication.ts';
import { makeScript, scriptSchema, type Script, type ScriptDraft } from '../domain/scripts/script.ts';
import type { Pool } from './client.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/**
 * SQL for the number of the version of a script that is said now: the one that is pinned (`reminder-soft@2`), else the
 * newest, of those that are published and meant for the place; null when there is none.
 *
 * @param name SQL of a script's name @param jurisdiction SQL of the loan's jurisdiction
 */
export function currentVersionSql(name: string, jurisdiction: string): string {
  return `(SELECT max(s.version) FROM scripts s WHERE s.script_id = split_part(${name}, '@', 1) AND s.state = 'published'
    AND (position('@' IN ${name}) = 0 OR s.version::text = split_part(${name}, '@', 2))
    AND (s.jurisdictions IS NULL OR s.jurisdictions && ARRAY[${jurisdiction}, split_part(${jurisdiction}, '-', 1)]))`;
}

/** What the product ships is published by it. */
const PRODUCT = 'arrears';

// A bank that has written a version of its own is not overtaken by the product's next one.
const PUBLISH_BUILT_IN = `
INSERT INTO scripts (script_id, version, state, jurisdictions, document, written_by, written_at, published_by, published_at)
SELECT d->>'id', (d->>'version')::int, 'published',
  (SELECT array_agg(j) FROM jsonb_array_elements_text(d->'jurisdictions') AS j), d, $2, $3, $2, $3
FROM jsonb_array_elements($1::jsonb) AS d
WHERE NOT EXISTS (SELECT 1 FROM scripts s WHERE s.script_id = d->>'id' AND s.written_by <> $2)
ON CONFLICT DO NOTHING`;

/** Publishes the product's scripts that are not there. @returns how many were added */
export async function publishBuiltInScripts(
  pool: Pool,
  scripts: readonly Script[],
  now: Date,
): Promise<number> {
  const { rowCount } = await pool.query(PUBLISH_BUILT_IN, [JSON.stringify(scripts), PRODUCT, now]);
  return rowCount ?? 0;
}

interface Row {
  state: ScriptState;
  document: Script;
  written_by: string;
  written_at: Date;
  published_by: string | null;
  published_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
  withdrawn_why: string | null;
}

/** Which of the versions a list is of. */
export interface ScriptFilter {
  id?: string | undefined;
  state?: ScriptState | undefined;
}

/** Scripts in all their versions. What one says never changes, so it is read once per process; its state is read anew. */
export class ScriptRepository {
  private readonly pool: Pool;
  private readonly known = new Map<string, Script>();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * @param tx of the caller, if there is one: a second connection might never come, when all wait for one
   * @throws NotFound
   */
  async version(id: string, version: number, tx?: Transaction): Promise<Script> {
    const name = `${id}@${version}`;
    const known = this.known.get(name);
    if (known) return known;
    const query = {
      text: 'SELECT document FROM scripts WHERE script_id = $1 AND version = $2',
      values: [id, version],
    };
    const { rows } = tx ? await tx.query<Pick<Row, 'document'>>(query) : await this.pool.query<Row>(query);
    const [row] = rows;
    if (!row) throw notFound(`there is no script ${name}`);
    const script = scriptSchema.parse(row.document);
    this.known.set(name, script);
    return script;
  }

  /** @returns what is said in the place now, undefined when nothing is published for it */
  async current(name: string, jurisdiction: string): Promise<Script | undefined> {
    const { rows } = await this.pool.query<{ version: number | null }>(
      `SELECT ${currentVersionSql('$1::text', '$2::text')} AS version`,
      [name, jurisdiction],
    );
    const version = rows[0]?.version;
    return version === null || version === undefined
      ? undefined
      : this.version(name.split('@')[0] ?? '', version);
  }

  async find(id: string, version: number): Promise<ScriptRecord | undefined> {
    const { rows } = await this.pool.query<Row>(
      'SELECT * FROM scripts WHERE script_id = $1 AND version = $2',
      [id, version],
    );
    return rows[0] && recordOf(rows[0]);
  }

  /** @returns versions in order of id and number, those after `after` first */
  async list(
    { id, state }: ScriptFilter,
    { after, limit }: { after?: [string, number] | undefined; limit: number },
  ): Promise<ScriptRecord[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT * FROM scripts WHERE ($1::text IS NULL OR script_id = $1) AND ($2::text IS NULL OR state = $2)
         AND ($3::text IS NULL OR (script_id, version) > ($3, $4::int))
       ORDER BY script_id, version LIMIT $5`,
      [id ?? null, state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    return rows.map(recordOf);
  }

  /** Keeps a draft under the next number. @throws InvalidInput when its variables do not fit its texts */
  async write(draft: ScriptDraft, by: string, now: number): Promise<ScriptRecord> {
    return inTransaction(this.pool, async (tx) => {
      // Two authors at once get two numbers.
      await tx.query({
        text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: [`script ${draft.id}`],
      });
      const { rows } = await tx.query<{ next: number }>({
        text: 'SELECT coalesce(max(version), 0) + 1 AS next FROM scripts WHERE script_id = $1',
        values: [draft.id],
      });
      const script = makeScript(draft, rows[0]?.next ?? 1);
      await tx.query({
        text: `INSERT INTO scripts (script_id, version, state, jurisdictions, document, written_by, written_at)
               VALUES ($1, $2, 'draft', $3, $4, $5, $6)`,
        values: [script.id, script.version, script.jurisdictions ?? null, script, by, new Date(now)],
      });
      return { script, state: 'draft', writtenBy: by, writtenAtMs: now };
    });
  }

  /** @returns the version as it is then; undefined when it is no draft any more */
  publish(id: string, version: number, by: string, now: number): Promise<ScriptRecord | undefined> {
    return this.change(
      `UPDATE scripts SET state = 'published', published_by = $3, published_at = $4
       WHERE script_id = $1 AND version = $2 AND state = 'draft' RETURNING *`,
      [id, version, by, new Date(now)],
    );
  }

  /** @returns the version as it is then; undefined when it was withdrawn before */
  withdraw(
    id: string,
    version: number,
    { by, why }: { by: string; why: string },
    now: number,
  ): Promise<ScriptRecord | undefined> {
    return this.change(
      `UPDATE scripts SET state = 'withdrawn', withdrawn_by = $3, withdrawn_at = $4, withdrawn_why = $5
       WHERE script_id = $1 AND version = $2 AND state <> 'withdrawn' RETURNING *`,
      [id, version, by, new Date(now), why],
    );
  }

  private async change(text: string, values: unknown[]): Promise<ScriptRecord | undefined> {
    const { rows } = await this.pool.query<Row>(text, values);
    return rows[0] && recordOf(rows[0]);
  }
}

function recordOf(row: Row): ScriptRecord {
  const { published_by, published_at, withdrawn_by, withdrawn_at, withdrawn_why } = row;
  return {
    script: row.document,
    state: row.state,
    writtenBy: row.written_by,
    writtenAtMs: row.written_at.getTime(),
    ...(published_by !== null && { publishedBy: published_by }),
    ...(published_at && { publishedAtMs: published_at.getTime() }),
    ...(withdrawn_by !== null && { withdrawnBy: withdrawn_by }),
    ...(withdrawn_at && { withdrawnAtMs: withdrawn_at.getTime() }),
    ...(withdrawn_why !== null && { withdrawnWhy: withdrawn_why }),
  };
}
