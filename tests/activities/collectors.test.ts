import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveRoster } from '../../db/people-repository.ts';
import { TaskRepository } from '../../db/task-repository.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CallResult } from '../../domain/case/events/calls.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { ScoreReason } from '../../domain/risk/reasons/reason.ts';
import { sayReason } from '../../domain/risk/reasons/say-reason.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
  await saveRoster(bed.pool, {
    teams: [
      { teamId: 'team-east', region: 'east' },
      { teamId: 'team-west', region: 'west' },
      { teamId: 'team-idle', region: 'idle' },
    ],
    users: [
      { userId: 'ann', teamId: 'team-east', role: 'collector' },
      { userId: 'ben', teamId: 'team-east', role: 'collector' },
      { userId: 'cleo', teamId: 'team-east', role: 'collector', active: false },
      { userId: 'sue', teamId: 'team-east', role: 'supervisor' },
      { userId: 'wes', teamId: 'team-west', role: 'collector' },
      { userId: 'ida', teamId: 'team-idle', role: 'collector', active: false },
    ],
  });
});
afterAll(() => bed.close());

const NOON = beijing('2026-11-01', '12:00');
const decide = async (state: CaseState, ...events: CaseEvent[]) =>
  stateOf(await bed.activities().decide({ loanId: state.loanId, state, events }));

/** A case whose first call is due, with the task for it. */
async function withCallTask(id: string, region = 'east'): Promise<CaseState> {
  const loanId = await bed.seed({ loanId: id, region }, 25);
  bed.nowMs = NOON;
  const opened = await bed.open(loanId);
  bed.nowMs = NOON + 3_600_000;
  const state = await decide(opened);
  expect(state.callWork?.task).toBeDefined();
  return state;
}

async function taskOf(taskId: string | undefined) {
  const { rows } = await bed.pool.query<{
    assignee: string | null;
    team: string | null;
    work: Record<string, unknown> | null;
    closed: boolean;
    declined: string[] | null;
  }>(
    `SELECT assignee, team_id AS team, work, closed_at IS NOT NULL AS closed, declined_by AS declined
     FROM tasks WHERE task_id = $1`,
    [taskId],
  );
  return rows[0];
}
const assigneeOf = async (state: CaseState) => (await taskOf(state.callWork?.task?.taskId))?.assignee;

describe('a call task', () => {
  test('goes in turn to those of the region’s team who are there', async () => {
    const given: (string | null | undefined)[] = [];
    for (let i = 1; i <= 4; i += 1) given.push(await assigneeOf(await withCallTask(`TURN-${i}`)));
    expect(given.toSorted()).toEqual(['ann', 'ann', 'ben', 'ben']);
    expect(given[0]).not.toBe(given[1]);
    expect(given.slice(0, 2)).toEqual(given.slice(2));
    expect(await assigneeOf(await withCallTask('TURN-W', 'west'))).toBe('wes');
  });

  test('is given once, however often the decision is tried', async () => {
    const loanId = await bed.seed({ loanId: 'TURN-TWICE' }, 25);
    bed.nowMs = NOON;
    const opened = await bed.open(loanId);
    bed.nowMs = NOON + 3_600_000;
    const both = await Promise.all([decide(opened), decide(opened)]);
    expect(both[0]).toEqual(both[1]);
    const { rows } = await bed.pool.query(`SELECT FROM tasks WHERE case_id = 'TURN-TWICE-1'`);
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['where nobody is there', 'NOBODY', 'idle', 'team-idle'],
    ['of a region without a team', 'NOTEAM', 'north', null],
  ])('%s waits in the queue', async (_name, id, region, team) => {
    const state = await withCallTask(id, region);
    expect(await taskOf(state.callWork?.task?.taskId)).toMatchObject({ assignee: null, team });
  });

  test('has what is needed to call, and nothing of the customer', async () => {
    const state = await withCallTask('WORK-1');
    const task = await taskOf(state.callWork?.task?.taskId);
    expect(task?.work).toEqual({
      ...{ amountMinor: 50_000, currency: 'CNY', script: 'call-offer', attempt: 1 },
      why: 'Call 1, D+25 of strategy cn-retail@1, attempt 1 of 3',
    });
  });

  test('that is given back goes to somebody who has not, and then to the queue', async () => {
    const state = await withCallTask('DECLINE-1');
    const taskId = state.callWork?.task?.taskId ?? '';
    const first = (await taskOf(taskId))?.assignee ?? '';
    const decline = (id: string, by: string): CaseEvent => ({
      ...{ type: 'task', id, by, taskId, action: 'decline', why: 'knows the customer' },
    });
    const after = await decide(state, decline('d1', first));
    const second = (await taskOf(taskId))?.assignee ?? '';
    expect([first, second].toSorted()).toEqual(['ann', 'ben']);
    await decide(after, decline('d2', second));
    expect(await taskOf(taskId)).toMatchObject({
      assignee: null,
      team: 'team-east',
      declined: [first, second],
    });
  });

  test('that nobody works is escalated to a supervisor of the team', async () => {
    const state = await withCallTask('MISSED-1');
    bed.nowMs = (state.callWork?.task?.dueAtMs ?? 0) + 1;
    const after = await decide(state);
    const escalation = after.errands?.find(({ kind }) => kind === 'call-escalation');
    expect(await taskOf(escalation?.taskId)).toMatchObject({
      assignee: 'sue',
      team: 'team-east',
      closed: false,
    });
    expect(await taskOf(state.callWork?.task?.taskId)).toMatchObject({ closed: true });
  });
});

