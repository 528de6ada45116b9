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
  /** statements that wait for nothing are sent in one go; not on connections that COPY */
  pipelined?: boolean;
}

/**
 * Connects lazily: the first query opens a connection.
 *
 * @param url `postgres://...`
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: 'arrears',
    pipeline: options.pipelined ?? false,
  });
  // An idle connection that the server drops must not end the process; the next query gets a new one.
  pool.on('error', () => undefined);
  // Nor one that is inside a transaction: its next query fails, and whoever asked is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { orm: drizzle(pool, { schema }), pool, close: () => pool.end() };
}
