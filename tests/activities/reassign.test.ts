import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDailyActivities } from '../../activities/daily.ts';
import { PeopleRepository, saveRoster } from '../../db/people-repository.ts';
import { TaskRepository } from '../../db/task-repository.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
beforeAll(async () => {
  bed = await ActivityBed.create();
  await saveRoster(bed.pool, {
    teams: [
      { teamId: 'team-east', region: 'east' },
      { teamId: 'team-west', region: 'west' },
    ],
    users: [
      { userId: 'ann', teamId: 'team-east', role: 'collector' },
      { userId: 'ben', teamId: 'team-east', role: 'collector' },
      { userId: 'wes', teamId: 'team-west', role: 'collector' },
    ],
  });
});
afterAll(() => bed.close());

const NOON = beijing('2026-11-01', '12:00');
const decide = async (state: CaseState, ...events: CaseEvent[]) =>
  stateOf(await bed.activities().decide({ loanId: state.loanId, state, events }));

/** A case whose first call is due, with the task for it. */
async function withCallTask(id: string): Promise<CaseState> {
  const loanId = await bed.seed({ loanId: id, region: 'east' }, 25);
  bed.nowMs = NOON;
  const opened = await bed.open(loanId);
  bed.nowMs = NOON + 3_600_000;
  return decide(opened);
}

const callTask = (state: CaseState) => state.callWork?.task?.taskId ?? '';
const taskOf = (taskId: string) => new TaskRepository(bed.pool).find(taskId);
const reassign = (collector: string, team: string, id = `to-${collector}`): CaseEvent => ({
  ...{ type: 'reassign', id, by: 'sue', collector, team, why: 'knows the family' },
});
/** Nobody answers: the case with the task for the next attempt. */
async function unanswered(state: CaseState, name: string): Promise<CaseState> {
  const begun = await decide(state, { type: 'call', id: `call-${name}`, by: 'wes' });
  const callId = begun.openCall?.callId ?? '';
  const outcome = { result: 'no-answer' } as const;
  const said: CaseEvent = { type: 'call-outcome', id: `said-${name}`, by: 'wes', callId, outcome };
  const { loanId } = state;
  const answer = await bed.activities().decide({ loanId, state: begun, events: [said] });
  if (answer.instruction.kind === 'wait') bed.nowMs = answer.instruction.untilMs;
  return decide(stateOf(answer));
}

const startsFresh = { startedAt: null };

describe('a case that is given to a collector', () => {
  test('takes its open task along, once, and is on the timeline with its reason', async () => {
    const state = await withCallTask('GIVE-1');
    const before = (await taskOf(callTask(state)))?.assignee ?? '';
    await new TaskRepository(bed.pool).start(callTask(state), before, bed.nowMs);
    const after = await decide(state, reassign('wes', 'team-west'));
    expect(await taskOf(callTask(state))).toMatchObject({
      assignee: 'wes',
      team: 'team-west',
      ...startsFresh,
    });
    expect(after).toMatchObject({ collector: 'wes', team: 'team-west' });
    await decide(after, reassign('wes', 'team-west'));
    const { rows } = await bed.pool.query(
      `SELECT actor, why, data->>'collector' AS collector FROM timeline WHERE case_id = 'GIVE-1-1' AND type = 'reassign'`,
    );
    expect(rows).toEqual([{ actor: 'sue', why: 'knows the family', collector: 'wes' }]);
    const history = await new TaskRepository(bed.pool).history(callTask(state));
    expect(history?.assignments.at(-1)).toMatchObject({ from: before, to: 'wes', by: 'sue' });
  });

  test('keeps the collector for its next tasks, whoever’s turn it is, and gets another when they are away', async () => {
    const given = await decide(await withCallTask('GIVE-2'), reassign('wes', 'team-west'));
    const second = await unanswered(given, 'second');
    expect(await taskOf(callTask(second))).toMatchObject({ assignee: 'wes' });
    await new PeopleRepository(bed.pool).deactivate('wes');
    expect(await taskOf(callTask(second))).toMatchObject({ team: 'team-east' });
    const third = await unanswered(second, 'third');
    expect(await taskOf(callTask(third))).toMatchObject({
      team: 'team-east',
      assignee: expect.stringMatching(/^(ann|ben)$/) as string,
    });
    await saveRoster(bed.pool, {
      ...{ teams: [], users: [{ userId: 'wes', teamId: 'team-west', role: 'collector' }] },
    });
  });

  test('is not taken from its new collector by the old one giving it back', async () => {
    const state = await withCallTask('GIVE-3');
    const old = (await taskOf(callTask(state)))?.assignee ?? '';
    const decline: CaseEvent = {
      ...{ type: 'task', id: 'd', by: old, taskId: callTask(state), action: 'decline', why: 'no time' },
    };
    await decide(await decide(state, reassign('wes', 'team-west')), decline);
    expect(await taskOf(callTask(state))).toMatchObject({ assignee: 'wes' });
  });
});

describe('the facts of a day', () => {
  async function recorded(loanIds: readonly string[]) {
    const activities = createDailyActivities({
      ...{ pool: bed.pool, strategies: bed.strategies, policies: bed.policies, models: bed.models },
      clock: { now: () => bed.nowMs },
      channels: () => bed.sandbox,
      caseClient: { start: () => Promise.resolve() },
    });
    const { rows: days } = await bed.pool.query<{ day: string }>(
      `SELECT coalesce(max(day) + 2, '2026-12-01')::text AS day FROM loan_days`,
    );
    const input = { region: 'east', day: days[0]?.day ?? '' };
    await new MockActivityEnvironment().run((given: typeof input) => activities.recordLoanDays(given), input);
    const { rows } = await bed.pool.query<{ loan_id: string; team: string | null; collector: string | null }>(
      `SELECT loan_id, team, collector FROM loan_days WHERE day = $1::date - 1 AND loan_id = ANY($2) ORDER BY loan_id`,
      [input.day, loanIds],
    );
    return rows;
  }

  test('say with which team and collector each case was on that day', async () => {
    const called = await withCallTask('DAY-1');
    const first = (await taskOf(callTask(called)))?.assignee;
    await bed.seed({ loanId: 'DAY-2', region: 'east' }, 3);
    bed.nowMs = NOON;
    const reminded = await bed.open('DAY-2' as LoanId);
    await bed.seed({ loanId: 'DAY-3', region: 'east' }, 3);
    const loanIds = ['DAY-1', 'DAY-2', 'DAY-3'];
    expect(await recorded(loanIds)).toEqual([
      { loan_id: 'DAY-1', team: 'team-east', collector: first },
      { loan_id: 'DAY-2', team: 'team-east', collector: null },
      { loan_id: 'DAY-3', team: null, collector: null },
    ]);
    await decide(called, reassign('wes', 'team-west'));
    await decide(reminded, reassign('ben', 'team-east'));
    expect(await recorded(loanIds)).toEqual([
      { loan_id: 'DAY-1', team: 'team-west', collector: 'wes' },
      { loan_id: 'DAY-2', team: 'team-east', collector: 'ben' },
      { loan_id: 'DAY-3', team: null, collector: null },
    ]);
  });
});
