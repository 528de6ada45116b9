import { existsSync } from 'node:fs';
import pg from 'pg';

/** Every test database is a copy of this one, which is migrated once per run. */
export const TEMPLATE_DATABASE = 'arrears_template';

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Makes the template. Nothing may stay connected to it, else it cannot be copied. */
export async function migrateTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  } finally {
    await admin.end();
  }
  const module = new URL('../../db/migrate.ts', import.meta.url);
  if (!existsSync(module)) return;
  const loaded = (await import(module.href)) as { migrate: (url: string) => Promise<unknown> };
  await loaded.migrate(withDatabase(adminUrl, TEMPLATE_DATABASE));
}
