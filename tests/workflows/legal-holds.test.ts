import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CustomerHoldRepository } from '../../db/customer-hold-repository.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { openLowRisk, planned, rungDays } from './low-risk-case.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const openCase = (id: string) => openLowRisk(cases, id);
const days = (loanId: LoanId) => rungDays(cases, loanId);
const by = 'collector-1';
const why = 'as was said';

describe('what the customer has said', () => {
  test('no more contact: what is due waits until it is withdrawn, and goes on where it stood', async () => {
    const loanId = await openCase('CEASE-1');
    const state = await cases.ask(loanId, { type: 'cease', id: 'C1', by, why });
    expect(state?.holds).toMatchObject([{ kind: 'cease', scope: 'customer', review: true }]);
    await cases.passUntil('2026-11-11', '12:00');
    expect(await days(loanId)).toEqual([]);
    await cases.ask(loanId, { type: 'lift-hold', id: 'C2', by, hold: 'cease', why: 'withdrawn' });
    await cases.passUntil('2026-11-13', '23:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-13')]]);
  });

  test('no more texts: the rung goes by the channel that is left', async () => {
    const loanId = await openCase('CEASE-2');
    await cases.ask(loanId, { type: 'cease', id: 'C3', by, channels: ['sms'], why });
    await cases.passUntil('2026-11-03', '23:00');
    expect(await cases.contacts(loanId)).toMatchObject([{ rung: 0, channel: 'email', status: 'sent' }]);
    expect(await cases.types(loanId)).toContain('contact-denied');
  });

  test('a complaint about conduct: nothing goes out before a supervisor has looked', async () => {
    const loanId = await openCase('COMPLAINT-1');
    const event = { type: 'complaint', id: 'K1', by, about: 'conduct', subject: 'rude' } as const;
    const state = await cases.ask(loanId, event);
    const taskId = state?.holds[0]?.taskId ?? '';
    await cases.passUntil('2026-11-03', '11:30');
    expect(await days(loanId)).toEqual([]);
    const looked = { type: 'approval', id: 'K2', by: 'sup-1', taskId, approved: true, why } as const;
    expect((await cases.ask(loanId, looked))?.holds).toEqual([]);
    const { rows } = await cases.database.pool.query(
      `SELECT t.kind, c.about FROM complaints c JOIN tasks t ON t.task_id = c.complaint_id
       WHERE loan_id = 'COMPLAINT-1' AND t.closed_at IS NULL`,
    );
    expect(rows).toEqual([{ kind: 'complaint-answer', about: 'conduct' }]);
    await cases.passUntil('2026-11-05', '23:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-05')]]);
  });
});

describe('a moratorium', () => {
  test('ends by itself after its last day; a payment under it is handled at once', async () => {
    const loanId = await openCase('MORATORIUM-1');
    const notice = { type: 'moratorium', id: 'M1', by, moratorium: 'breathing-space' } as const;
    await cases.ask(loanId, { ...notice, startOn: '2026-11-01', lastOn: '2026-11-20' });
    await cases.passUntil('2026-11-15', '12:00');
    expect(await cases.pay(loanId, 10_000, 'PAY-M1')).toMatchObject({ arrearsMinor: 40_000 });
    await cases.passUntil('2026-11-21', '09:00');
    expect(await days(loanId)).toEqual([]);
    expect((await cases.timeline(loanId)).at(-1)).toMatchObject({
      ...{ type: 'hold-ended', at: '2026-11-21 00:00', data: { hold: 'moratorium' } },
    });
    // Twenty days later than the ladder had it.
    await cases.passUntil('2026-11-23', '23:00');
    expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-23')]]);
  });
});

