import { describe, expect, test } from 'vitest';
import { shareOutWork } from '../../activities/share-out.ts';
import { AbsenceRepository } from '../../db/absence-repository.ts';
import { AssignmentRulesRepository } from '../../db/assignment-rules-repository.ts';
import { giveTasks } from '../../db/give-tasks.ts';
import { ShareOutRepository } from '../../db/share-out-repository.ts';
import { inTransaction } from '../../db/transaction.ts';
import { BUILT_IN_ASSIGNMENT_RULES } from '../../domain/assignment/rules.ts';
import { addDays, localDate } from '../../domain/calendar.ts';
import { NOW, ZONE } from '../domain/fixtures.ts';
import { tasksOf, workBed, type SeedTask } from './work-bed.ts';

const bed = workBed();
const absences = () => new AbsenceRepository(bed.database.pool);
const shareOuts = () => new ShareOutRepository(bed.database.pool);
const TODAY = localDate(NOW, ZONE);

const give = (taskId: string, region: string) =>
  inTransaction(bed.database.pool, (tx) => giveTasks(tx, [{ taskId, region, collector: null }], NOW));
const whyOf = async (taskId: string) => (await bed.tasks.history(taskId))?.task.assignedWhy;

const absence = (userId: string, from = TODAY, until = TODAY) => ({
  ...{ userId, from, until, kind: 'illness', why: 'the flu' },
});

describe('a task that is given', () => {
  test('says why it is theirs, and whose it was', async () => {
    await bed.staff('why', ['why-a'], { languages: ['zh-CN', 'en'] });
    await bed.seedTasks([{ taskId: 'why-1', region: 'why' }]);
    await give('why-1', 'why');
    const words = 'why-a: speaks en; 0 open tasks, the only one who may take it.';
    expect(await bed.tasks.find('why-1')).toMatchObject({
      ...{ assignee: 'why-a', assignedAt: new Date(NOW), assignedWhy: { words, leftOut: [] } },
    });
    expect(await bed.tasks.history('why-1')).toMatchObject({
      closedAt: null,
      assignments: [{ from: null, to: 'why-a', at: new Date(NOW), by: 'arrears', why: words }],
    });
  });

  test('says why it is nobody’s, by rules', async () => {
    await bed.staff('none', ['none-a'], { capacity: 0 });
    await bed.staff('none', ['none-b'], { products: ['mortgage'] });
    await bed.staff('none', ['none-c']);
    await absences().report(absence('none-c'), 'sue', NOW);
    await bed.seedTasks([{ taskId: 'none-1', region: 'none' }]);
    await give('none-1', 'none');
    expect(await whyOf('none-1')).toEqual({
      words: 'Nobody can take it: 1 on leave, 1 without the product, 1 at capacity.',
      leftOut: [
        { rule: 'leave', people: 1 },
        { rule: 'product', people: 1 },
        { rule: 'capacity', people: 1 },
      ],
    });
  });

  test('goes to whoever has begun with one of the case before, also of another team', async () => {
    await bed.staff('rel', ['rel-a', 'rel-b']);
    await bed.staff('rel-far', ['rel-f'], { regions: ['rel'] });
    await bed.seedTasks([{ taskId: 'rel-1', region: 'rel', assignee: 'rel-f', started: true, closed: true }]);
    await bed.database.pool.query(
      `INSERT INTO tasks (task_id, case_id, kind, summary, opened_at, due_at, for_role)
       VALUES ('rel-2', 'L-rel-1-1', 'call', 's', now(), now(), 'collector')`,
    );
    await give('rel-2', 'rel');
    expect(await bed.tasks.find('rel-2')).toMatchObject({ assignee: 'rel-f', team: 'team-rel-far' });
    expect((await whyOf('rel-2'))?.words).toContain('rel-f: knows the case');
  });

  test('goes by the rules that were published last', async () => {
    await bed.staff('pub', ['pub-a'], { languages: ['fr'] });
    await bed.seedTasks(['pub-1', 'pub-2'].map((taskId) => ({ taskId, region: 'pub' })));
    await give('pub-1', 'pub');
    expect(await bed.assigneeOf('pub-1')).toBeNull();
    const rules = new AssignmentRulesRepository(bed.database.pool);
    const publish = (changes: object) =>
      rules.publish({ ...BUILT_IN_ASSIGNMENT_RULES, ...changes }, { by: 'max', why: 'w' }, NOW);
    expect(await publish({ inForce: ['shift'] })).toMatchObject({ version: 1, publishedBy: 'max' });
    await give('pub-2', 'pub');
    expect(await bed.assigneeOf('pub-2')).toBe('pub-a');
    await publish({});
    expect((await rules.versions()).map(({ version }) => version)).toEqual([2, 1, 0]);
    const change = bed.database.pool.query(`UPDATE assignment_rules SET why = 'other'`);
    await expect(change).rejects.toThrow();
  });

  test('is never one more than somebody takes, however many come at once', async () => {
    await bed.staff('cap', ['cap-a', 'cap-b'], { capacity: 3 });
    await bed.staff('cap', ['cap-c'], { capacity: 2 });
    const taskIds = Array.from({ length: 12 }, (_, n) => `cap-${n}`);
    await bed.seedTasks(taskIds.map((taskId) => ({ taskId, region: 'cap' })));
    await Promise.all(taskIds.map((taskId) => give(taskId, 'cap')));
    expect(await bed.loads(['cap-a', 'cap-b', 'cap-c'])).toEqual([3, 3, 2]);
  });
});

