import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CustomerHoldRepository } from '../../db/customer-hold-repository.ts';
import { DAY_MS } from '../../domain/calendar.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
let holds: CustomerHoldRepository;

beforeAll(async () => {
  bed = await ActivityBed.create();
  holds = new CustomerHoldRepository(bed.pool);
});
beforeEach(() => {
  bed.nowMs = beijing('2026-11-01', '12:00');
});
afterAll(() => bed.close());

/** A customer with so many loans like the seeded one, `<id>-1` …, each five days past due. */
async function customerWith(id: string, loans: number): Promise<LoanId[]> {
  const first = await bed.seed({ loanId: `${id}-1`, customerId: `C-${id}` }, 5);
  const others = Array.from({ length: loans - 1 }, (_, i) => `${id}-${i + 2}` as LoanId);
  await bed.copyLoan(first, others);
  return [first, ...others];
}

const decide = async (state: CaseState, ...events: CaseEvent[]) =>
  stateOf(await bed.activities().decide({ loanId: state.loanId, state, events }));
const kinds = (state: CaseState) => state.holds.map(({ kind }) => kind);
const by = 'collector-1';
const attorney: CaseEvent = { type: 'attorney', id: 'attorney-1', by, why: 'letter' };
const rows = async (id: string) =>
  (
    await bed.pool.query<{
      kind: string;
      loan_id: string | null;
      ended_why: string | null;
      channels: unknown;
    }>(
      'SELECT kind, loan_id, channels, ended_why FROM customer_holds WHERE customer_id = $1 ORDER BY hold_id',
      [`C-${id}`],
    )
  ).rows;

test('a hold of the customer is stored once, and holds another loan’s case before it is told', async () => {
  const [one, two] = await customerWith('H1', 2);
  const first = await decide(await bed.open(one!), attorney);
  expect(kinds(first)).toEqual(['attorney']);
  // Opened before, its first reminder due within the hour: the gate reads the hold in the same transaction.
  const second = await bed.open(two!);
  expect(kinds(second)).toEqual(['attorney']);
  bed.nowMs += 2 * 3_600_000;
  expect(kinds(await decide(second))).toEqual(['attorney']);
  expect(await rows('H1')).toEqual([{ kind: 'attorney', loan_id: null, channels: null, ended_why: null }]);
  const { rowCount } = await bed.pool.query("SELECT FROM contacts WHERE customer_id = 'C-H1'");
  expect(rowCount).toBe(0);
});

test('a case that opened before is held at its next decision; lifted, both are free', async () => {
  const [one, two] = await customerWith('H2', 2);
  const opened = await bed.open(two!);
  const first = await decide(await bed.open(one!), { ...attorney, id: 'attorney-2' });
  expect(await holds.reachedBy('attorney-2', one!)).toEqual([two]);
  bed.nowMs += 2 * 3_600_000;
  const second = await decide(opened);
  expect(kinds(second)).toEqual(['attorney']);
  await decide(first, { type: 'lift-hold', id: 'lift-2', by, hold: 'attorney', why: 'dismissed' });
  expect(await rows('H2')).toMatchObject([{ ended_why: 'dismissed' }]);
  expect(await holds.reachedBy('lift-2', one!)).toEqual([two]);
  const result = await bed.activities().decide({ loanId: two!, state: second, events: [] });
  expect(kinds(stateOf(result))).toEqual([]);
  expect(result.instruction.kind).toBe('deliver');
});

test('a hold of a loan leaves the customer’s other loans alone', async () => {
  const [one, two] = await customerWith('H3', 2);
  const notice = {
    type: 'moratorium',
    id: 'm-3',
    by,
    moratorium: 'breathing-space',
    startOn: '2026-11-01',
  } as const;
  const first = await decide(await bed.open(one!), notice);
  expect(first.holds).toMatchObject([{ kind: 'moratorium', period: { lastOn: '2026-12-31' } }]);
  expect(kinds(await bed.open(two!))).toEqual([]);
  expect(await holds.reachedBy('m-3', one!)).toEqual([]);
  // What the database gives back is what was decided.
  expect((await decide(first)).holds).toEqual(first.holds);
});

