import { rmSync } from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createRunDir } from '../../config/paths.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { importDir } from './import-fixtures.ts';

/** What the import tests of one file work on: a database of their own, and a folder for each test. */
export interface ImportBed {
  readonly pool: pg.Pool;
  readonly dir: string;
  /** Takes out all that was imported; done before each test. */
  readonly empty: () => Promise<void>;
  /** Imports what is in the folder. */
  readonly importIt: () => ReturnType<typeof importDir>;
  readonly rowsOf: <Row extends pg.QueryResultRow = Record<string, unknown>>(sql: string) => Promise<Row[]>;
}

/** Sets the bed up for the tests of the calling file, and away after them. */
export function importBed(): ImportBed {
  let testDatabase: TestDatabase;
  let database: Database;
  let dir: string;
  const bed: ImportBed = {
    get pool() {
      return database.pool;
    },
    get dir() {
      return dir;
    },
    async empty() {
      await database.pool.query('TRUNCATE customers, loans, teams, indicators CASCADE');
    },
    importIt: () => importDir(database.pool, dir),
    rowsOf: async <Row extends pg.QueryResultRow>(sql: string) => (await database.pool.query<Row>(sql)).rows,
  };
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url);
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });
  beforeEach(async () => {
    await bed.empty();
    dir = createRunDir('import');
    return () => rmSync(dir, { recursive: true, force: true });
  });
  return bed;
}
