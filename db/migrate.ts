import { fileURLToPath } from 'node:url';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { builtInStrategies } from '../domain/strategy/built-in/index.ts';
import { createDatabase } from './client.ts';
import { publishStrategies } from './strategy-repository.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

export interface MigrationReport {
  migrations: number;
  strategies: number;
}

/**
 * Brings the database to this version: schema, month partitions for the year around today, and the built-in
 * strategies that are not published yet. Safe to repeat.
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
    const strategies = await publishStrategies(database.orm, builtInStrategies, new Date());
    return { migrations: applied.rows[0]?.n ?? 0, strategies };
  } finally {
    await database.close();
  }
}
