import type pg from 'pg';

/** Rows of one round trip: enough to make it worth its while, few enough to hold. */
const BATCH_ROWS = 10_000;
let cursors = 0;

/**
 * The rows of a query, as arrays, in batches: memory stays the same however many there are.
 *
 * @param tx must be inside a transaction, and serves no other query between two batches that it could not serve anyway
 * @example for await (const batch of cursorBatches<[string]>(tx, 'SELECT loan_id FROM loans')) …
 */
export async function* cursorBatches<Row extends unknown[]>(
  tx: pg.PoolClient,
  sql: string,
  values: readonly unknown[] = [],
  batchRows = BATCH_ROWS,
): AsyncGenerator<Row[], void> {
  cursors += 1;
  const name = `batches_${cursors}`;
  await tx.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...values]);
  for (;;) {
    const { rows } = await tx.query<Row>({ text: `FETCH ${batchRows} FROM ${name}`, rowMode: 'array' });
    if (rows.length > 0) yield rows;
    if (rows.length < batchRows) break;
  }
  await tx.query(`CLOSE ${name}`);
}
