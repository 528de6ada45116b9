import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ArrearsRepository } from '../../db/arrears-repository.ts';
import { createDatabase, type Database } from '../../db/client.ts';
import { IMPORT_FILES } from '../../db/import/import-files.ts';
import { findSourceFile } from '../../db/import/source-file.ts';
import { IMPORT_CONNECTIONS, ImportRepository, type ImportCounts } from '../../db/import-repository.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { encryption } from './import-fixtures.ts';

/** The real portfolio lies beside the checkout; it is not part of the project. */
const PORTFOLIO = fileURLToPath(new URL('../../../shared/data/portfolio-real', import.meta.url));
const present = existsSync(PORTFOLIO);

describe.skipIf(!present)(
  `the real portfolio${present ? '' : ' (SKIPPED: ../shared/data/portfolio-real is not there)'}`,
  () => {
    let test_: TestDatabase;
    let database: Database;
    let rejectsDir: string;

    beforeAll(async () => {
      test_ = await createTestDatabase();
      database = createDatabase(test_.url, { maxConnections: IMPORT_CONNECTIONS });
      rejectsDir = mkdtempSync(join(tmpdir(), 'arrears-rejects-'));
    });

    afterAll(async () => {
      rmSync(rejectsDir, { recursive: true, force: true });
      await database.close();
      await test_.drop();
    });

    const importIt = async (): Promise<ImportCounts[]> => {
      const files = IMPORT_FILES.flatMap((file) => {
        const source = findSourceFile(PORTFOLIO, file.name);
        return source === undefined ? [] : { file, source };
      });
      return new ImportRepository(database.pool, encryption).importFiles({ files, rejectsDir });
    };

    test('is imported whole, and again without any change', async () => {
      const rows = [21_000, 21_000, 110_568, 84_209, 21_000];
      const first = await importIt();
      expect(first.map(({ inserted }) => inserted)).toEqual(rows);
      const second = await importIt();
      expect(second.map(({ unchanged }) => unchanged)).toEqual(rows);
      for (const { rejected } of [...first, ...second]) expect(rejected).toBe(0);
    });

    test('has the known arrears to the cent', async () => {
      const byDays: Record<number, number> = {};
      let [loans, arrearsMinor] = [0, 0];
      for await (const loan of new ArrearsRepository(database.pool).delinquentLoans('2026-11-01')) {
        loans += 1;
        arrearsMinor += loan.arrearsMinor;
        byDays[loan.daysPastDue] = (byDays[loan.daysPastDue] ?? 0) + 1;
      }
      expect({ loans, arrearsMinor }).toEqual({ loans: 6_262, arrearsMinor: 3_019_584_685 });
      expect(byDays).toEqual({ 12: 3_869, 42: 2_014, 73: 183, 104: 49, 134: 147 });
    });
  },
);
