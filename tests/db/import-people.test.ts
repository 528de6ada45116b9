import { expect, test } from 'vitest';
import { importBed } from './import-bed.ts';
import { rejectedLines, writeFiles } from './import-fixtures.ts';

const bed = importBed();
const { rowsOf, importIt } = bed;

const TEAMS = [{}, { team_id: 'T2', name: 'South', region: 'south' }];

test('teams and people arrive as they were given; again, nothing changes', async () => {
  const ben = { user_id: 'ben', role: 'manager', skills: 'say "x";a,b;', languages: '', capacity: '12' };
  writeFiles(bed.dir, { teams: TEAMS, users: [{}, { ...ben, active: 'no', desk: '4' }] });
  expect(await importIt()).toMatchObject({ teams: { inserted: 2 }, users: { inserted: 2, rejected: 0 } });
  expect(await rowsOf('SELECT team_id, name, region, active FROM teams ORDER BY 1')).toEqual([
    { team_id: 'T1', name: 'North', region: 'north', active: true },
    { team_id: 'T2', name: 'South', region: 'south', active: true },
  ]);
  const unlimited = { regions: [], products: [], tiers: [], authority_minor: null, shifts: [] };
  const usual = { ...unlimited, name: 'Ann Lee', team_id: 'T1', turn: '0' };
  expect(await rowsOf('SELECT * FROM users ORDER BY 1')).toEqual([
    {
      ...{ ...usual, user_id: 'ann', role: 'collector', active: true, capacity: null, extra: {} },
      ...{ skills: ['hardship', 'legal'], languages: ['zh-CN', 'en'] },
    },
    {
      ...{ ...usual, user_id: 'ben', role: 'manager', active: false, capacity: 12, extra: { desk: '4' } },
      ...{ skills: ['say "x"', 'a,b'], languages: [] },
    },
  ]);
  expect(await importIt()).toMatchObject({
    ...{ teams: { inserted: 0, updated: 0, unchanged: 2 }, users: { updated: 0, unchanged: 2 } },
  });
});

test('what people may work is read where the file says it, and stays where it does not', async () => {
  const limits = { regions: 'south', products: 'card; home', tiers: 'high', authority: 'CNY 50000.00' };
  const [team = {}] = TEAMS;
  writeFiles(bed.dir, {
    teams: [{ ...team, zone: 'Asia/Shanghai' }],
    users: [{ ...limits, shifts: '1-2 09:00-18:00' }],
  });
  await importIt();
  const known = {
    ...{ zone: 'Asia/Shanghai', regions: ['south'], products: ['card', 'home'], tiers: ['high'] },
    ...{ authority_minor: { CNY: 5_000_000 }, capacity: null },
    shifts: [1, 2].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
  };
  const rows = () =>
    rowsOf(`SELECT zone, regions, products, tiers, authority_minor, capacity, shifts
      FROM users JOIN teams USING (team_id)`);
  expect(await rows()).toEqual([known]);
  writeFiles(bed.dir, { teams: [team], users: [{ capacity: '7' }] });
  expect(await importIt()).toMatchObject({ teams: { unchanged: 1 }, users: { updated: 1 } });
  expect(await rows()).toEqual([{ ...known, capacity: 7 }]);
  writeFiles(bed.dir, { users: [{ shifts: '', products: '', authority: '' }] });
  await importIt();
  expect(await rows()).toEqual([{ ...known, products: [], authority_minor: null, shifts: [] }]);
  writeFiles(bed.dir, { teams: [{ ...team, zone: '' }] });
  expect(await importIt()).toMatchObject({ teams: { updated: 1 } });
  expect(await rowsOf('SELECT zone FROM teams')).toEqual([{ zone: null }]);
  expect(await importIt()).toMatchObject({ teams: { unchanged: 1 } });
  writeFiles(bed.dir, { users: [{ shifts: 'always' }, { user_id: 'ben', authority: 'CNY' }] });
  expect((await importIt()).users).toMatchObject({ rejected: 2 });
});

test('a changed person is updated, and keeps their turn', async () => {
  writeFiles(bed.dir, { teams: TEAMS, users: [{}] });
  await importIt();
  await rowsOf(`UPDATE users SET turn = 7`);
  writeFiles(bed.dir, { users: [{ name: 'Ann Other', team_id: 'T2' }] });
  expect((await importIt()).users).toMatchObject({ inserted: 0, updated: 1, unchanged: 0 });
  expect(await rowsOf('SELECT name, team_id, turn FROM users')).toEqual([
    ...[{ name: 'Ann Other', team_id: 'T2', turn: '7' }],
  ]);
});

test('two teams for one region, of the file or of the database: the second is rejected', async () => {
  writeFiles(bed.dir, { teams: [...TEAMS, { team_id: 'T3', region: 'south' }] });
  expect((await importIt()).teams).toMatchObject({ inserted: 2, rejected: 1 });
  expect(rejectedLines(bed.dir, 'teams')).toEqual(['4,region,south,is the region of team T2 already']);
  writeFiles(bed.dir, { teams: [{ team_id: 'T4', region: 'north' }, { region: 'west' }] });
  expect((await importIt()).teams).toMatchObject({ inserted: 0, updated: 1, rejected: 1 });
  expect(rejectedLines(bed.dir, 'teams')).toEqual(['2,region,north,is the region of team T1 already']);
});

test('whoever leaves, or changes team, leaves their open tasks to the next ones', async () => {
  const staff = (changes: object) =>
    [{}, { user_id: 'ben' }, { user_id: 'cleo' }].map((row) => ({ ...row, ...changes }));
  const [ann = {}, ben = {}, cleo = {}] = staff({});
  writeFiles(bed.dir, { customers: [{}], loans: [{}], teams: TEAMS, users: [ann, ben, cleo] });
  await importIt();
  await rowsOf(`INSERT INTO cases (case_id, loan_id, customer_id, sequence, stage, tier, strategy, region, currency,
      arrears_minor, opened_at, next_action, next_why)
    VALUES ('L1-1', 'L1', 'C1', 1, 'call', 'low', 'cn-retail@1', 'north', 'CNY', 1, now(), 'n', 'w')`);
  await rowsOf(`INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role, team_id, assignee, closed_at)
    VALUES ('t1', 'L1-1', 'call', 's', now(), now(), 'collector', 'T1', 'ann', NULL),
      ('t2', 'L1-1', 'call', 's', now(), now(), 'collector', 'T1', 'ben', NULL),
      ('t3', 'L1-1', 'call', 's', now(), now(), 'collector', 'T1', 'ann', now())`);
  writeFiles(bed.dir, { users: [{ ...ann, active: 'false' }, { ...ben, team_id: 'T2' }, cleo] });
  expect((await importIt()).users).toMatchObject({ updated: 2, unchanged: 1 });
  expect(await rowsOf('SELECT task_id, assignee, team_id FROM tasks ORDER BY 1')).toEqual([
    { task_id: 't1', assignee: 'cleo', team_id: 'T1' },
    { task_id: 't2', assignee: 'cleo', team_id: 'T1' },
    { task_id: 't3', assignee: 'ann', team_id: 'T1' },
  ]);
  await rowsOf('DELETE FROM tasks; DELETE FROM cases');
});
