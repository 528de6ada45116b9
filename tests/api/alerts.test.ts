import { afterEach, describe, expect, test } from 'vitest';
import type { AlertRecord } from '../../db/alert-reader.ts';
import type { DataPorts } from '../../api/ports.ts';
import type { Alert } from '../../domain/alerts/alert.ts';
import { BUILT_IN_LOAN_ALERTS } from '../../domain/alerts/loan-rules.ts';
import { DomainFailure, outcomeUnknown, upstreamUnavailable } from '../../domain/failures.ts';
import type { LoanId } from '../../domain/ids.ts';
import { NOW } from '../domain/fixtures.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let api: Fakes;
afterEach(() => api.app.close());

const loan = (loanId: string) => ({ kind: 'loan' as const, loanId: loanId as LoanId });
const record = (changes: Partial<AlertRecord> = {}): AlertRecord => ({
  ...{
    alertId: 'A1',
    kind: 'missed-payments',
    subject: loan('L1'),
    day: '2026-11-01',
    figures: { missed: 2 },
  },
  ...{
    severity: 2,
    why: 'Two are missed.',
    proposes: 'compress-ladder',
    state: 'open',
    raisedAtMs: NOW,
    refusals: 0,
    othersOpen: 0,
  },
  ...changes,
});

/** Pages that were asked for. */
const lists: unknown[] = [];
afterEach(() => lists.splice(0));

/** One alert as the database would keep it. */
function kept(alert: AlertRecord, changes: Parameters<typeof fakeApi>[0] = {}) {
  const box = { alert };
  const alerts: DataPorts['alerts'] = {
    find: (id) => Promise.resolve(id === box.alert.alertId ? box.alert : undefined),
    list: (_filter, asked) => {
      lists.push(asked);
      return Promise.resolve([box.alert]);
    },
    begin: (_id, action) =>
      Promise.resolve((box.alert = { ...box.alert, taking: box.alert.taking ?? action })),
    giveUp: () => {
      const { taking, ...open } = box.alert;
      box.alert = { ...open, refusals: open.refusals + 1 };
      return Promise.resolve();
    },
    decide: (_id, { state, by, why, action }, atMs) => {
      if (box.alert.state !== 'open') return Promise.resolve(false);
      const { taking, ...open } = box.alert;
      const decided = { state, by, atMs, ...(why !== undefined && { why }), ...(action && { action }) };
      box.alert = { ...open, state, decided };
      return Promise.resolve(true);
    },
  };
  const role = { sue: 'supervisor', mia: 'manager', cole: 'collector' } as Record<string, string>;
  const person = (userId: string) =>
    Promise.resolve(role[userId] ? ({ userId, role: role[userId], active: true } as never) : undefined);
  api = fakeApi({ ...changes, data: { alerts, people: { person } as never, ...changes.data } });
  return box;
}

