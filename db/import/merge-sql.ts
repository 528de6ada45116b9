import type { ImportFile } from './import-files.ts';
import { STAGE } from './stage-sql.ts';

/** A row that an upsert has updated was locked by it before, a new one was not. */
const INSERTED = 'xmax = 0 AS inserted';

interface Upsert {
  readonly table: string;
  readonly key: readonly string[];
  /** Besides the key. */
  readonly columns: readonly string[];
  /** Those that make a row a changed one; default: all. */
  readonly compare?: readonly string[];
  /** What to merge: a table, or a query in brackets. */
  readonly source: string;
  /** Of each row that was written. */
  readonly returning: string;
}

/**
 * New rows are inserted, changed ones updated, and equal ones not even locked: importing a file again writes nothing.
 */
function upsertSql({ table, key, columns, compare = columns, source, returning }: Upsert): string {
  const all = [...key, ...columns];
  const of = (alias: string, names: readonly string[]) => names.map((name) => `${alias}.${name}`).join(', ');
  return `
    INSERT INTO ${table} (${all.join(', ')})
    SELECT ${of('s', all)} FROM ${source} s
    LEFT JOIN ${table} t ON (${of('t', key)}) = (${of('s', key)})
    WHERE t.${key[0]} IS NULL OR (${of('t', compare)}) IS DISTINCT FROM (${of('s', compare)})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${columns.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}
    RETURNING ${returning}`;
}

/** @returns a statement that merges the staging table and returns one row: `inserted`, `updated` */
export function mergeSql(file: ImportFile): string {
  if (file.name === 'customers') return mergeCustomersSql();
  const columns = file.columns.map(({ name, target = name }) => target);
  const upsert = upsertSql({
    table: file.table,
    key: file.key,
    columns: [...columns.filter((column) => !file.key.includes(column)), 'extra'],
    source: sourceOf(file),
    returning: INSERTED,
  });
  return `WITH merged AS (${upsert})
    SELECT count(*) FILTER (WHERE inserted)::int AS inserted, count(*) FILTER (WHERE NOT inserted)::int AS updated
    FROM merged`;
}

/** What a file does not say stays as it is. */
function sourceOf({ table, key, columns }: ImportFile): string {
  const unsaid = columns.filter((column) => column.unsaid !== undefined);
  if (unsaid.length === 0) return STAGE;
  const selected = columns.map(({ name, target = name, type, unsaid: otherwise }) => {
    if (otherwise === undefined) return `f.${target}`;
    const known = `coalesce(f.${target}, k.${target}, ${otherwise})`;
    return `${type === 'text' ? `nullif(${known}, '')` : known} AS ${target}`;
  });
  return `(SELECT ${selected.join(', ')}, f.extra FROM ${STAGE} f LEFT JOIN ${table} k USING (${key.join(', ')}))`;
}

const CUSTOMER_COLUMNS = [
  'name',
  'language',
  'timezone',
  'region',
  'birth_date',
  'occupation',
  'annual_income',
  'vulnerable',
  'extra',
];

/** A row of the file is a customer, up to two contact points and three consents. */
function mergeCustomersSql(): string {
  const customers = upsertSql({
    table: 'customers',
    key: ['customer_id'],
    columns: CUSTOMER_COLUMNS,
    // Who is held as vulnerable is so whatever the file says; the hold ends by somebody's decision.
    source: `(
      SELECT customer_id, ${CUSTOMER_COLUMNS.filter((name) => name !== 'vulnerable').join(', ')},
        vulnerable OR EXISTS (SELECT 1 FROM customer_holds h WHERE h.customer_id = f.customer_id
          AND h.kind = 'vulnerability' AND h.ended_at IS NULL) AS vulnerable
      FROM ${STAGE} f)`,
    returning: `customer_id, ${INSERTED}`,
  });
  const points = upsertSql({
    table: 'contact_points',
    key: ['contact_point_id'],
    columns: ['customer_id', 'kind', 'value', 'value_hash', 'usable'],
    // The same value is encrypted to another text each time; a point that was found unusable stays so.
    compare: ['value_hash'],
    source: `(
      SELECT customer_id || ':' || kind AS contact_point_id, customer_id, kind, value, value_hash, true AS usable
      FROM ${STAGE}, LATERAL (VALUES ('phone', phone, phone_hash), ('email', email, email_hash)) AS v (kind, value, value_hash)
      WHERE value IS NOT NULL)`,
    returning: 'customer_id',
  });
  const consents = upsertSql({
    table: 'consents',
    key: ['customer_id', 'channel'],
    columns: ['granted'],
    source: `(
      SELECT customer_id, channel, granted
      FROM ${STAGE}, LATERAL (VALUES ('sms', consent_sms), ('voice', consent_voice), ('email', consent_email)) AS v (channel, granted))`,
    returning: 'customer_id',
  });
  const gonePoints = `
    DELETE FROM contact_points p USING ${STAGE} s
    WHERE p.customer_id = s.customer_id
      AND (p.kind = 'phone' AND s.phone IS NULL OR p.kind = 'email' AND s.email IS NULL)
    RETURNING p.customer_id`;
  return `
    WITH customer AS (${customers}), point AS (${points}), gone AS (${gonePoints}), consent AS (${consents}),
    touched AS (
      SELECT customer_id, inserted FROM customer
      UNION ALL SELECT customer_id, false FROM point
      UNION ALL SELECT customer_id, false FROM gone
      UNION ALL SELECT customer_id, false FROM consent),
    merged AS (SELECT bool_or(inserted) AS inserted FROM touched GROUP BY customer_id)
    SELECT count(*) FILTER (WHERE inserted)::int AS inserted, count(*) FILTER (WHERE NOT inserted)::int AS updated
    FROM merged`;
}
