import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

test('one query tells what a case is waiting for, in words of both languages and as data', async () => {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: 'STATUS-1' }, 1);
  await cases.open(loanId);
  const first = await cases.client.status(loanId);
  expect(first.explanation).toMatchObject({
    doing: 'waiting',
    waitingFor: { kind: 'rung', do: 'remind', ordinal: 1 },
    reason: { kind: 'strategy' },
    then: { what: { kind: 'rung', ordinal: 2 } },
  });
  expect(first.words.en).toMatch(/^Waiting until 2026-11-\d\d 10:\d\d \(Asia\/Shanghai\) for SMS reminder 1/);
  expect(first.words['zh-CN']).toMatch(/^等待至 2026-11-\d\d 10:\d\d（Asia\/Shanghai）：第 1 次提醒（短信/);

  const instalments = [{ dueOn: '2026-11-05', amountMinor: 50_000 }];
  await cases.ask(loanId, { type: 'promise', id: 'P', by: 'collector-1', instalments });
  const held = await cases.client.status(loanId);
  expect(held.explanation?.holds).toMatchObject([{ kind: 'promise', amountMinor: 50_000 }]);
  expect(held.words.en).toContain('because of a promise to pay CNY 500.00 by 2026-11-05');

  await cases.pay(loanId, 50_000, 'PAY');
  expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
  // A workflow that has ended still answers.
  const ended = await cases.client.status(loanId);
  expect(ended.words.en).toMatch(/^Closed on 2026-11-01 .*: nothing is overdue any more\.$/);
  expect(ended.explanation).toMatchObject({ doing: 'closed', closed: { reason: 'cured' } });
});