describe('who is absent today', () => {
  test('leaves to others what they have not begun with, on record', async () => {
    await bed.staff('abs', ['abs-a', 'abs-b', 'abs-c']);
    await bed.seedTasks([...tasksOf('abs-a', 'abs', 4), { ...begun('abs'), taskId: 'abs-begun' }]);
    expect(await absences().report(absence('abs-a'), 'sue', NOW)).toMatchObject({
      ...{ tasksMoved: 4, absence: { userId: 'abs-a', reportedBy: 'sue', kind: 'illness' } },
    });
    expect(await bed.loads(['abs-a', 'abs-b', 'abs-c'])).toEqual([1, 2, 2]);
    expect(await bed.assigneeOf('abs-begun')).toBe('abs-a');
    const moved = await bed.tasks.history('abs-a-0');
    expect(moved?.assignments).toMatchObject([{ from: 'abs-a', to: moved?.task.assignee, by: 'arrears' }]);
    expect(moved?.task.assignedWhy?.leftOut).toEqual([{ rule: 'leave', people: 1 }]);
    const forged = bed.database.pool.query(`DELETE FROM task_assignments`);
    await expect(forged).rejects.toThrow();
  });

  test('leaves them to the queue where nobody else is there, and gets them when they are', async () => {
    await bed.staff('solo', ['solo-a']);
    await bed.seedTasks(tasksOf('solo-a', 'solo', 2));
    const reported = await absences().report(absence('solo-a'), 'sue', NOW);
    expect(await bed.assigneeOf('solo-a-0')).toBeNull();
    const { absenceId = 0 } = reported?.absence ?? {};
    expect(await absences().cancel('solo-a', absenceId, 'sue', NOW)).toBe(true);
    expect(await absences().cancel('solo-a', absenceId, 'sue', NOW)).toBe(false);
    expect(await absences().of('solo-a', TODAY)).toEqual([]);
    const { moves } = await shareOuts().shareOut('solo', { now: NOW, by: 'arrears', onlyForCause: true });
    expect(moves).toHaveLength(2);
    expect(await bed.loads(['solo-a'])).toEqual([2]);
  });

  test('is not who is absent some other day, or not known', async () => {
    await bed.staff('later', ['later-a', 'later-b']);
    await bed.seedTasks(tasksOf('later-a', 'later', 2));
    const later = absence('later-a', addDays(TODAY, 1), addDays(TODAY, 3));
    expect(await absences().report(later, 'sue', NOW)).toMatchObject({ tasksMoved: 0 });
    expect(await bed.loads(['later-a', 'later-b'])).toEqual([2, 0]);
    expect(await absences().of('later-a', TODAY)).toMatchObject([{ from: later.from, until: later.until }]);
    expect(await absences().report(absence('nemo'), 'sue', NOW)).toBeUndefined();
  });
});

