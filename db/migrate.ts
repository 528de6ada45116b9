import { fileURLToPath } from 'node:url';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { builtInScripts } from '../domain/scripts/built-in/index.ts';
import { builtInStrategies } from '../domain/strategy/built-in/index.ts';
import { createDatabase } from './client.ts';
import { publishBuiltInScripts } from './script-repository.ts';
import { publishShippedCalendars } from './shipped-holidays.ts';
import { publishBuiltInStrategies } from './strategy-repository.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

export interface MigrationReport {
  migrations: number;
  strategies: number;
}

/**
 * Brings the database to this version: schema, month partitions for the year around today, and the built-in
 * strategies, scripts and holiday calendars that are not published yet. Safe to repeat.
 *
 * @returns how many migrations are applied in all, and how many strategies were added now
 */
export async function migrate(url: string): Promise<MigrationReport> {
  const database = createDatabase(url, { maxConnections: 1 });
  try {
    await runMigrations(database.orm, { migrationsFolder: MIGRATIONS });
    await database.pool.query(`SELECT ensure_month_partitions(
      (now() - interval '2 months')::date, (now() + interval '13 months')::date)`);
    const applied = await database.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations',
    );
    const now = new Date();
    const strategies = await publishBuiltInStrategies(database.orm, builtInStrategies, now);
    await publishBuiltInScripts(database.pool, builtInScripts, now);
    await publishShippedCalendars(database.pool, now);
    return { migrations: applied.rows[0]?.n ?? 0, strategies };
  } finally {
    await database.close();
  }
}
