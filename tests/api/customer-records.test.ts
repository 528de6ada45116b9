import { afterEach, describe, expect, test } from 'vitest';
import type {
  CustomerRecordReader,
  RecordedComplaint,
  RecordedHold,
} from '../../db/customer-record-reader.ts';
import type { LoanId } from '../../domain/ids.ts';
import { NOW } from '../domain/fixtures.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let api: Fakes;
afterEach(() => api.app.close());

type Records = Pick<CustomerRecordReader, 'exists' | 'holds' | 'complaints'>;
const withRecords = (records: Partial<Records>) =>
  fakeApi({
    data: {
      customerRecords: {
        exists: () => Promise.resolve(true),
        holds: () => Promise.resolve([]),
        complaints: () => Promise.resolve([]),
        ...records,
      },
    },
  });
const get = async (url: string) => {
  const answer = await api.app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};

const hold: RecordedHold = {
  hold: {
    ...{ kind: 'moratorium', holdId: 'H1', scope: 'loan', sinceMs: NOW, untilMs: NOW + 60_000, owner: 'ann' },
  },
  ...{ loanId: 'L1' as LoanId, endedAt: null, endedWhy: null },
};
const complaint: RecordedComplaint = {
  ...{ complaintId: 'K1', loanId: 'L1' as LoanId, caseId: 'L1-1', about: 'conduct', subject: 'rude' },
  ...{ receivedOn: '2026-11-01', dueAt: new Date(NOW), citation: 'a rule', reportedBy: 'ann' },
  ...{ recordedAt: new Date(NOW), assignee: null },
  ...{ answeredAt: null, answeredBy: null, outcome: null, answer: null },
};

describe('GET /v1/customers/:customerId/holds', () => {
  test('shows owner, end and reach', async () => {
    const ended = { ...hold, loanId: null, endedAt: new Date(NOW), endedWhy: 'over' };
    const everywhere = {
      ...ended,
      hold: { ...hold.hold, scope: 'customer' as const, review: true as const },
    };
    api = withRecords({ holds: () => Promise.resolve([hold, everywhere]) });
    const { status, body } = await get('/v1/customers/C1/holds');
    expect([status, body]).toEqual([
      200,
      {
        nextCursor: null,
        items: [
          {
            ...{ holdId: 'H1', kind: 'moratorium', owner: 'ann', loanId: 'L1', ends: 'by-itself' },
            reach: 'loan L1, contact by any channel',
            since: '2026-11-01T04:00:00.000Z',
            until: '2026-11-01T04:01:00.000Z',
          },
          {
            ...{ holdId: 'H1', kind: 'moratorium', owner: 'ann', ends: 'review' },
            reach: 'every loan of the customer, contact by any channel',
            since: '2026-11-01T04:00:00.000Z',
            until: '2026-11-01T04:01:00.000Z',
            ended: { at: '2026-11-01T04:00:00.000Z', why: 'over' },
          },
        ],
      },
    ]);
  });

  test('a full page has a cursor that leads to the next', async () => {
    const pages: unknown[] = [];
    api = withRecords({
      holds: (_customerId, page) => {
        pages.push(page);
        return Promise.resolve([hold]);
      },
    });
    const { body } = await get('/v1/customers/C1/holds?limit=1&standing=true');
    await get(`/v1/customers/C1/holds?limit=1&cursor=${String(body['nextCursor'])}`);
    expect(pages).toEqual([
      { after: undefined, limit: 1, standing: true },
      { after: [NOW, 'H1'], limit: 1, standing: false },
    ]);
  });

  test.each(['cursor=abc', 'standing=perhaps', 'limit=0'])('%s: 400', async (query) => {
    api = withRecords({});
    expect((await get(`/v1/customers/C1/holds?${query}`)).status).toBe(400);
  });
});

describe('GET /v1/customers/:customerId/complaints', () => {
  test('shows who is to answer by when and by which rule, and the answer', async () => {
    const answered: RecordedComplaint = {
      ...{ ...complaint, assignee: 'sue', answeredAt: new Date(NOW), answeredBy: 'sue' },
      ...{ outcome: 'upheld', answer: 'we are sorry' },
    };
    api = withRecords({ complaints: () => Promise.resolve([complaint, answered]) });
    const { status, body } = await get('/v1/customers/C1/complaints');
    const { items } = body as { items: Record<string, unknown>[] };
    expect(status).toBe(200);
    expect(items[0]).toMatchObject({
      complaintId: 'K1',
      rule: 'a rule',
      owner: null,
      receivedOn: '2026-11-01',
    });
    expect(items[0]).not.toHaveProperty('answered');
    const answer = { by: 'sue', outcome: 'upheld', answer: 'we are sorry', at: '2026-11-01T04:00:00.000Z' };
    expect(items[1]).toMatchObject({ owner: 'sue', answered: answer });
  });
});

test.each(['holds', 'complaints'])('%s of a customer that is not known: 404', async (what) => {
  api = withRecords({ exists: () => Promise.resolve(false) });
  const { status, body } = await get(`/v1/customers/C9/${what}`);
  expect([status, body['code']]).toEqual([404, 'NotFound']);
});
