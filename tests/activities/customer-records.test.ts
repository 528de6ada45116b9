import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CustomerHoldRepository } from '../../db/customer-hold-repository.ts';
import { CustomerRecordReader, type RecordKey } from '../../db/customer-record-reader.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
let records: CustomerRecordReader;

beforeAll(async () => {
  bed = await ActivityBed.create();
  records = new CustomerRecordReader(bed.pool);
});
beforeEach(() => {
  bed.nowMs = beijing('2026-11-01', '12:00');
});
afterAll(() => bed.close());

async function decide(state: CaseState, ...events: CaseEvent[]): Promise<CaseState> {
  bed.nowMs += 1_000;
  return stateOf(await bed.activities().decide({ loanId: state.loanId, state, events }));
}

async function openCase(id: string): Promise<{ state: CaseState; customerId: CustomerId }> {
  const loanId = await bed.seed({ loanId: id });
  return { state: await bed.open(loanId), customerId: `C-${id}` as CustomerId };
}

const by = 'collector-1';
const why = 'as was said';
const FIRST_PAGE = { limit: 50, standing: false, open: false };

test('holds are listed with what they reach, and those that have ended with why', async () => {
  const { state, customerId } = await openCase('REC-1');
  const ceased = await decide(state, { type: 'cease', id: 'c-1', by, channels: ['sms', 'voice'], why });
  const held = await decide(ceased, { type: 'attorney', id: 'a-1', by, why });
  await decide(held, { type: 'lift-hold', id: 'l-1', by, hold: 'attorney', why: 'dismissed' });
  const all = await records.holds(customerId, FIRST_PAGE);
  expect(all).toMatchObject([
    { hold: { kind: 'cease', scope: 'customer', channels: ['sms', 'voice'] }, loanId: null, endedAt: null },
    { hold: { kind: 'attorney', owner: 'supervisor' }, endedWhy: 'dismissed' },
  ]);
  // What is read is what was decided.
  expect(all[0]?.hold).toEqual(ceased.holds[0]);
  const standing = await records.holds(customerId, { ...FIRST_PAGE, standing: true });
  expect(standing.map(({ hold }) => hold.kind)).toEqual(['cease']);
});

test('pages follow each other, and miss nothing of the same instant', async () => {
  const { state, customerId } = await openCase('REC-2');
  const wishes: CaseEvent[] = [
    { type: 'cease', id: 'c-2', by, why },
    { type: 'attorney', id: 'a-2', by, why },
    { type: 'complaint', id: 'k-2', by, about: 'debt', subject: 'one' },
    { type: 'complaint', id: 'k-3', by, about: 'debt', subject: 'two' },
  ];
  await decide(state, ...wishes);
  const kinds: string[] = [];
  const subjects: string[] = [];
  for (let page = 0, after: RecordKey | undefined, then: RecordKey | undefined; page < 3; page += 1) {
    const [hold] = await records.holds(customerId, { after, limit: 1, standing: false });
    if (hold) kinds.push(hold.hold.kind);
    after = hold && [hold.hold.sinceMs, hold.hold.holdId];
    const [complaint] = await records.complaints(customerId, { after: then, limit: 1, open: false });
    if (complaint) subjects.push(complaint.subject);
    then = complaint && [complaint.recordedAt.getTime(), complaint.complaintId];
    if (!hold && !complaint) break;
  }
  expect(kinds.slice(0, 2).toSorted()).toEqual(['attorney', 'cease']);
  expect(subjects.slice(0, 2).toSorted()).toEqual(['one', 'two']);
});

test('complaints are listed with their deadline and the rule, and how they were answered', async () => {
  const { state, customerId } = await openCase('REC-3');
  await decide(state, { type: 'complaint', id: 'k-4', by, about: 'debt', subject: 'a fee' });
  const open = await records.complaints(customerId, { ...FIRST_PAGE, open: true });
  expect(open).toMatchObject([
    {
      ...{ about: 'debt', subject: 'a fee', receivedOn: '2026-11-01', reportedBy: by, answeredAt: null },
    },
  ]);
  expect(open[0]?.citation).toContain('unverified');
  const complaintId = open[0]?.complaintId ?? '';
  const answer = { complaintId, outcome: 'upheld', answer: 'we are sorry', by: 'sue' } as const;
  await new CustomerHoldRepository(bed.pool).answer(answer, bed.nowMs);
  expect(await records.complaints(customerId, { ...FIRST_PAGE, open: true })).toEqual([]);
  expect(await records.complaints(customerId, FIRST_PAGE)).toMatchObject([
    { outcome: 'upheld', answer: 'we are sorry', answeredBy: 'sue' },
  ]);
  expect(await records.exists(customerId)).toBe(true);
  expect(await records.exists('nobody' as CustomerId)).toBe(false);
});

test('a customer is vulnerable as long as a hold says so', async () => {
  const { state, customerId } = await openCase('REC-4');
  const vulnerable = async () =>
    (
      await bed.pool.query<{ vulnerable: boolean }>(
        'SELECT vulnerable FROM customers WHERE customer_id = $1',
        [customerId],
      )
    ).rows[0]?.vulnerable;
  const ceased = await decide(state, { type: 'cease', id: 'c-5', by, why });
  expect(await vulnerable()).toBe(false);
  const told = { type: 'vulnerability', id: 'v-5', by, circumstance: 'health', why } as const;
  const held = await decide(ceased, told);
  expect(await vulnerable()).toBe(true);
  const less = await decide(held, { type: 'lift-hold', id: 'l-5', by, hold: 'cease', why });
  expect(await vulnerable()).toBe(true);
  await decide(less, { type: 'lift-hold', id: 'l-6', by, hold: 'vulnerability', why: 'well again' });
  expect(await vulnerable()).toBe(false);
});
