import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { saveRoster } from '../../db/people-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { rate } from '../setup/case-records.ts';
import { beijing } from '../domain/fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
  await saveRoster(cases.database.pool, {
    teams: [{ teamId: 'team-east', region: 'east' }],
    users: [
      { userId: 'ann', teamId: 'team-east', role: 'collector' },
      { userId: 'sue', teamId: 'team-east', role: 'supervisor' },
    ],
  });
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

/** A low-risk case at ten in the morning of 1 November, 25 days late; its first call is due within the hour. */
async function dueForCall(id: string): Promise<LoanId> {
  await cases.begin('2026-11-01', '10:00');
  const loanId = await cases.seed({ loanId: id }, 25);
  await cases.open(loanId);
  await cases.passUntil('2026-11-01', '12:00');
  return loanId;
}

const tasks = async (loanId: LoanId) =>
  (
    await cases.database.pool.query<{
      task_id: string;
      kind: string;
      assignee: string | null;
      open: boolean;
    }>(
      `SELECT task_id, kind, assignee, t.closed_at IS NULL AS open FROM tasks t JOIN cases USING (case_id)
       WHERE loan_id = $1 ORDER BY t.opened_at, task_id`,
      [loanId],
    )
  ).rows;
const calls = async (loanId: LoanId) =>
  (await cases.contacts(loanId)).filter(({ channel }) => channel === 'voice').map(({ status }) => status);

describe('a call of the ladder', () => {
  test('is made, and made again when nobody answers, until another channel is tried', async () => {
    const loanId = await dueForCall('CALL-1');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const called = await cases.ask(loanId, { type: 'call', id: `c${attempt}`, by: 'ann' });
      const callId = called?.openCall?.callId ?? '';
      expect(callId).toBe(`CALL-1-1.c${attempt}`);
      const outcome = { result: 'no-answer' } as const;
      await cases.ask(loanId, { type: 'call-outcome', id: `o${attempt}`, by: 'ann', callId, outcome });
      if (attempt < 3) await cases.passUntil('2026-11-01', attempt === 1 ? '17:00' : '21:30');
    }
    expect(await cases.state(loanId)).toMatchObject({ rung: 4 });
    expect(
      (await cases.contacts(loanId)).map(({ channel, status, script }) => [channel, status, script]),
    ).toEqual([
      ['voice', 'called', 'call-offer'],
      ['voice', 'called', 'call-offer'],
      ['voice', 'called', 'call-offer'],
      ['sms', 'sent', 'reminder-firm'],
    ]);
    expect((await tasks(loanId)).map(({ kind, assignee, open }) => [kind, assignee, open])).toEqual([
      ['call', 'ann', false],
      ['call', 'ann', false],
      ['call', 'ann', false],
    ]);
  });

  test('ends in a promise, which holds; a second call is refused meanwhile', async () => {
    const loanId = await dueForCall('CALL-2');
    const called = await cases.ask(loanId, { type: 'call', id: 'c', by: 'ann' });
    const callId = called?.openCall?.callId ?? '';
    await expect(cases.ask(loanId, { type: 'call', id: 'c2', by: 'ben' })).rejects.toMatchObject({
      type: 'Rejected.CallAlreadyOpen',
    });
    const late = [{ dueOn: '2027-11-05', amountMinor: 50_000 }];
    const said = (instalments: typeof late, id: string) =>
      cases.ask(loanId, {
        ...{ type: 'call-outcome', id, by: 'ann', callId },
        outcome: { result: 'promise', instalments },
      });
    await expect(said(late, 'o1')).rejects.toMatchObject({ type: 'Rejected.PromiseTooLate' });
    const after = await said([{ dueOn: '2026-11-05', amountMinor: 50_000 }], 'o2');
    expect(after).toMatchObject({ rung: 4, holds: [{ kind: 'promise' }] });
    await expect(cases.ask(loanId, { type: 'call', id: 'c3', by: 'ann' })).rejects.toMatchObject({
      type: 'Rejected.CallNotPermitted',
      message: expect.stringContaining('BASIC-HOLD:promise') as string,
    });
    await cases.pay(loanId, 50_000, 'PAY-CALL-2');
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
  });

  test('nobody makes it: escalated, and the ladder goes on; nobody says what came of one: it counts', async () => {
    const loanId = await dueForCall('CALL-3');
    await cases.ask(loanId, { type: 'call', id: 'c', by: 'ann' });
    await cases.passUntil('2026-11-01', '15:00');
    expect(await calls(loanId)).toEqual(['unknown']);
    expect(await cases.state(loanId)).toMatchObject({ callWork: { attempts: 1 } });
    await cases.passUntil('2026-11-04', '20:00');
    expect(await cases.types(loanId)).toContain('call-missed');
    expect((await tasks(loanId)).filter(({ open }) => open)).toMatchObject([
      { kind: 'call-escalation', assignee: 'sue' },
    ]);
    expect(await cases.state(loanId)).toMatchObject({ rung: 4 });
  });

  test('at night: refused with the rules and when, and not in the history', async () => {
    await cases.begin('2026-11-01', '22:30');
    const loanId = await cases.seed({ loanId: 'CALL-4' }, 25);
    await cases.open(loanId);
    await expect(cases.ask(loanId, { type: 'call', id: 'c', by: 'ann' })).rejects.toMatchObject({
      type: 'Rejected.CallNotPermitted',
      message: expect.stringContaining('it will be from 2026-11-02 08:00 Asia/Shanghai') as string,
      gate: {
        rules: expect.arrayContaining(['CN-CBA2026-HOURS']) as string[],
        untilMs: beijing('2026-11-02', '08:00'),
      },
    });
    expect(await cases.contacts(loanId)).toEqual([]);
  });

  test('of a case that is cured while the collector is on the phone: the outcome is still recorded', async () => {
    const loanId = await dueForCall('CALL-5');
    const called = await cases.ask(loanId, { type: 'call', id: 'c', by: 'ann' });
    await cases.pay(loanId, 50_000, 'PAY-CALL-5');
    const callId = called?.openCall?.callId ?? '';
    const outcome = { result: 'hung-up' } as const;
    await cases.ask(loanId, { type: 'call-outcome', id: 'o', by: 'ann', callId, outcome });
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    expect(await calls(loanId)).toEqual(['called']);
  });
});

