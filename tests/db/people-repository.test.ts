import { describe, expect, test } from 'vitest';
import type { Person } from '../../db/people-repository.ts';
import { giveTasks } from '../../db/give-tasks.ts';
import { inTransaction } from '../../db/transaction.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import { NOW } from '../domain/fixtures.ts';
import { workBed } from './work-bed.ts';

const bed = workBed();
const ALL = { after: undefined, limit: 100 };

const person = (userId: string, teamId: string, changes: Partial<Person> = {}): Person => ({
  ...{ userId, name: userId, teamId, role: 'collector', skills: [], languages: [], capacity: null },
  ...{ regions: [], products: [], tiers: [], authorityMinor: null, shifts: [], active: true },
  ...changes,
});

describe('teams', () => {
  const north = { teamId: 'north', name: 'North', region: 'r-north', zone: null, active: true };

  test('are added, changed, and left alone when they are the same', async () => {
    const { people } = bed;
    expect(await people.saveTeam(north, { isNew: true })).toEqual({ outcome: 'added' });
    expect(await people.saveTeam(north, { isNew: true })).toEqual({ outcome: 'unchanged' });
    const renamed = { ...north, name: 'Far north' };
    expect(await people.saveTeam(renamed, { isNew: true })).toEqual({ outcome: 'conflicting' });
    expect(await people.team('north')).toEqual(north);
    expect(await people.saveTeam(renamed)).toEqual({ outcome: 'changed' });
    expect(await people.team('north')).toEqual(renamed);
  });

  test('have each a region of their own', async () => {
    await bed.people.saveTeam({ ...north, teamId: 'south', region: 'r-south' });
    expect(await bed.people.saveTeam({ ...north, teamId: 'south', region: 'r-north' })).toEqual({
      ...{ outcome: 'region-taken', by: 'north' },
    });
    const both = ['one', 'two'].map((teamId) => bed.people.saveTeam({ ...north, teamId, region: 'r-both' }));
    expect((await Promise.all(both)).map(({ outcome }) => outcome).toSorted()).toEqual([
      ...['added', 'region-taken'],
    ]);
  });

  test('are not deactivated while somebody works in them, and take nobody afterwards', async () => {
    const team = { ...north, teamId: 'leaving', region: 'r-leaving' };
    await bed.people.saveTeam(team);
    await bed.people.savePerson(person('leo', 'leaving'));
    expect(await bed.people.saveTeam({ ...team, active: false })).toEqual({ outcome: 'in-use' });
    await bed.people.deactivate('leo');
    expect(await bed.people.saveTeam({ ...team, active: false })).toEqual({ outcome: 'changed' });
    expect(await bed.people.savePerson(person('leo', 'leaving'))).toEqual({ outcome: 'team-inactive' });
  });
});

describe('people', () => {
  test('are added, changed, listed and found', async () => {
    await bed.staff('list', []);
    const ann = person('list-ann', 'team-list', { skills: ['hardship'], languages: ['zh-CN', 'en'] });
    expect(await bed.people.savePerson(ann, { isNew: true })).toEqual({ outcome: 'added', tasksMoved: 0 });
    expect(await bed.people.savePerson(ann, { isNew: true })).toEqual({
      ...{ outcome: 'unchanged', tasksMoved: 0 },
    });
    const senior: Person = { ...ann, role: 'supervisor', capacity: 20 };
    expect(await bed.people.savePerson(senior, { isNew: true })).toEqual({ outcome: 'conflicting' });
    expect(await bed.people.savePerson(senior)).toEqual({ outcome: 'changed', tasksMoved: 0 });
    expect(await bed.people.person('list-ann')).toEqual({ ...senior, region: 'list', openTasks: 0 });
    await bed.people.savePerson(person('list-ben', 'team-list', { active: false }));
    const idsOf = async (filter: object, page = ALL) =>
      (await bed.people.people({ team: 'team-list', ...filter }, page)).map(({ userId }) => userId);
    expect(await idsOf({})).toEqual(['list-ann', 'list-ben']);
    expect(await idsOf({ active: false })).toEqual(['list-ben']);
    expect(await idsOf({ role: 'supervisor' })).toEqual(['list-ann']);
    expect(await idsOf({}, { ...ALL, after: 'list-ann' as never })).toEqual(['list-ben']);
  });

  test('belong to a team that is there', async () => {
    expect(await bed.people.savePerson(person('nemo', 'nowhere'))).toEqual({ outcome: 'no-team' });
    expect(await bed.people.deactivate('nemo')).toBeUndefined();
  });
});

