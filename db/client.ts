import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index.ts';

export type Orm = NodePgDatabase<typeof schema>;

/** One PostgreSQL database: drizzle for most, the pool for prepared statements of the hot path. */
export interface Database {
  orm: Orm;
  pool: Pool;
  close(): Promise<void>;
}

export type Pool = pg.Pool;

export interface DatabaseOptions {
  /** most connections at once */
  maxConnections?: number;
}

/**
 * Connects lazily: the first query opens a connection.
 *
 * @param url `postgres://...`
 */
export function createDatabase(url: string, { maxConnections = 10 }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, application_name: 'arrears' });
  // An idle connection that the server drops must not end the process; the next query gets a new one.
  pool.on('error', () => undefined);
  // Nor one that is inside a transaction: its next query fails, and whoever asked is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { orm: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

/** A connection inside a transaction. */
export type Transaction = pg.PoolClient;

/**
 * Runs `work` in one transaction; any error rolls back and is thrown on.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
