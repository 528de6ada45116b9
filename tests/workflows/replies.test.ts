import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { saveRoster } from '../../db/people-repository.ts';
import type { CaseEventOf } from '../../domain/case/events.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;

beforeAll(async () => {
  cases = await SkippingCases.create();
  await saveRoster(cases.database.pool, {
    teams: [{ teamId: 'team-east', region: 'east' }],
    users: [{ userId: 'ann', teamId: 'team-east', role: 'collector' }],
  });
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

test('what a customer has written is a collector’s task, said twice is one, and done it is over', async () => {
  await cases.begin('2026-11-01', '10:00');
  const loanId = await cases.seed({ loanId: 'REPLY-1' }, 3);
  await cases.open(loanId);
  const reply: CaseEventOf<'customer-reply'> = {
    ...{ type: 'customer-reply', id: 'reply:SM1', by: 'customer', channel: 'sms', messageId: 'SM1' },
    ...{ meaning: 'pay-offer', amountMinor: 20_000, dueOn: '2026-11-06' },
  };
  const report: CaseEventOf<'delivery-report'> = {
    ...{ type: 'delivery-report', id: 'report:1', by: 'provider', contactId: 'REPLY-1-1.9' },
    ...{ channel: 'voice', end: 'no-answer' },
  };
  for (const event of [reply, reply, report]) expect(await cases.client.tell(loanId, event)).toBe(true);
  await cases.passUntil('2026-11-01', '11:00');

  const { rows } = await cases.database.pool.query<{ task_id: string; assignee: string; summary: string }>(
    `SELECT task_id, assignee, summary FROM tasks WHERE kind = 'customer-reply'`,
  );
  expect(rows).toMatchObject([{ assignee: 'ann' }]);
  expect(rows[0]?.summary).toContain('offers to pay CNY 200.00 on 2026-11-06');
  const types = (await cases.timeline(loanId)).map(({ type }) => type);
  expect(types.filter((type) => type === 'customer-reply' || type === 'delivery-report')).toEqual([
    ...['customer-reply', 'delivery-report'],
  ]);

  const done = { type: 'task', id: 'done', by: 'ann', action: 'complete', why: 'confirmed' } as const;
  const state = await cases.ask(loanId, { ...done, taskId: rows[0]?.task_id ?? '' });
  expect(state?.errands).toBeUndefined();
});
