import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import '../setup/provided.ts';
import { withDatabase } from '../setup/template.ts';
import { runDataCommand } from './run-data-command.ts';

const name = `migrate_${randomBytes(6).toString('hex')}`;
let admin: pg.Client;
let url: string;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  url = withDatabase(inject('postgresUrl'), name);
});

afterAll(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
});

async function migrate(env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runDataCommand(['migrate', '--json'], { DATABASE_URL: url, ...env });
  if (code !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout) as { migrations: number; strategies: number; searchAttributes: string[] };
}

test('an empty database is brought to this version, and again nothing changes', async () => {
  const first = await migrate();
  expect(first.migrations).toBeGreaterThan(0);
  expect(first.strategies).toBeGreaterThan(0);
  expect(await migrate()).toEqual({ ...first, strategies: 0 });
});

test('TEMPORAL_ADDRESS: the search attributes that are missing there are registered', async () => {
  const address = inject('temporalAddress');
  const env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'migrate-test' };
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace: 'migrate-test',
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    // The new namespace comes into the server's cache after a while.
    await expect
      .poll(() => migrate(env).catch(String), { timeout: 40_000, interval: 1_000 })
      .toMatchObject({
        searchAttributes: expect.arrayContaining(['LoanId', 'CaseHold', 'NextActionAt']) as unknown,
      });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({
      namespace: 'migrate-test',
    });
    expect(customAttributes).toMatchObject({ LoanId: 2, CaseHold: 7, NextActionAt: 6, DaysPastDue: 3 });
    expect(await migrate(env)).toMatchObject({ searchAttributes: [] });
  } finally {
    await connection.close();
  }
});

test('a TEMPORAL_ADDRESS where nobody listens is told in one sentence', async () => {
  await expect(migrate({ TEMPORAL_ADDRESS: '127.0.0.1:1' })).rejects.toThrow(/127\.0\.0\.1:1/);
});
