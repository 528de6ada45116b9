import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { PeopleRepository } from '../../db/people-repository.ts';
import '../setup/provided.ts';
import { withDatabase } from '../setup/template.ts';

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const JOURNAL = join('meta', '_journal.json');
/** The newest migration of the release before. */
const RELEASED = 13;

const name = `upgrade_${randomBytes(6).toString('hex')}`;
const dir = mkdtempSync(join(tmpdir(), 'upgrade-'));
let admin: pg.Client;
let database: Database;

interface Journal {
  entries: { idx: number }[];
}

beforeAll(async () => {
  admin = new pg.Client({ connectionString: withDatabase(inject('postgresUrl'), 'postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = withDatabase(inject('postgresUrl'), name);
  database = createDatabase(url);
  cpSync(MIGRATIONS, dir, { recursive: true });
  const journal = JSON.parse(readFileSync(join(dir, JOURNAL), 'utf8')) as Journal;
  const entries = journal.entries.filter(({ idx }) => idx <= RELEASED);
  writeFileSync(join(dir, JOURNAL), JSON.stringify({ ...journal, entries }));
  await runMigrations(database.orm, { migrationsFolder: dir });
  await database.pool.query(BEFORE);
  await migrate(url);
});

afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await database.close();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
});

/** A bank that has worked with the release before. */
const BEFORE = `
INSERT INTO teams (team_id, name, region) VALUES ('t', 'North', 'north');
INSERT INTO users (user_id, name, team_id, role, skills, languages, capacity, turn)
VALUES ('ann', 'Ann', 't', 'collector', '{hardship}', '{zh-CN}', 5, 3);
INSERT INTO customers (customer_id, name, language, timezone, region, vulnerable)
VALUES ('C', 'Li', 'zh-CN', 'Asia/Shanghai', 'north', false);
INSERT INTO loans (loan_id, customer_id, product, jurisdiction, lender_role, currency, principal_minor, annual_rate,
  originated_on, secured)
VALUES ('L', 'C', 'card', 'CN', 'bank', 'CNY', 100000, 0.1, '2025-01-01', false);
INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
  opened_at, next_action, next_why)
VALUES ('L-1', 'L', 'C', 1, 'call', 'low', 'cn-retail@1', 'north', 'CNY', 5000, now(), 'n', 'w');
INSERT INTO case_scores (case_id, probability, model, scored_at) VALUES ('L-1', 0.7, 'expert-1', now());
INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role, team_id, assignee)
VALUES ('T', 'L-1', 'call', 's', now(), now(), 'collector', 't', 'ann');
INSERT INTO contact_hours (day, region, tier, channel, weekday, hour, tries, successes)
VALUES ('2026-10-01', 'north', 'low', 'voice', 1, 9, 4, 1), ('2026-10-01', 'north', 'low', 'voice', 1, 10, 2, 2);`;

test('the rows of the release before are there, and know nothing of what is new', async () => {
  const { pool } = database;
  const { rows: hours } = await pool.query(
    'SELECT hour, segment, tries, successes FROM contact_hours ORDER BY hour',
  );
  expect(hours).toEqual([
    { hour: 9, segment: '', tries: 4, successes: 1 },
    { hour: 10, segment: '', tries: 2, successes: 2 },
  ]);
  const { rows: scores } = await pool.query(
    'SELECT probability, model, points, default_probability, segment FROM case_scores',
  );
  expect(scores).toEqual([
    { probability: 0.7, model: 'expert-1', points: null, default_probability: null, segment: null },
  ]);
  const { rows: tasks } = await pool.query('SELECT assignee, assigned_at, assigned_why FROM tasks');
  expect(tasks).toEqual([{ assignee: 'ann', assigned_at: null, assigned_why: null }]);
});

test('people may work what they could before, and their work goes on by the new rules', async () => {
  const people = new PeopleRepository(database.pool);
  expect(await people.person('ann')).toMatchObject({
    ...{ skills: ['hardship'], languages: ['zh-CN'], capacity: 5, openTasks: 1 },
    ...{ regions: [], products: [], tiers: [], authorityMinor: null, shifts: [] },
  });
  expect(await people.deactivate('ann')).toBe(1);
  const { rows } = await database.pool.query('SELECT assignee FROM tasks');
  expect(rows).toEqual([{ assignee: null }]);
});

test('the hours of a day are kept by segment too', async () => {
  const write = (segment: string) =>
    database.pool.query(
      `INSERT INTO contact_hours (day, region, tier, segment, channel, weekday, hour, tries, successes)
       VALUES ('2026-10-01', 'north', 'low', $1, 'voice', 1, 9, 1, 0)`,
      [segment],
    );
  await write('pays-late');
  await expect(write('')).rejects.toThrow(/duplicate key/);
});