async function post(url: string, payload: object, actor = 'sue') {
  const headers = { 'x-actor': actor };
  const answer = await api.app.inject({ method: 'POST', url: `/v1/${url}`, payload, headers });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const refused = (rule: string) => ({ status: 409, body: { type: expect.stringContaining(rule) as string } });

describe('who decides', () => {
  test.each([
    ['cole', 'cole is a collector'],
    ['nobody', 'nobody is not known as one'],
  ])('%s does not', async (actor, words) => {
    const box = kept(record());
    for (const url of ['take', 'dismiss']) {
      const answer = await post(`alerts/A1/${url}`, { why: 'w' }, actor);
      expect(answer).toMatchObject(refused('NotSupervisor'));
      expect(answer.body['detail']).toContain(words);
    }
    expect([box.alert.state, api.calls]).toEqual(['open', []]);
  });

  test.each(['sue', 'mia'])('%s does', async (actor) => {
    kept(record());
    expect(await post('alerts/A1/dismiss', { why: 'known' }, actor)).toMatchObject({
      ...{ status: 200, body: { state: 'dismissed', decided: { by: actor, why: 'known', action: null } } },
    });
    expect(await post('alerts/A1/dismiss', { why: 'known' }, actor)).toMatchObject(refused('AlertDecided'));
    expect(await post('alerts/A1/take', { why: 'known' }, actor)).toMatchObject(refused('AlertDecided'));
    expect(api.calls).toEqual([]);
  });
});

describe('taking', () => {
  test('is what the alert proposes, asked of the case under an id of the alert', async () => {
    kept(record());
    expect((await post('alerts/A1/take', { why: 'so be it' })).body).toMatchObject({
      state: 'taken',
      taking: null,
    });
    expect(api.calls).toEqual([
      {
        ...{ method: 'ask', loanId: 'L1' },
        event: {
          ...{ type: 'risk-alert', id: 'alert:A1:0', by: 'sue', alertId: 'A1' },
          ...{ action: 'compress-ladder', why: 'so be it' },
        },
      },
    ]);
  });

  test('or something else that can be done about it', async () => {
    kept(record());
    expect(await post('alerts/A1/take', { why: 'w', action: 'tell-region' })).toMatchObject(
      refused('AlertAction'),
    );
    await post('alerts/A1/take', { why: 'w', action: 'more-security' });
    expect(api.calls).toMatchObject([{ event: { action: 'more-security' } }]);
  });

  test.each([
    [new DomainFailure('Rejected.LegalNotHurried', 'no'), 409, undefined, 1],
    [upstreamUnavailable('down'), 503, undefined, 1],
    [outcomeUnknown('lost'), 202, 'compress-ladder', 0],
  ])('%s: the alert stays open', async (error, status, taking, refusals) => {
    const box = kept(record(), { caseClient: { ask: () => Promise.reject(error) } });
    expect((await post('alerts/A1/take', { why: 'w' })).status).toBe(status);
    expect([box.alert.state, box.alert.taking, box.alert.refusals]).toEqual(['open', taking, refusals]);
  });

  test('what may have been done is done again with the same request, and nothing else is', async () => {
    kept(record({ taking: 'early-recall' }));
    expect(await post('alerts/A1/take', { why: 'w' })).toMatchObject(refused('AlertBeingTaken'));
    expect(await post('alerts/A1/dismiss', { why: 'w' })).toMatchObject(refused('AlertBeingTaken'));
    expect((await post('alerts/A1/take', { why: 'w', action: 'early-recall' })).status).toBe(200);
  });

  test('a loan without an open case: what to do is said', async () => {
    const box = kept(record({ subject: loan('L2') }));
    const answer = await post('alerts/A1/take', { why: 'w' });
    expect(answer).toMatchObject(refused('AlertWithoutCase'));
    expect(answer.body['detail']).toContain('dismiss the alert');
    expect([box.alert.state, box.alert.taking]).toEqual(['open', undefined]);
  });

  test('a region is told as if somebody had reported it', async () => {
    const saved: unknown[] = [];
    const figures: Alert['figures'] = {
      indicator: 'delinquency',
      level: 'severe',
      asOf: '2026-10-31',
      source: 'control-chart',
    };
    const box = kept(
      record({
        kind: 'delinquency-jump',
        subject: { kind: 'region', region: 'east' },
        figures,
        proposes: 'tell-region',
      }),
      {
        data: {
          outlook: { saveMacroAlerts: (all: unknown[]) => Promise.resolve(void saved.push(...all)) } as never,
        },
      },
    );
    expect((await post('alerts/A1/take', { why: 'w' })).status).toBe(200);
    const told = { indicator: 'delinquency', level: 'severe', asOf: '2026-10-31', source: 'control-chart' };
    expect(saved).toEqual([{ region: 'east', ...told }]);
    expect(api.calls).toMatchObject([
      { method: 'tellRegion', loanId: 'east', event: { type: 'macro-alert', by: 'sue', ...told } },
    ]);
    expect(box.alert.state).toBe('taken');
  });

  test('a model that has drifted is trained anew', async () => {
    kept(
      record({ kind: 'model-drift', subject: { kind: 'model', model: 'bank-3' }, proposes: 'retrain-model' }),
    );
    expect((await post('alerts/A1/take', { why: 'w' })).status).toBe(200);
    expect(api.calls).toMatchObject([{ method: 'startTraining', event: { by: 'sue' } }]);
  });

  test('an alert that never was', async () => {
    kept(record());
    expect((await post('alerts/A2/take', { why: 'w' })).status).toBe(404);
    expect((await post('alerts/A2/dismiss', { why: 'w' })).status).toBe(404);
  });

  test.each([{}, { why: '' }, { why: 'w', action: 'sue' }, { why: 'w', other: 1 }])(
    '%j is no request',
    async (body) => {
      kept(record());
      expect((await post('alerts/A1/take', body)).status).toBe(400);
    },
  );
});

test('is read with what may be done about it', async () => {
  kept(record({ region: 'east', product: 'car' }));
  const one = await api.app.inject('/v1/alerts/A1');
  expect(one.json()).toMatchObject({
    ...{
      alertId: 'A1',
      subject: { kind: 'loan', loanId: 'L1', region: 'east', product: 'car' },
      decided: null,
    },
    actions: ['compress-ladder', 'more-security', 'early-recall'],
  });
  const list = await api.app.inject('/v1/alerts?state=open&limit=1');
  const { nextCursor } = list.json<{ nextCursor: string }>();
  expect((await api.app.inject(`/v1/alerts?cursor=${nextCursor}`)).statusCode).toBe(200);
  expect((await api.app.inject('/v1/alerts?cursor=nonsense')).statusCode).toBe(400);
  expect((await api.app.inject('/v1/alerts?kind=nonsense')).statusCode).toBe(400);
});

describe('the order of a list', () => {
  const cursorOf = async (query: string) =>
    (await api.app.inject(`/v1/alerts?limit=1${query}`)).json<{ nextCursor: string }>().nextCursor;

  test.each([
    ['', 'newest', [NOW, 'A1']],
    ['&state=open', 'urgency', [false, 420_000, 'L1', 'A1']],
    ['&state=taken', 'newest', [NOW, 'A1']],
    ['&state=open&order=newest', 'newest', [NOW, 'A1']],
    ['&order=urgency', 'urgency', [false, 420_000, 'L1', 'A1']],
  ])('%s is %s, and its cursor goes on in it', async (query, order, after) => {
    kept(record({ stakeMinor: 420_000, currency: 'CNY', othersOpen: 2 }));
    const cursor = await cursorOf(query);
    // The order need not be said again, and may not be another one.
    expect((await api.app.inject(`/v1/alerts?state=open&cursor=${cursor}`)).statusCode).toBe(200);
    expect(lists).toEqual([
      { order, limit: 1 },
      { order, after, limit: 50 },
    ]);
    const other = order === 'newest' ? 'urgency' : 'newest';
    const refusal = await api.app.inject(`/v1/alerts?order=${other}&cursor=${cursor}`);
    expect([refusal.statusCode, refusal.body]).toEqual([400, expect.stringContaining('cursor') as string]);
  });

  test('behind what is about many loans come the loans', async () => {
    kept(record({ subject: { kind: 'region', region: 'east', product: 'car' } }));
    await api.app.inject(`/v1/alerts?cursor=${await cursorOf('&state=open')}`);
    expect(lists[1]).toMatchObject({ after: [true, 0, '', 'A1'] });
  });

  test('what is at stake, and how many others there are, is with each', async () => {
    kept(record({ stakeMinor: 420_000, currency: 'CNY', othersOpen: 2 }));
    expect((await api.app.inject('/v1/alerts/A1')).json()).toMatchObject({
      stake: { amount: '4200.00', currency: 'CNY' },
      othersOpen: 2,
    });
  });
});

test('one that has lapsed cannot be decided any more', async () => {
  const box = kept(
    record({ state: 'lapsed', decided: { by: 'arrears', atMs: NOW, why: 'the case is closed' } }),
  );
  for (const url of ['take', 'dismiss']) {
    const answer = await post(`alerts/A1/${url}`, { why: 'w' });
    expect(answer).toMatchObject(refused('AlertDecided'));
    expect(answer.body['detail']).toContain('has lapsed');
  }
  expect(box.alert.state).toBe('lapsed');
});

describe('thresholds', () => {
  const publish = (rules: unknown) =>
    Promise.resolve({ version: 1, rules, publishedBy: 'mia', publishedAtMs: NOW, why: 'w' } as never);
  const policies = { data: { alertPolicies: { all: () => Promise.resolve([]), publish } } };

  test('are published by a manager', async () => {
    kept(record(), policies);
    const body = { rules: BUILT_IN_LOAN_ALERTS, why: 'ours' };
    expect(await post('alert-policies', body, 'mia')).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await post('alert-policies', body, 'sue')).toMatchObject(refused('NotManager'));
  });

  test('that make no sense are refused by the field', async () => {
    kept(record(), policies);
    const rules = { ...BUILT_IN_LOAN_ALERTS, missedPayments: { instalments: 0 } };
    const answer = await post('alert-policies', { rules, why: 'w' }, 'mia');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('missedPayments');
  });
});