test('channels that are not wanted are kept, and read again as they were', async () => {
  const [one] = await customerWith('H4', 1);
  const cease = { type: 'cease', id: 'c-4', by, channels: ['sms'], why: 'no texts' } as const;
  const first = await decide(await bed.open(one!), { ...cease, channels: ['sms'] });
  const more = await decide(first, { ...cease, id: 'c-5', channels: ['voice'] });
  expect(more.holds).toMatchObject([{ kind: 'cease', channels: ['sms', 'voice'] }]);
  expect(await rows('H4')).toMatchObject([{ channels: ['sms', 'voice'] }]);
  bed.nowMs += 2 * 3_600_000;
  const { instruction } = await bed.activities().decide({ loanId: one!, state: more, events: [] });
  expect(instruction).toMatchObject({ kind: 'deliver', channel: 'email' });
});

test('a message that is reserved when another case is told of a hold is not sent', async () => {
  const [one, two] = await customerWith('H5', 2);
  const { state, contact } = await bed.reserve(one!);
  bed.nowMs += 1_000;
  await decide(await bed.open(two!), { ...attorney, id: 'attorney-5' });
  const after = stateOf(await bed.activities().deliver(contact));
  expect(after).toMatchObject({ rung: state.rung, holds: [{ kind: 'attorney' }] });
  const { rows: ledger } = await bed.pool.query('SELECT status FROM contacts WHERE loan_id = $1', [one]);
  expect(ledger).toEqual([{ status: 'held' }]);
  const { rowCount } = await bed.pool.query("SELECT FROM sandbox_messages WHERE contact_id LIKE 'H5-1%'");
  expect(rowCount).toBe(0);
});

test('a declared death holds the open cases and those to come, and is looked at once', async () => {
  const [one, two] = await customerWith('H6', 2);
  const opened = await bed.open(one!);
  const declared = {
    ...{ reportId: 'customer:deceased:6', customerId: 'C-H6' as CustomerId, reportedBy: 'core' },
    kind: 'deceased-review' as const,
  };
  expect(await holds.declare(declared, bed.nowMs)).toBe(true);
  expect(await holds.declare(declared, bed.nowMs)).toBe(true);
  expect(await holds.declare({ ...declared, customerId: 'nobody' as CustomerId }, bed.nowMs)).toBe(false);
  expect(await holds.reachedBy(declared.reportId, null)).toEqual([one]);
  const told = await decide(opened, { type: 'customer-hold', id: 'customer-hold:6', by: 'core' });
  const later = await bed.open(two!);
  expect([kinds(told), kinds(later)]).toEqual([['deceased-review'], ['deceased-review']]);
  const { rows: tasks } = await bed.pool.query(
    `SELECT t.kind FROM tasks t JOIN cases USING (case_id) WHERE customer_id = 'C-H6' AND t.closed_at IS NULL`,
  );
  expect(tasks).toEqual([{ kind: 'hold-review' }]);
});

test('a complaint outlives its case, and is answered once', async () => {
  const [one] = await customerWith('H7', 1);
  const complaint = { type: 'complaint', id: 'c-7', by, about: 'conduct', subject: 'rude' } as const;
  const state = await decide(await bed.open(one!), complaint);
  expect(kinds(state)).toEqual(['complaint']);
  bed.nowMs += DAY_MS;
  await decide(state, { type: 'close', id: 'x-7', by: 'sup-1', reason: 'settled', why: 'agreed' });
  const open = async () =>
    (
      await bed.pool.query<{ task_id: string; kind: string }>(
        `SELECT task_id, kind FROM tasks WHERE case_id = 'H7-1-1' AND closed_at IS NULL`,
      )
    ).rows;
  const [task, ...others] = await open();
  expect([task?.kind, others]).toEqual(['complaint-answer', []]);
  const answer = {
    complaintId: task?.task_id ?? '',
    outcome: 'upheld',
    answer: 'sorry',
    by: 'sup-1',
  } as const;
  expect(await holds.answer(answer, bed.nowMs)).toEqual({ loanId: one, outcome: 'upheld', answer: 'sorry' });
  expect(await open()).toEqual([]);
  // A second answer does not take the place of the first.
  const again = await holds.answer({ ...answer, outcome: 'rejected', answer: 'no' }, bed.nowMs);
  expect(again).toMatchObject({ outcome: 'upheld', answer: 'sorry' });
  expect(await holds.answer({ ...answer, complaintId: 'none' }, bed.nowMs)).toBeUndefined();
});

test('a decision about a hold that is made twice is made once', async () => {
  const [one] = await customerWith('H8', 1);
  const state = await bed.open(one!);
  const input = { loanId: one!, state, events: [{ ...attorney, id: 'attorney-8' }] };
  const made = [await bed.activities().decide(input), await bed.activities().decide(input)];
  expect(made[1]).toEqual(made[0]);
  expect(await rows('H8')).toHaveLength(1);
});