describe('who begins with a task', () => {
  const tasks = () => new TaskRepository(bed.pool);

  test('takes one of the queue, and no other one', async () => {
    const state = await withCallTask('START-1', 'idle');
    const taskId = state.callWork?.task?.taskId ?? '';
    expect(await tasks().start(taskId, 'ida', bed.nowMs)).toMatchObject({ assignee: 'ida' });
    expect(await tasks().start(taskId, 'ann', bed.nowMs)).toBeUndefined();
    expect(await tasks().start(taskId, 'ida', bed.nowMs + 1)).toMatchObject({
      startedAt: new Date(bed.nowMs),
    });
    expect(await tasks().list({ assignee: 'ida' }, { limit: 10 })).toMatchObject([{ taskId }]);
  });
});

describe('a call in the ledger', () => {
  const ledger = async (loanId: LoanId) =>
    (
      await bed.pool.query<Record<string, unknown>>(
        `SELECT contact_id, channel, status, outcome, made_by, rung, concluded_at IS NOT NULL AS concluded
         FROM contacts WHERE loan_id = $1 ORDER BY reserved_at`,
        [loanId],
      )
    ).rows;
  const begin: CaseEvent = { type: 'call', id: 'begin', by: 'ann' };
  const outcome = (callId: string, said: CallResult): CaseEvent => ({
    ...{ type: 'call-outcome', id: 'said', by: 'ann', callId, outcome: said },
  });

  test('is there while it is made, and has its outcome afterwards', async () => {
    const calling = await decide(await withCallTask('LEDGER-1'), begin);
    const row = { contact_id: 'LEDGER-1-1.c1', channel: 'voice', made_by: 'ann', rung: 3 };
    expect(await ledger(calling.loanId)).toMatchObject([{ ...row, status: 'calling', concluded: false }]);
    bed.nowMs += 60_000;
    await decide(calling, outcome('LEDGER-1-1.c1', { result: 'refuses' }));
    expect(await ledger(calling.loanId)).toMatchObject([
      { ...row, status: 'called', outcome: 'refuses', concluded: true },
    ]);
  });

  test('begun and ended in one decision is there once, ended', async () => {
    const state = await withCallTask('LEDGER-2');
    await decide(state, begin, outcome('LEDGER-2-1.c1', { result: 'no-answer' }));
    expect(await ledger(state.loanId)).toMatchObject([{ status: 'called', outcome: 'no-answer' }]);
  });

  test('of which nobody reports counts as unknown', async () => {
    const calling = await decide(await withCallTask('LEDGER-3'), begin);
    bed.nowMs = calling.openCall?.untilMs ?? 0;
    await decide(calling);
    expect(await ledger(calling.loanId)).toMatchObject([
      { status: 'unknown', outcome: null, concluded: true },
    ]);
  });

  test('wrong number: it is not used any more, another one is', async () => {
    const state = await withCallTask('LEDGER-4');
    const second = bed.encryption.encrypt('+86 139');
    await bed.pool.query(
      `INSERT INTO contact_points (contact_point_id, customer_id, kind, value, value_hash)
       VALUES ('C-LEDGER-4:phone-2', 'C-LEDGER-4', 'phone', $1, 'hash-2')`,
      [second],
    );
    const calling = await decide(state, begin);
    const after = await decide(calling, outcome('LEDGER-4-1.c1', { result: 'wrong-number' }));
    expect(after.callWork).toMatchObject({ rung: 3, attempts: 0, task: {} });
    const { rows } = await bed.pool.query(
      `SELECT contact_point_id, usable FROM contact_points
       WHERE customer_id = 'C-LEDGER-4' AND kind = 'phone' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { contact_point_id: 'C-LEDGER-4:phone', usable: false },
      { contact_point_id: 'C-LEDGER-4:phone-2', usable: true },
    ]);
    // That one is wrong too: nothing is left by phone, the e-mail address is.
    const again = await decide(after, { ...begin, id: 'begin-2' });
    const given = await decide(again, {
      ...outcome('LEDGER-4-1.c2', { result: 'wrong-number' }),
      id: 'said-2',
    });
    expect(given.rung).toBe(4);
  });
});

describe('what is known when a case opens', () => {
  test('debts elsewhere and the economy of the region are in its first score', async () => {
    const loanId = await bed.seed({ loanId: 'OUTLOOK-1', region: 'outlook' }, 3);
    await bed.pool.query(
      `INSERT INTO external_debts VALUES ('C-OUTLOOK-1', 'bureau', '2026-10-01', 20000000, 'CNY'),
         ('C-OUTLOOK-1', 'bureau', '2026-09-01', 1, 'CNY')`,
    );
    await bed.pool.query(
      `INSERT INTO macro_alerts VALUES ('outlook', 'jobs', '2026-10-15', 'severe', 'desk'),
         ('outlook', 'jobs', '2026-10-01', 'watch', 'desk'), ('outlook', 'gdp', '2026-10-20', 'none', 'desk')`,
    );
    bed.nowMs = NOON;
    await bed.open(loanId);
    const { rows } = await bed.pool.query<{ data: { reasons: ScoreReason[] } }>(
      `SELECT data FROM timeline WHERE case_id = 'OUTLOOK-1-1' AND type = 'opened'`,
    );
    expect(rows[0]?.data.reasons.map((reason) => sayReason(reason))).toEqual(
      expect.arrayContaining([
        ...['debt elsewhere is 300 % or more of the limit', 'there is a severe alert for the economy'],
      ]),
    );
  });
});

describe('the formal letter', () => {
  test('says what is owed for what, by when, and where to get help', async () => {
    const loanId = await bed.seed({ loanId: 'LETTER-1' }, 60);
    await bed.pool.query(
      `UPDATE instalments SET principal_due_minor = 45000, interest_due_minor = 4500, fee_due_minor = 500
       WHERE loan_id = 'LETTER-1'`,
    );
    await bed.pool.query(
      `INSERT INTO payments (payment_id, loan_id, paid_at, amount_minor, currency, channel)
       VALUES ('LETTER-1-P', 'LETTER-1', '2026-09-15', 1000, 'CNY', 'bank')`,
    );
    bed.nowMs = NOON;
    const { caseId, sequence } = await bed.open(loanId);
    bed.nowMs = NOON + 3_600_000;
    const { state } = await bed.activities().takeStep({ loanId, caseId, sequence, nowMs: bed.nowMs });
    expect(state?.letter).toMatchObject({ postedAtMs: bed.nowMs });
    const { rows } = await bed.pool.query<{ body: string }>(
      `SELECT body FROM sandbox_messages WHERE contact_id LIKE 'LETTER-1-1.%'`,
    );
    const body = rows[0]?.body ?? '';
    for (const part of [
      'Example Bank Co., Ltd.',
      'reference LETTER-1-1',
      'principal: CNY 450.00',
      'Interest: CNY 40.00',
      'Fees: CNY 0.00',
      'ask you to pay: CNY 490.00',
      'within 15 days',
      '12378',
    ]) {
      expect(body).toContain(part);
    }
  });

  test('that came back leaves nothing to be sent by post until there is an address', async () => {
    const loanId = await bed.seed({ loanId: 'LETTER-2' }, 60);
    bed.nowMs = NOON;
    const { caseId, sequence } = await bed.open(loanId);
    bed.nowMs = NOON + 3_600_000;
    const sent = stateOf(await bed.activities().takeStep({ loanId, caseId, sequence, nowMs: bed.nowMs }));
    const contactId = sent.letter?.contactId ?? '';
    const returned = await decide(sent, {
      ...{ type: 'letter-outcome', id: 'back', by: 'post', contactId, outcome: 'returned' },
    });
    const post = async () =>
      (
        await bed.pool.query<{ post_returned: boolean }>(
          `SELECT post_returned FROM customers WHERE customer_id = 'C-LETTER-2'`,
        )
      ).rows;
    expect(await post()).toEqual([{ post_returned: true }]);
    const errand = returned.errands?.[0];
    expect(await taskOf(errand?.taskId)).toMatchObject({ team: 'team-east', closed: false });
    const found = await decide(returned, {
      ...{ type: 'task', id: 'found', by: 'ann', taskId: errand?.taskId ?? '' },
      ...{ action: 'complete', why: 'the register has it' },
    });
    expect(await post()).toEqual([{ post_returned: false }]);
    expect(found.pending).toMatchObject({ channel: 'letter' });
  });
});
