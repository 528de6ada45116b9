import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutgoingMessage } from '../../activities/channels/ports.ts';
import type { StepInput } from '../../activities/types.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { contactsOf } from '../setup/case-records.ts';
import { ActivityBed } from './bed.ts';

let bed: ActivityBed;

beforeAll(async () => {
  bed = await ActivityBed.create();
});
afterAll(() => bed.close());

const crash = () => Promise.reject(new Error('the worker was killed here'));

const ledger = async (loanId: LoanId) =>
  (await contactsOf(bed.pool, loanId)).map(({ channel, status, messages }) => [channel, status, messages]);

/** A case whose first reminder is due now. */
async function due(id: string): Promise<StepInput> {
  const loanId = await bed.seed({ loanId: id });
  bed.nowMs = beijing('2026-11-01', '12:00');
  const { caseId, sequence } = await bed.open(loanId);
  bed.nowMs += 3_600_000;
  return { loanId, caseId, sequence, nowMs: bed.nowMs };
}

test('a step that is due is decided, delivered and decided again', async () => {
  const step = await due('STEP-1');
  const result = await bed.activities().takeStep(step);
  expect(result.state).toMatchObject({ rung: 1, sequence: 3 });
  expect(result.instruction).toMatchObject({ kind: 'wait' });
  expect(await ledger(step.loanId)).toEqual([['sms', 'sent', 1]]);
});

test('run twice: one message, the same answer', async () => {
  const step = await due('STEP-2');
  const first = await bed.activities().takeStep(step);
  bed.nowMs += 60_000;
  expect(await bed.activities().takeStep(step)).toEqual(first);
  expect(await ledger(step.loanId)).toEqual([['sms', 'sent', 1]]);
  expect(await bed.count('case_decisions', step.loanId)).toBe(3);
});

test('run twice at once: one message, one decision', async () => {
  const step = await due('STEP-3');
  const both = await Promise.all([bed.activities().takeStep(step), bed.activities().takeStep(step)]);
  expect(both[0]).toEqual(both[1]);
  expect(await ledger(step.loanId)).toEqual([['sms', 'sent', 1]]);
});

test('killed after it was handed over: the retry asks the channel and records', async () => {
  const step = await due('STEP-4');
  const thenCrash = async (message: OutgoingMessage) => {
    await bed.sandbox.deliver(message);
    return crash();
  };
  await expect(bed.activities({ deliver: thenCrash }).takeStep(step)).rejects.toThrow();
  expect(await ledger(step.loanId)).toEqual([['sms', 'sending', 1]]);
  const never = () => Promise.reject(new Error('it was sent a second time'));
  await bed.activities({ deliver: never }).takeStep(step);
  expect(await ledger(step.loanId)).toEqual([['sms', 'sent', 1]]);
});

test('given up by the workflow: deciding again finds the reservation, and the delivery goes on', async () => {
  const step = await due('STEP-5');
  await expect(bed.activities({ deliver: crash }).takeStep(step)).rejects.toThrow();
  const { loanId, caseId, sequence } = step;
  const state = await bed.stateAt(caseId, sequence);
  const found = await bed.activities().decide({ loanId, state, events: [], nowMs: bed.nowMs });
  expect(found.instruction.kind).toBe('deliver');
  if (found.instruction.kind !== 'deliver') return;
  const { contactId, reservedAtMs } = found.instruction;
  await bed.activities().deliver({ loanId, caseId, contactId, reservedAtMs, sequence: sequence + 1 });
  expect(await ledger(loanId)).toEqual([['sms', 'sent', 1]]);
});

test('a decision that the database does not have: NotFound', async () => {
  const step = await due('STEP-6');
  await expect(bed.activities().takeStep({ ...step, sequence: 7 })).rejects.toMatchObject({
    type: 'NotFound',
  });
});

test('nothing due: the answer is to wait, and nothing is sent', async () => {
  const step = await due('STEP-7');
  bed.nowMs = beijing('2026-11-01', '12:00');
  const result = await bed.activities().takeStep({ ...step, nowMs: bed.nowMs });
  expect(result.instruction.kind).toBe('wait');
  expect(await ledger(step.loanId)).toEqual([]);
});
