import { expect, test } from 'vitest';
import type { OutboxRow } from '../../db/outbox-repository.ts';
import { fakeApi } from './fakes.ts';

const row: OutboxRow = {
  ...{ contactId: 'L1-1.2', loanId: 'L1', channel: 'sms', address: 'k1:+8613812345678', language: 'zh-CN' },
  ...{ subject: '还款提醒', body: '您好。', atMs: Date.UTC(2026, 10, 1, 2), zone: 'Asia/Shanghai' },
  ...{ script: 'reminder-soft', scriptVersion: 3 },
};

function outbox(...rows: OutboxRow[]) {
  const asked: unknown[] = [];
  const newest = (query: unknown) => {
    asked.push(query);
    return Promise.resolve(rows);
  };
  const decrypt = (value: string) => value.replace('k1:', '');
  return { ...fakeApi({ data: { outbox: { newest, decrypt } } }), asked };
}

test('messages as customers would have got them, addresses masked', async () => {
  const letter = {
    ...row,
    channel: 'letter',
    address: 'k1:customer C1',
    script: 'formal-demand@1',
    scriptVersion: 1,
  };
  const { app, asked } = outbox(row, letter);
  const answer = await app.inject({ url: '/v1/outbox?loan=L1&limit=2' });
  expect(asked).toEqual([{ loanId: 'L1', limit: 2 }]);
  expect(answer.json()).toEqual({
    items: [
      {
        ...{ contactId: 'L1-1.2', loanId: 'L1', at: '2026-11-01T02:00:00.000Z', zone: 'Asia/Shanghai' },
        ...{
          channel: 'sms',
          to: '+86•••••••5678',
          language: 'zh-CN',
          script: 'reminder-soft@3',
          body: '您好。',
        },
      },
      expect.objectContaining({ to: 'customer C1', subject: '还款提醒', script: 'formal-demand@1' }),
    ],
  });
});

test('a collector’s own words have no version', async () => {
  const { app } = outbox({ ...row, script: 'message/api:1', scriptVersion: null });
  const answer = await app.inject({ url: '/v1/outbox' });
  expect(answer.json()).toMatchObject({ items: [{ script: 'message/api:1' }] });
});
