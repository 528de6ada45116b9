import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MessageRepository } from '../../db/message-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { openLowRisk } from './low-risk-case.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const TEXT = 'As agreed, here is the form that we talked about.';

async function write(loanId: LoanId, messageId: string) {
  const words = { messageId, loanId, by: 'ann', language: 'en', subject: 'Your form', body: TEXT } as const;
  await new MessageRepository(cases.database.pool).keep(words, cases.now());
  return cases.ask(loanId, { type: 'message', id: messageId, by: 'ann', messageId, channel: 'email' });
}

test('a collector’s own words are sent at once, counted, and in no history', async () => {
  const loanId = await openLowRisk(cases, 'WRITTEN');
  const before = await cases.state(loanId);
  await write(loanId, 'm-written');
  const after = await cases.state(loanId);
  expect(after).toMatchObject({ rung: before.rung, stage: before.stage });
  expect(after.pending).toBeUndefined();
  expect(await cases.contacts(loanId)).toMatchObject([
    { channel: 'email', purpose: 'collect', script: 'message/m-written', status: 'sent', messages: 1 },
  ]);
  expect(await cases.types(loanId)).toEqual(expect.arrayContaining(['message', 'delivered']));
  expect(Buffer.from(JSON.stringify(await cases.history(loanId))).includes('the form')).toBe(false);
});

test('while a promise is open they are refused, with no trace but the answer', async () => {
  const loanId = await openLowRisk(cases, 'WRITTEN-PROMISED');
  const instalments = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
  await cases.ask(loanId, { type: 'promise', id: 'P1', by: 'ann', instalments });
  await expect(write(loanId, 'm-promised')).rejects.toMatchObject({ type: 'Rejected.MessageNotPermitted' });
  expect(await cases.contacts(loanId)).toEqual([]);
});
