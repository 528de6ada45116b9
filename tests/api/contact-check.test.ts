import { expect, test } from 'vitest';
import type { ContactWishes } from '../../domain/contact/wishes.ts';
import { fakeApi } from './fakes.ts';

const check = (query: string, loanId = 'L1') =>
  fakeApi().app.inject({ method: 'GET', url: `/v1/cases/${loanId}/contact-check?${query}` });

test('a contact that is permitted, with the rules that were asked', async () => {
  const answer = await check('channel=sms');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ loanId: 'L1', channel: 'sms', decision: 'allow' });
  expect(answer.json()).toHaveProperty('reasons[0].citation');
});

test('one that is not: why, and from when', async () => {
  const answer = await check('channel=voice&at=2026-11-02T23:30:00%2B08:00');
  expect(answer.json()).toMatchObject({
    ...{ decision: 'defer', at: '2026-11-02T15:30:00.000Z', permittedFrom: '2026-11-03T00:00:00.000Z' },
    summary:
      'A call is not permitted at 2026-11-02 23:30 Asia/Shanghai; it will be from 2026-11-03 08:00 Asia/Shanghai.',
  });
});

test.each([
  ['a time that is over', 'channel=sms&at=2026-10-01T00:00:00Z', 'L1', 400, 'At is in the past'],
  ['a channel that does not exist', 'channel=pigeon', 'L1', 400, 'channel'],
  ['a time without a zone', 'channel=sms&at=2026-12-01T10:00:00', 'L1', 400, 'at'],
  ['a loan without a case', 'channel=sms', 'L2', 404, 'Loan L2 has no case'],
])('%s', async (_name, query, loanId, status, words) => {
  const answer = await check(query, loanId);
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toContain(words);
});

test('what a customer has said about hours is kept as it was said, and by whom it was noted', async () => {
  const saved: unknown[] = [];
  let kept: ContactWishes = {};
  const { app } = fakeApi({
    data: {
      wishes: {
        find: (id) => Promise.resolve(id === 'C1' ? kept : undefined),
        save: (id, wishes, by) => {
          kept = wishes;
          saved.push(by);
          return Promise.resolve(id === 'C1');
        },
      },
    },
  });
  const url = '/v1/customers/C1/contact-wishes';
  const wishes = { inconvenientHours: [{ from: '12:00', to: '14:00' }], otherZones: ['Europe/London'] };
  const put = await app.inject({
    method: 'PUT',
    url,
    payload: wishes,
    headers: { 'x-actor': 'collector-1' },
  });
  expect([put.statusCode, saved]).toEqual([200, ['collector-1']]);
  expect((await app.inject({ url })).json()).toEqual(wishes);
  expect((await app.inject({ url: '/v1/customers/C9/contact-wishes' })).statusCode).toBe(404);
});

test.each([
  [{ inconvenientHours: [{ from: '12', to: '14:00' }] }, 'HH:MM'],
  [{ inconvenientHours: [{ from: '12:00', to: '12:00' }] }, 'say the hours between'],
  [{ otherZones: ['Mars/Olympus'] }, 'is not a time zone'],
  [{ extraCallsConsentOn: '2026-02-30' }, 'extraCallsConsentOn'],
  [{ hours: [] }, 'hours'],
])('wishes that mean nothing are refused: %j', async (payload, words) => {
  const { app } = fakeApi();
  const answer = await app.inject({ method: 'PUT', url: '/v1/customers/C1/contact-wishes', payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain(words);
});