describe('the formal letter', () => {
  test('came back: an address is found and it goes again; served, the time to answer begins', async () => {
    await cases.begin('2026-11-01', '10:00');
    const loanId = await cases.seed({ loanId: 'POST-1' }, 62);
    await cases.open(loanId);
    await cases.passUntil('2026-11-01', '12:00');
    const { letter } = await cases.state(loanId);
    const contactId = letter?.contactId ?? '';
    const returned = await cases.ask(loanId, {
      ...{ type: 'letter-outcome', id: 'l1', by: 'post', contactId, outcome: 'returned' },
    });
    await cases.passUntil('2026-11-10', '12:00');
    const taskId = returned?.errands?.[0]?.taskId ?? '';
    await cases.ask(loanId, { type: 'task', id: 't', by: 'ann', taskId, action: 'complete', why: 'found' });
    const again = (await cases.state(loanId)).letter?.contactId ?? '';
    expect((await cases.contacts(loanId)).map(({ contactId: id, status }) => [id, status])).toEqual([
      [contactId, 'sent'],
      [again, 'sent'],
    ]);
    await cases.passUntil('2026-11-12', '12:00');
    const served = await cases.ask(loanId, {
      ...{ type: 'letter-outcome', id: 'l2', by: 'post', contactId: again, outcome: 'served' },
    });
    expect(served?.notBefore.why).toBe('15 days to answer the formal letter, served on 2026-11-12');
  });
});

describe('a worse rating', () => {
  test('compresses the ladder, and says why', async () => {
    await cases.begin('2026-11-01', '10:00');
    const loanId = await cases.seed({ loanId: 'RATE-1', principalMinor: 100_000 }, 8);
    await rate(cases.database.pool, loanId, 700);
    expect(await cases.open(loanId)).toMatchObject({ tier: 'low' });
    await cases.passUntil('2026-11-02', '12:00');
    await cases.database.pool.query(
      `INSERT INTO external_ratings (customer_id, source, as_of, score) VALUES ('C-RATE-1', 'internal', '2026-11-02', 450)`,
    );
    await cases.client.tell(loanId, {
      ...{
        type: 'rating',
        id: 'r',
        by: 'bureau',
        source: 'internal',
        asOf: '2026-11-02',
        score: 450,
        grade: null,
      },
    });
    expect(await cases.state(loanId)).toMatchObject({ tier: 'middle', tierSince: '2026-11-02' });
    const timeline = await cases.timeline(loanId);
    expect(timeline.filter(({ type }) => type === 'rescored').at(-1)?.data).toMatchObject({
      model: 'expert-3',
      for: 'new rating of internal as of 2026-11-02',
    });
    await cases.passUntil('2026-11-03', '12:00');
    const contacts = await cases.contacts(loanId);
    const days = contacts.map(({ at }) => at.slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
  });
});
