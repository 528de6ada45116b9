import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLowRisk } from './low-risk-case.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

test('a reminder and thanks whose text message fails go by e-mail, in the same minute', async () => {
  const loanId = await openLowRisk(cases, 'BY-MAIL');
  cases.channels = (channel) =>
    channel === 'sms'
      ? { ...cases.sandbox, deliver: () => Promise.resolve({ outcome: 'failed', detail: 'no such number' }) }
      : cases.sandbox;
  const instalments = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
  await cases.ask(loanId, { type: 'promise', id: 'P1', by: 'collector-1', instalments });
  await cases.passUntil('2026-11-09', '12:00');
  const reminders = await cases.contacts(loanId);
  expect(reminders).toMatchObject([
    { purpose: 'promise-reminder', channel: 'sms', status: 'failed' },
    { purpose: 'promise-reminder', channel: 'email', status: 'sent' },
  ]);
  expect(reminders[0]?.at).toBe(reminders[1]?.at);
  await cases.pay(loanId, 50_000, 'PAY-BY-MAIL');
  expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
  expect((await cases.contacts(loanId)).slice(2)).toMatchObject([
    { purpose: 'acknowledge', channel: 'sms', status: 'failed' },
    { purpose: 'acknowledge', channel: 'email', status: 'sent' },
  ]);
});