test('by the clock of their team somebody is absent until the day is over there, wherever it is tomorrow already', async () => {
  // In Honolulu it is the evening before, by UTC the day after.
  const late = Date.parse(`${addDays(TODAY, 1)}T05:00:00Z`);
  await bed.staff('west', ['west-a', 'west-b']);
  await bed.database.pool.query(`UPDATE teams SET zone = 'Pacific/Honolulu' WHERE region = 'west'`);
  await absences().report(absence('west-a'), 'sue', late);
  await absences().report(absence('west-b', addDays(TODAY, -9), addDays(TODAY, -1)), 'sue', late);
  await bed.seedTasks([{ taskId: 'west-1', region: 'west' }]);
  await inTransaction(bed.database.pool, (tx) =>
    giveTasks(tx, [{ taskId: 'west-1', region: 'west', collector: null }], late),
  );
  expect(await bed.tasks.find('west-1')).toMatchObject({
    assignee: 'west-b',
    assignedWhy: { leftOut: [{ rule: 'leave', people: 1 }] },
  });
});

test('what somebody had taken from the queue goes back there when they leave, and says why', async () => {
  await bed.staff('left', ['left-a', 'left-b']);
  await bed.seedTasks([{ taskId: 'left-1', region: 'left', forRole: null, team: 'team-left' }]);
  await bed.tasks.start('left-1', 'left-a', NOW - 1);
  expect(await whyOf('left-1')).toMatchObject({ words: 'left-a: took it from the queue.' });
  await bed.people.deactivate('left-a', NOW);
  const words = 'Whoever took it from the queue does this work no more.';
  expect(await bed.tasks.history('left-1')).toMatchObject({
    task: { assignee: null, assignedAt: new Date(NOW), assignedWhy: { words, leftOut: [] } },
    assignments: [{ to: 'left-a' }, { from: 'left-a', to: null, why: words }],
  });
});

const begun = (region: string): SeedTask => ({
  ...{ taskId: `${region}-begun`, region, team: `team-${region}`, assignee: `${region}-a`, started: true },
});

