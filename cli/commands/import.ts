import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readEnv } from '../../config/env.ts';
import { fieldKeys } from '../../config/field-keys.ts';
import { UserError } from '../../config/user-error.ts';
import { createDatabase } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { IMPORT_FILES } from '../../db/import/import-files.ts';
import { findSourceFile } from '../../db/import/source-file.ts';
import { IMPORT_CONNECTIONS, ImportRepository, type FileToImport } from '../../db/import-repository.ts';
import { migrate } from '../../db/migrate.ts';
import { runCommand, type CommandContext } from '../command.ts';
import { explained } from '../model/explained.ts';
import { openDatabase } from '../services.ts';
import { describeImport, type ImportReport } from './import-report.ts';

interface Options {
  json?: boolean;
  rejects?: string;
}

/** Adds `arrears import`. */
export function register(program: Command): void {
  program
    .command('import')
    .summary(
      'read customers, loans, instalments, payments, ratings, staff, indicators and collateral from CSV files',
    )
    .description(
      `Reads ${IMPORT_FILES.map(({ name }) => name).join(', ')} (.csv or .csv.gz) from a folder into the database. ` +
        'Importing the same files again changes nothing. Rows that are no good are left out and written, with line, ' +
        'column and reason, to the folder rejected in DIR; the exit code is 0 then too.',
    )
    .argument('<dir>', 'folder of the files')
    .option('--rejects <dir>', 'folder for rejected rows (default: DIR/rejected)')
    .option('--json', 'print the counts as JSON')
    .action((dir: string, options: Options) =>
      runCommand({ json: options.json }, (context) => importDirectory(dir, options, context)),
    );
}

async function importDirectory(dir: string, options: Options, context: CommandContext): Promise<void> {
  const files = await findFiles(dir);
  const { url, embedded } = await openDatabase({
    cleanup: context.cleanup,
    onProgress: context.progress.show,
  });
  const encryption = new FieldEncryption(fieldKeys(readEnv()).slice());
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: IMPORT_CONNECTIONS });
  context.cleanup.add('database connections', () => database.close());
  const report = await explained(() =>
    importFiles(
      new ImportRepository(database.pool, encryption),
      files,
      options.rejects ?? join(dir, 'rejected'),
      context,
    ),
  );
  warn(report, context);
  context.result(describeImport(report), report);
}

/** The files that are there, in the order in which they refer to each other. */
async function findFiles(dir: string): Promise<FileToImport[]> {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new UserError(`${resolve(dir)} is no folder.`);
  const files = await explained(() =>
    IMPORT_FILES.flatMap((file) => {
      const source = findSourceFile(dir, file.name);
      return source === undefined ? [] : [{ file, source }];
    }),
  );
  if (files.length > 0) return files;
  const names = IMPORT_FILES.map(({ name }) => `${name}.csv`).join(', ');
  throw new UserError(`${resolve(dir)} has none of ${names} (or the same with .gz).`);
}

async function importFiles(
  repository: ImportRepository,
  files: readonly FileToImport[],
  rejectsDir: string,
  { progress }: CommandContext,
): Promise<ImportReport> {
  const totalBytes = files.reduce((sum, { source }) => sum + source.size, 0);
  const startMs = performance.now();
  let bytesRead = 0;
  const counts = await repository.importFiles({
    files,
    rejectsDir,
    onProgress({ name }, bytes, rows) {
      bytesRead += bytes;
      const label = bytesRead < totalBytes ? `${name} ${rows.toLocaleString('en')}` : 'all read, merging';
      progress.show('Importing', progressBar(bytesRead / totalBytes, label));
    },
    onWait: () => progress.show('Waiting for another import to end'),
  });
  const seconds = (performance.now() - startMs) / 1000;
  const reports = counts.map((count, index) => ({ file: files[index]?.source.fileName ?? '', ...count }));
  const rows = counts.reduce((sum, c) => sum + c.inserted + c.updated + c.unchanged + c.rejected, 0);
  const missing = IMPORT_FILES.filter(({ optional }) => !optional)
    .map(({ name }) => name)
    .filter((name) => !files.some(({ file }) => file.name === name));
  return { files: reports, missing, rows, seconds, rowsPerSecond: Math.round(rows / seconds) };
}

/** `████░░░░  45 %  payments 12,000` */
function progressBar(share: number, label: string): string {
  const width = 24;
  const done = Math.round(Math.min(1, share) * width);
  const percent = String(Math.floor(Math.min(1, share) * 100)).padStart(3);
  return `${'█'.repeat(done)}${'░'.repeat(width - done)} ${percent} %  ${label}`;
}

function warn({ files, missing }: ImportReport, { progress }: CommandContext): void {
  const lines = [
    ...files.flatMap(({ file, cutOffAtLine }) =>
      cutOffAtLine === undefined
        ? []
        : [
            `Warning: ${file} breaks off at line ${cutOffAtLine}; the rows before were imported: get the whole file and import it again.`,
          ],
    ),
    ...missing.map((name) => `There is no ${name}.csv or ${name}.csv.gz: its rows stay as they are.`),
  ];
  progress.clear();
  for (const line of lines) process.stderr.write(`${line}\n`);
}
