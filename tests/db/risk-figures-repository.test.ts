import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../db/client.ts';
import { readRiskChecks } from '../../db/risk-checks-repository.ts';
import { readRiskFigures } from '../../db/risk-figures-repository.ts';
import { readTimelines } from '../../db/timeline-reader.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { seedLoans, testEncryption } from '../setup/seed.ts';

let testDatabase: TestDatabase;
let database: Database;
const query = (sql: string) => database.pool.query(sql);

/** Two cases in the east: A is told of what was taken, B is not; ann is on leave from the 3rd to the 5th. */
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  const loans = [{ loanId: 'A' }, { loanId: 'B' }];
  await seedLoans({ orm: database.orm, encryption: testEncryption(), loans, today: '2026-11-01' });
  await query(`
    INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency, arrears_minor,
      opened_at, next_action, next_why)
    SELECT id || '-1', id, 'C-' || id, 1, 'call', 'low', 'cn-retail@1', 'east', 'CNY', 1, '2026-11-01', '', ''
    FROM unnest('{A,B}'::text[]) AS id;
    INSERT INTO risk_models (content, trained_at, trained_by, state) VALUES ('{}', now(), 'bo', 'published');
    INSERT INTO risk_model_publications (version, action, by, at, why) VALUES (1, 'published', 'bo', now(), 'better');
    INSERT INTO case_scores (case_id, probability, model, scored_at, segment) VALUES
      ('A-1', 0.5, 'bank-1', now(), 'seldom-late'), ('B-1', 0.5, 'bank-2', now(), NULL);
    INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why) VALUES
      ('A-1', 1, 1, '2026-11-01', 'opened', 'a', '{"tier": "low", "model": "bank-1"}', ''),
      ('A-1', 2, 1, '2026-11-02', 'rescored', 'a', '{"tier": "low", "model": "bank-1"}', ''),
      ('A-1', 3, 1, '2026-11-03', 'risk-alert', 's', '{"alertId": "a1", "action": "compress-ladder"}', ''),
      ('B-1', 1, 1, '2026-11-01', 'opened', 'a', '{"tier": "high", "model": "bank-1"}', ''),
      ('A-1', 4, 1, '2026-11-04', 'macro-alert', 's', '{"indicator": "jobs", "level": "watch"}', '');
    INSERT INTO teams (team_id, name, region, zone) VALUES ('east', 'east', 'east', 'Asia/Shanghai');
    INSERT INTO users (user_id, name, team_id, role) VALUES ('ann', 'ann', 'east', 'collector'), ('ben', 'ben', 'east', 'collector');
    INSERT INTO absences (user_id, from_on, until_on, kind, why, reported_by, reported_at)
      VALUES ('ann', '2026-11-03', '2026-11-05', 'leave', '', 'sue', '2026-11-02');
    INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role, assignee)
      VALUES ('t1', 'A-1', 'call', '', '2026-11-02', '2026-11-05', 'collector', 'ben'),
        ('t2', 'B-1', 'call', '', '2026-11-02', '2026-11-05', 'collector', 'ann');
    INSERT INTO task_assignments (task_id, from_user, to_user, at, by, why) VALUES
      ('t1', NULL, 'ann', '2026-11-02T12:00+08', 'arrears', 'ann: 0 open tasks, of 2 who may take it.'),
      ('t1', 'ann', 'ben', '2026-11-03T00:00+08', 'arrears', 'ben: knows the case; 0 open tasks, of 2 who may take it.'),
      ('t2', NULL, 'ann', '2026-11-05T23:59+08', 'arrears', 'ann: 0 open tasks, the only one who may take it.'),
      ('t2', 'ben', 'ann', '2026-11-06T00:00+08', 'arrears', 'ann: a supervisor has given them the case.')`);
  await query(`
    INSERT INTO risk_alerts (alert_id, kind, subject_kind, subject, loan_id, region, day, figures, severity, why, proposes, state,
      raised_at, decided_at, action)
    VALUES ('a1', 'missed-payments', 'loan', 'A', 'A', 'east', '2026-11-03', '{}', 1, '', 'compress-ladder', 'taken',
        '2026-11-03', '2026-11-03', 'compress-ladder'),
      ('a2', 'missed-payments', 'loan', 'B', 'B', 'east', '2026-11-03', '{}', 1, '', 'compress-ladder', 'taken',
        '2026-11-03', '2026-11-03', 'compress-ladder'),
      ('a3', 'rating-drop', 'loan', 'B', 'B', 'east', '2026-11-03', '{}', 1, '', 'compress-ladder', 'dismissed',
        '2026-11-03', '2026-11-04', NULL),
      ('a4', 'indicator', 'region', 'east/jobs', NULL, 'east', '2026-11-04', '{"indicator": "jobs", "level": "watch"}', 1, '',
        'tell-region', 'taken', '2026-11-04', '2026-11-04', 'tell-region')`);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test('figures count scores by model, work by its reason, and alerts by what became of them', async () => {
  expect(await readRiskFigures(database.pool)).toEqual({
    scores: [{ model: 'bank-1', opened: 2, rescored: 1 }],
    tiersAtOpening: { low: 1, high: 1 },
    segments: { 'seldom-late': 1, none: 1 },
    given: { named: 1, relationship: 1, onlyOne: 1, turn: 1 },
    queued: 0,
    loads: { collectors: 2, largest: 3, smallest: 1 },
    movedByLeave: 1,
    alerts: [
      { kind: 'indicator', raised: 1, taken: 1, dismissed: 0, lapsed: 0, open: 0 },
      { kind: 'missed-payments', raised: 2, taken: 2, dismissed: 0, lapsed: 0, open: 0 },
      { kind: 'rating-drop', raised: 1, taken: 0, dismissed: 1, lapsed: 0, open: 0 },
    ],
  });
});

describe('what has to hold', () => {
  test('of scores: their model was published; of tasks: given by the days of the team to people who are there', async () => {
    const { unpublishedScores, givenOnLeave } = await readRiskChecks(database.pool);
    expect(unpublishedScores).toEqual(['B-1']);
    expect(givenOnLeave).toEqual(['t2']);
  });

  test('of alerts that were taken: the case knows, and so do those of the region that go on', async () => {
    expect((await readRiskChecks(database.pool)).untold).toEqual(['a2', 'a4']);
    await query("UPDATE cases SET closed_at = '2026-11-06' WHERE case_id = 'B-1'");
    expect((await readRiskChecks(database.pool)).untold).toEqual(['a2']);
  });
});

test('timelines end with what other books say: alerts dismissed, and work that moved because of leave', async () => {
  const types: string[][] = [];
  for await (const timeline of readTimelines(database.pool)) types.push(timeline.map(({ type }) => type));
  expect(types.map((all) => all.at(-1))).toEqual(['task-moved', 'alert-dismissed']);
});