describe('a region’s work that is shared out', () => {
  test('is even, moves nothing that was begun with and no more than it has to', async () => {
    await bed.staff('out', ['out-a', 'out-b', 'out-c']);
    await bed.seedTasks([...tasksOf('out-a', 'out', 8), ...tasksOf('out-b', 'out', 2), begun('out')]);
    const plan = await shareOuts().plan('out', NOW);
    expect(plan).toMatchObject({
      because: 'Loads are 9 tasks apart.',
      unassigned: 0,
      loads: [
        { userId: 'out-a', before: 9, after: plan.loads[0]?.after },
        { userId: 'out-b', before: 2 },
        { userId: 'out-c', before: 0 },
      ],
    });
    expect(await bed.loads(['out-a', 'out-b', 'out-c'])).toEqual([9, 2, 0]);
    const shared = await shareOuts().shareOut('out', { now: NOW, by: 'sue' });
    expect(shared).toEqual(plan);
    const loads = await bed.loads(['out-a', 'out-b', 'out-c']);
    expect(loads.toSorted()).toEqual([3, 4, 4]);
    expect(shared.moves.map(({ from }) => from)).toEqual(shared.moves.map(() => 'out-a'));
    expect(await bed.assigneeOf('out-begun')).toBe('out-a');
    const [first] = shared.moves;
    const history = await bed.tasks.history(first?.taskId ?? '');
    expect(history?.assignments).toMatchObject([{ from: 'out-a', to: first?.to, by: 'sue' }]);
    expect(await shareOuts().shareOut('out', { now: NOW, by: 'sue', onlyForCause: true })).toEqual({
      ...{ because: null, moves: [], loads: [], unassigned: 0 },
    });
  });

  test('every day, of that day only', async () => {
    await bed.staff('daily', ['daily-a', 'daily-b']);
    await bed.seedTasks(tasksOf('daily-a', 'daily', 6));
    const deps = { pool: bed.database.pool, clock: { now: () => NOW } };
    const on = (day: string) => shareOutWork(deps, { region: 'daily', day }, ZONE);
    expect(await on(addDays(TODAY, -1))).toEqual({ moved: 0, unassigned: 0 });
    expect(await on(TODAY)).toEqual({ moved: 3, unassigned: 0 });
    expect(await on(TODAY)).toEqual({ moved: 0, unassigned: 0 });
    expect(await bed.loads(['daily-a', 'daily-b'])).toEqual([3, 3]);
  });

  test('is with the same people after a weekend', async () => {
    const shifts = [{ weekday: 1, from: '14:00', to: '20:00' }];
    await bed.staff('rest', ['rest-a', 'rest-b'], { shifts });
    await bed.seedTasks(tasksOf('rest-a', 'rest', 1, { dueAtMs: NOW - 1 }));
    const deps = { pool: bed.database.pool, clock: { now: () => NOW } };
    const done = await shareOutWork(deps, { region: 'rest', day: TODAY }, ZONE);
    expect(done).toEqual({ moved: 0, unassigned: 0 });
    expect(await bed.assigneeOf('rest-a-0')).toBe('rest-a');
  });

  test('leaves with somebody what they begin with meanwhile', async () => {
    await bed.staff('mean', ['mean-a', 'mean-b']);
    await bed.seedTasks(tasksOf('mean-a', 'mean', 6));
    const [shared, ...started] = await Promise.all([
      shareOuts().shareOut('mean', { now: NOW, by: 'sue' }),
      ...[0, 1, 2, 3, 4, 5].map((n) => bed.tasks.start(`mean-a-${n}`, 'mean-a', NOW)),
    ]);
    const kept = started.filter((task) => task !== undefined).map(({ taskId }) => taskId as string);
    for (const taskId of kept) expect(await bed.assigneeOf(taskId)).toBe('mean-a');
    for (const { taskId, to } of shared.moves) {
      expect(kept).not.toContain(taskId);
      expect(await bed.assigneeOf(taskId)).toBe(to);
    }
  });
});

test('a team without a zone has its days where its region’s first customer is, whatever task is given', async () => {
  // At ten in the morning of a Monday in Shanghai it is Sunday evening in New York.
  const now = Date.parse('2026-11-02T02:00:00Z');
  await bed.staff('zones', ['zones-a'], { shifts: [{ weekday: 1, from: '09:00', to: '18:00' }] });
  const task = (taskId: string, timezone: string) => ({
    taskId,
    region: 'zones',
    timezone,
    dueAtMs: now + 3_600_000,
  });
  await bed.seedTasks([task('zones-1', 'Asia/Shanghai'), task('zones-2', 'America/New_York')]);
  for (const taskId of ['zones-1', 'zones-2']) {
    await inTransaction(bed.database.pool, (tx) =>
      giveTasks(tx, [{ taskId, region: 'zones', collector: null }], now),
    );
  }
  expect(await bed.loads(['zones-a'])).toEqual([2]);
});

test('what somebody takes from the queue is on record', async () => {
  await bed.seedTasks([{ taskId: 'take-1', region: 'take' }]);
  await bed.tasks.start('take-1', 'ida', NOW);
  await bed.tasks.start('take-1', 'ida', NOW + 1);
  expect(await bed.tasks.history('take-1')).toMatchObject({
    task: { assignee: 'ida', assignedWhy: { words: 'ida: took it from the queue.' } },
    assignments: [{ from: null, to: 'ida', by: 'ida' }],
  });
});