describe('a hold of the customer', () => {
  test('holds the case of another loan, which is told of it', async () => {
    const one = await openCase('TWO-1');
    const two = 'TWO-2' as LoanId;
    await cases.database.pool.query(
      `INSERT INTO loans SELECT (jsonb_populate_record(l, '{"loan_id": "TWO-2"}')).* FROM loans l WHERE loan_id = $1`,
      [one],
    );
    await cases.database.pool.query(
      `INSERT INTO instalments SELECT (jsonb_populate_record(i, '{"loan_id": "TWO-2"}')).*
       FROM instalments i WHERE loan_id = $1`,
      [one],
    );
    await cases.open(two);
    const asked = { type: 'attorney', id: 'A1', by, why } as const;
    await cases.ask(one, asked);
    const reached = await new CustomerHoldRepository(cases.database.pool).reachedBy(asked.id, one);
    expect(reached).toEqual([two]);
    await cases.client.tell(two, { type: 'customer-hold', id: 'customer-hold:A1', by });
    expect((await cases.state(two)).holds).toMatchObject([{ kind: 'attorney', scope: 'customer' }]);
    await cases.passUntil('2026-11-06', '12:00');
    expect([await days(one), await days(two)]).toEqual([[], []]);
    await cases.ask(two, { type: 'close', id: 'A2', by: 'sup-1', reason: 'recalled', why });
    await cases.result(two);
  });

  test('that a core system declares: a supervisor is asked, and lifts it', async () => {
    const loanId = await openCase('DEATH-1');
    const holds = new CustomerHoldRepository(cases.database.pool);
    const reportId = 'customer:deceased:D1';
    const customerId = 'C-DEATH-1' as CustomerId;
    await holds.declare({ reportId, customerId, kind: 'deceased-review', reportedBy: 'core' }, cases.now());
    await cases.client.tell(loanId, { type: 'customer-hold', id: `customer-hold:${reportId}`, by: 'core' });
    const state = await cases.state(loanId);
    const [hold] = state.holds;
    expect(hold).toMatchObject({ kind: 'deceased-review', review: true });
    await cases.passUntil('2026-11-12', '12:00');
    const types = await cases.types(loanId);
    expect(types.filter((type) => type === 'hold-review')).toHaveLength(3);
    expect(await days(loanId)).toEqual([]);
    const taskId = (await cases.state(loanId)).holds[0]?.taskId ?? '';
    const alive = { type: 'approval', id: 'D2', by: 'sup-1', taskId, approved: true, why: 'alive' } as const;
    expect(await cases.ask(loanId, alive)).toMatchObject({ holds: [], shiftDays: 11 });
  });
});

test('a supervisor pauses and resumes a case', async () => {
  const loanId = await openCase('PAUSE-1');
  await cases.ask(loanId, { type: 'pause', id: 'P1', by: 'sup-1', why: 'accounts are merged' });
  await expect(cases.ask(loanId, { type: 'pause', id: 'P2', by: 'sup-2', why })).rejects.toMatchObject({
    type: 'Rejected.AlreadyPaused',
  });
  await cases.passUntil('2026-11-06', '12:00');
  expect(await days(loanId)).toEqual([]);
  await cases.ask(loanId, { type: 'resume', id: 'P3', by: 'sup-1', why: 'done' });
  await cases.passUntil('2026-11-08', '23:00');
  expect(await days(loanId)).toEqual([[0, planned(loanId, '2026-11-08')]]);
  const said = (await cases.timeline(loanId)).filter(({ type }) => type === 'pause' || type === 'resume');
  expect(said.map(({ actor, why: reason }) => [actor, reason])).toEqual([
    ['sup-1', 'accounts are merged'],
    ['sup-1', 'done'],
  ]);
});

test('a dispute that is partly upheld: the customer is asked for the rest', async () => {
  const loanId = await openCase('PARTLY-1');
  await cases.ask(loanId, { type: 'dispute', id: 'D1', by, subject: 'a fee' });
  const partly = { type: 'resolve-dispute', id: 'D2', by: 'sup-1', outcome: 'partly', why } as const;
  await expect(cases.ask(loanId, { ...partly, amountMinor: 50_000 })).rejects.toMatchObject({
    type: 'Rejected.ResolutionAmount',
  });
  await cases.ask(loanId, { ...partly, amountMinor: 12_345 });
  await cases.passUntil('2026-11-03', '23:00');
  const { rows } = await cases.database.pool.query<{ body: string }>(
    `SELECT body FROM sandbox_messages WHERE contact_id LIKE 'PARTLY-1%'`,
  );
  expect(rows[0]?.body).toContain('CNY 376.55');
  expect(rows[0]?.body).not.toContain('CNY 500');
});
