import { afterEach, describe, expect, test } from 'vitest';
import type { CustomerHoldRepository } from '../../db/customer-hold-repository.ts';
import { DomainFailure } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let api: Fakes;
afterEach(() => api.app.close());

type Holds = Pick<CustomerHoldRepository, 'reachedBy' | 'declare' | 'answer'>;
const none: Holds = {
  reachedBy: () => Promise.resolve([]),
  declare: () => Promise.resolve(true),
  answer: () => Promise.resolve(undefined),
};
const withHolds = (holds: Partial<Holds>) => fakeApi({ data: { customerHolds: { ...none, ...holds } } });
const reached =
  (...loanIds: string[]) =>
  () =>
    Promise.resolve(loanIds as LoanId[]);

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  api.app.inject({ method: 'POST', url, payload, headers: { 'x-actor': 'collector-1', ...headers } });
const eventsOf = (method: string) => api.calls.filter((call) => call.method === method);

const why = 'by letter';
const REQUESTS: [string, object, Record<string, unknown>][] = [
  ['cease-requests', { why }, { type: 'cease', why }],
  ['cease-requests', { why, channels: ['sms'] }, { type: 'cease', channels: ['sms'] }],
  ['attorneys', { why, reference: 'F-1' }, { type: 'attorney', reference: 'F-1' }],
  ['vulnerabilities', { why, circumstance: 'health' }, { type: 'vulnerability' }],
  ['bankruptcies', { why, filedOn: '2026-10-01' }, { type: 'bankruptcy', filedOn: '2026-10-01' }],
  ['deaths', { why }, { type: 'death' }],
  [
    'moratoria',
    { moratorium: 'breathing-space', startOn: '2026-11-01', lastOn: '2026-12-30' },
    { type: 'moratorium', lastOn: '2026-12-30' },
  ],
  ['complaints', { about: 'conduct', subject: 'rude' }, { type: 'complaint', about: 'conduct' }],
  ['lift-hold', { hold: 'cease', why }, { type: 'lift-hold', hold: 'cease' }],
  ['pause', { why, lastOn: '2026-11-09' }, { type: 'pause', lastOn: '2026-11-09' }],
  ['resume', { why }, { type: 'resume' }],
  ['dispute-resolutions', { outcome: 'upheld', why }, { type: 'resolve-dispute', outcome: 'upheld' }],
  [
    'dispute-resolutions',
    { outcome: 'partly', amount: { amount: '50.00', currency: 'CNY' }, why },
    { type: 'resolve-dispute', outcome: 'partly', amountMinor: 5_000 },
  ],
  [
    'disputes',
    { subject: 'a fee', written: true, inValidationPeriod: true },
    { type: 'dispute', written: true, inValidationPeriod: true },
  ],
];

describe('what is asked of a case', () => {
  test.each(REQUESTS)('POST %s', async (path, body, event) => {
    api = fakeApi();
    const answer = await post(`/v1/cases/L1/${path}`, body);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({ loanId: 'L1' });
    expect(eventsOf('ask')).toMatchObject([{ loanId: 'L1', event: { ...event, by: 'collector-1' } }]);
  });

  test.each([
    ['cease-requests', {}],
    ['cease-requests', { why, channels: [] }],
    ['cease-requests', { why, channels: ['fax'] }],
    ['vulnerabilities', { why, circumstance: 'mood' }],
    ['moratoria', { moratorium: 'breathing-space', startOn: 'soon' }],
    ['lift-hold', { hold: 'promise', why }],
    ['dispute-resolutions', { outcome: 'partly', amount: { amount: '1.00', currency: 'USD' }, why }],
  ])('POST %s with %j is not valid', async (path, body) => {
    api = fakeApi();
    expect((await post(`/v1/cases/L1/${path}`, body)).statusCode).toBe(400);
    expect(eventsOf('ask')).toEqual([]);
  });

  test('a refusal names its rule', async () => {
    api = fakeApi({
      caseClient: {
        ask: () => Promise.reject(new DomainFailure('Rejected.NoSuchHold', 'The case is not paused.')),
      },
    });
    const answer = await post('/v1/cases/L1/resume', { why });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ detail: 'The case is not paused.' });
  });
});

describe('the customer’s other cases', () => {
  test('are told once the case has answered, of that very change', async () => {
    api = withHolds({ reachedBy: reached('L2', 'L3') });
    await post('/v1/cases/L1/attorneys', { why });
    const asked = eventsOf('ask')[0]?.event['id'];
    const id = `customer-hold:${String(asked)}`;
    expect(eventsOf('tell')).toMatchObject([
      { loanId: 'L2', event: { type: 'customer-hold', id } },
      { loanId: 'L3', event: { type: 'customer-hold', id } },
    ]);
  });

  test('a repeat by its key tells of the same change', async () => {
    api = withHolds({ reachedBy: reached('L2') });
    const key = { 'idempotency-key': 'k1' };
    await post('/v1/cases/L1/attorneys', { why }, key);
    await post('/v1/cases/L1/attorneys', { why }, key);
    expect(new Set(eventsOf('tell').map((call) => call.event['id'])).size).toBe(1);
  });

  test('that cannot be told are held all the same: the request has succeeded', async () => {
    const down = new DomainFailure('UpstreamUnavailable', 'down');
    api = fakeApi({
      caseClient: { tell: () => Promise.reject(down) },
      data: { customerHolds: { ...none, reachedBy: reached('L2') } },
    });
    expect((await post('/v1/cases/L1/attorneys', { why })).statusCode).toBe(200);
  });

  test('are not looked for when no hold can have changed', async () => {
    api = withHolds({ reachedBy: () => Promise.reject(new Error('asked')) });
    expect((await post('/v1/cases/L1/pause', { why })).statusCode).toBe(200);
  });
});

describe('what a core system reports of a customer', () => {
  test('holds every case, and those that run are told', async () => {
    const declared: unknown[] = [];
    api = withHolds({
      declare: (reported) => Promise.resolve(declared.push(reported) > 0),
      reachedBy: reached('L1', 'L2'),
    });
    const answer = await post('/v1/customer-events', { eventId: 'E1', customerId: 'C1', type: 'deceased' });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ casesTold: 1 });
    expect(declared).toMatchObject([
      { customerId: 'C1', kind: 'deceased-review', reportId: 'customer:deceased:E1' },
    ]);
  });

  test('of a customer who is not known is not found', async () => {
    api = withHolds({ declare: () => Promise.resolve(false) });
    const answer = await post('/v1/customer-events', { eventId: 'E1', customerId: 'C?', type: 'bankruptcy' });
    expect(answer.statusCode).toBe(404);
  });
});

describe('the answer to a complaint', () => {
  const body = { outcome: 'upheld', answer: 'we are sorry' };

  test('is recorded, and its case told', async () => {
    api = withHolds({
      answer: () => Promise.resolve({ loanId: 'L1' as LoanId, outcome: 'upheld', answer: 'we are sorry' }),
    });
    const answer = await post('/v1/complaints/L1-1.2.1000/answer', body);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual({ complaintId: 'L1-1.2.1000', loanId: 'L1', ...body });
    expect(eventsOf('tell')).toMatchObject([
      { event: { type: 'complaint-answered', complaintId: 'L1-1.2.1000', why: 'we are sorry' } },
    ]);
  });

  test('to one that never was is not found', async () => {
    api = fakeApi();
    expect((await post('/v1/complaints/C9/answer', body)).statusCode).toBe(404);
  });
});