describe('who is not there any more', () => {
  const openTasks = (region: string, assignee: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ taskId: `${region}-${n}`, region, team: `team-${region}`, assignee, started: n === 0 },
      dueAtMs: NOW + n * DAY_MS,
    }));

  test('leaves open tasks to the next ones in turn, not yet begun; what is done stays theirs', async () => {
    await bed.staff('away', ['away-a', 'away-b', 'away-c']);
    await bed.seedTasks(openTasks('away', 'away-a', 5));
    await bed.seedTasks([{ taskId: 'away-done', region: 'away', assignee: 'away-a', closed: true }]);
    expect(await bed.people.deactivate('away-a')).toBe(5);
    expect((await bed.loads(['away-a', 'away-b', 'away-c'])).toSorted()).toEqual([0, 2, 3]);
    expect(await bed.tasks.find('away-0')).toMatchObject({ startedAt: null });
    expect(await bed.assigneeOf('away-done')).toBe('away-a');
    // The most urgent is given first: to whoever has waited longest.
    expect(await bed.assigneeOf('away-0')).toBe('away-b');
    expect(await bed.people.deactivate('away-a')).toBe(0);
  });

  test('leaves what they took of nobody’s to the queue, as all of it when nobody else is there', async () => {
    await bed.staff('alone', ['alone-a']);
    await bed.seedTasks(openTasks('alone', 'alone-a', 1));
    await bed.seedTasks([{ taskId: 'alone-s', region: 'alone', forRole: null, assignee: 'alone-a' }]);
    expect(await bed.people.deactivate('alone-a')).toBe(2);
    expect(await bed.tasks.find('alone-0')).toMatchObject({ assignee: null, team: 'team-alone' });
    expect(await bed.assigneeOf('alone-s')).toBeNull();
  });

  test.each<[string, string, Partial<Person>]>([
    ['in another team', 'moved-team', { teamId: 'team-moved-to' }],
    ['in another role', 'moved-role', { role: 'manager' }],
  ])('is so too: %s', async (_name, region, change) => {
    await bed.staff('moved-to', []);
    const teamId = await bed.staff(region, [`${region}-a`, `${region}-b`]);
    await bed.seedTasks(openTasks(region, `${region}-a`, 2));
    const saved = await bed.people.savePerson(person(`${region}-a`, teamId, change));
    expect(saved).toEqual({ outcome: 'changed', tasksMoved: 2 });
    expect(await bed.loads([`${region}-a`, `${region}-b`])).toEqual([0, 2]);
  });

  test('keeps their tasks when only their name changes', async () => {
    const teamId = await bed.staff('name', ['name-a', 'name-b']);
    await bed.seedTasks(openTasks('name', 'name-a', 2));
    const saved = await bed.people.savePerson(person('name-a', teamId, { name: 'Ann Other' }));
    expect(saved).toEqual({ outcome: 'changed', tasksMoved: 0 });
    expect(await bed.loads(['name-a'])).toEqual([2]);
  });

  test('gets none of those that are given at the same moment', async () => {
    await bed.staff('race', ['race-a', 'race-b']);
    await bed.seedTasks(openTasks('race', 'race-a', 4));
    const taskIds = Array.from({ length: 12 }, (_, n) => `race-new-${n}`);
    await bed.seedTasks(taskIds.map((taskId) => ({ taskId, region: 'race' })));
    const given = taskIds.map((taskId) =>
      inTransaction(bed.database.pool, (tx) => giveTasks(tx, [{ taskId, region: 'race', collector: null }])),
    );
    await Promise.all([...given.slice(0, 6), bed.people.deactivate('race-a'), ...given.slice(6)]);
    expect(await bed.loads(['race-a', 'race-b'])).toEqual([0, 16]);
  });
});
