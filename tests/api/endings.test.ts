import { describe, expect, test } from 'vitest';
import { closeCase } from '../../domain/case/settle-books.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { LoanExport } from '../../db/export-repository.ts';
import type { RecordedLoanChange } from '../../db/loan-change-repository.ts';
import { caseState, NOW } from '../domain/fixtures.ts';
import { fakeApi, NEXT, type Fakes } from './fakes.ts';

type Body = Record<string, unknown> & { results: Record<string, unknown>[]; detail: string };

const L1 = 'L1' as LoanId;

async function post(fakes: Fakes, url: string, payload: object, headers: Record<string, string> = {}) {
  const response = await fakes.app.inject({ method: 'POST', url, payload, headers });
  return { status: response.statusCode, body: response.json<Body>() };
}
async function get(fakes: Fakes, url: string, headers: Record<string, string> = {}) {
  const response = await fakes.app.inject({ url, headers });
  return { status: response.statusCode, body: response.json<Body>(), headers: response.headers };
}

/** The API in which the newest case of L1 is this one. */
function withCase(state: CaseState, data: Parameters<typeof fakeApi>[0] = {}): Fakes {
  const { cases } = fakeApi().data;
  const newest = { state, instruction: NEXT, answers: [] };
  return fakeApi({ data: { ...data.data, cases: { ...cases, newestOf: () => Promise.resolve(newest) } } });
}

describe('what is asked of a case', () => {
  test.each([
    [
      'settlements',
      { amount: { amount: '400.00', currency: 'CNY' }, dueOn: '2026-11-10', why: 'sold the car' },
      { type: 'settlement', amountMinor: 40_000, dueOn: '2026-11-10', why: 'sold the car' },
    ],
    ['notes', { text: ' speaks Cantonese ' }, { type: 'note', text: 'speaks Cantonese' }],
    [
      'strategy',
      { strategy: 'cn-retail@2', why: 'softer' },
      { type: 'change-strategy', strategy: 'cn-retail@2', why: 'softer' },
    ],
    [
      'close',
      { reason: 'sold', why: 'portfolio 7', consent: true },
      { type: 'close', reason: 'sold', why: 'portfolio 7', consent: true },
    ],
  ])('POST /v1/cases/:loanId/%s', async (path, payload, event) => {
    const fakes = fakeApi();
    const { status } = await post(fakes, `/v1/cases/L1/${path}`, payload, { 'x-actor': 'sup-1' });
    expect(status).toBe(200);
    expect(fakes.calls).toMatchObject([{ method: 'ask', loanId: 'L1', event: { by: 'sup-1', ...event } }]);
  });

  test.each([
    ['settlements', { amount: { amount: '0.00', currency: 'CNY' }, dueOn: '2026-11-10', why: 'x' }, 'amount'],
    ['settlements', { amount: { amount: '4.00', currency: 'CNY' }, dueOn: '10.11.2026', why: 'x' }, 'dueOn'],
    ['notes', { text: '  ' }, 'text'],
    ['strategy', { strategy: 'cn-retail', why: 'x' }, 'strategy'],
    ['strategy', { strategy: 'cn-retail@9999999', why: 'x' }, 'strategy'],
    ['strategy', { strategy: 'cn-retail@2' }, 'why'],
  ])('%s: %j is not valid', async (path, payload, field) => {
    const { status, body } = await post(fakeApi(), `/v1/cases/L1/${path}`, payload);
    expect([status, body['errors']]).toMatchObject([400, [{ field }]]);
  });
});

describe('GET /v1/cases/:loanId shows', () => {
  const settlement = { id: 's', amountMinor: 40_000, dueOn: '2026-11-10', madeAtMs: NOW };
  const amount = { amount: '400.00', currency: 'CNY' };

  test('the settlement that stands, and the case before', async () => {
    const state = caseState({ loanId: L1, settlement, previousCaseId: 'L1-1' as CaseState['caseId'] });
    const { body } = await get(withCase(state), '/v1/cases/L1');
    expect(body).toMatchObject({
      settlement: { status: 'standing', amount, dueOn: '2026-11-10' },
      previousCaseId: 'L1-1',
    });
  });

  test('the one that was paid, with what was forgiven', async () => {
    const closed = {
      ...closeCase(caseState({ loanId: L1, arrearsMinor: 10_000 }), 'settled', NOW),
      settlement,
    };
    const { body } = await get(withCase(closed), '/v1/cases/L1');
    expect(body).toMatchObject({
      closed: { reason: 'settled', forgiven: { amount: '100.00', currency: 'CNY' } },
      settlement: { status: 'paid', amount },
    });
  });

  test('the one that is being decided, and none', async () => {
    const about = { kind: 'settlement-approval', offer: settlement } as const;
    const ask = {
      taskId: 'T-1',
      kind: about.kind,
      dueAtMs: NOW,
      persons: 2,
      askedBy: 'c',
      approvedBy: [],
      about,
    };
    const asked = await get(withCase(caseState({ asks: [ask as never] })), '/v1/cases/L1');
    expect(asked.body).toMatchObject({ settlement: { status: 'under-review', taskId: 'T-1', amount } });
    const none = await get(fakeApi(), '/v1/cases/L1');
    expect(none.body).toMatchObject({ settlement: null, previousCaseId: null });
  });
});

describe('POST /v1/cases/:loanId/reopen', () => {
  const why = 'found a new address';

  test('opens a new case where a decision had ended it', async () => {
    const fakes = withCase(closeCase(caseState({ loanId: L1 }), 'written-off', NOW));
    const { status, body } = await post(fakes, '/v1/cases/L1/reopen', { why }, { 'x-actor': 'sup-1' });
    expect([status, body]).toEqual([202, { loanId: 'L1', previousCaseId: 'L000001-1' }]);
    expect(fakes.calls).toMatchObject([
      { method: 'reportOverdue', loanId: 'L1', event: { type: 'overdue', by: 'sup-1', reopen: why } },
    ]);
  });

  test.each<[string, CaseState, number, string]>([
    ['open', caseState(), 50_000, 'CaseStillOpen'],
    ['cured', closeCase(caseState(), 'cured', NOW), 50_000, 'NotEndedByDecision'],
    ['without arrears', closeCase(caseState(), 'recalled', NOW), 0, 'NothingOwed'],
  ])('%s: refused', async (_name, state, arrearsMinor, rule) => {
    const { loanChanges } = fakeApi().data;
    const data = { loanChanges: { ...loanChanges, arrearsOf: () => Promise.resolve(arrearsMinor) } };
    const fakes = withCase(state, { data });
    const { status, body } = await post(fakes, '/v1/cases/L1/reopen', { why });
    expect([status, body['code']]).toEqual([409, `Rejected.${rule}`]);
    expect(fakes.calls).toEqual([]);
  });

  test('a loan that never had a case', async () => {
    expect((await post(fakeApi(), '/v1/cases/L2/reopen', { why })).status).toBe(404);
  });
});

describe('POST /v1/loan-changes', () => {
  const change = { changeId: 'X1', loanId: 'L1', change: 'sold', effectiveOn: '2026-11-01' };
  const answering = (recorded: RecordedLoanChange, changes: Parameters<typeof fakeApi>[0] = {}) => {
    const { loanChanges } = fakeApi().data;
    const record = (all: readonly { changeId: string }[]) =>
      Promise.resolve(new Map(all.map(({ changeId }) => [changeId, recorded])));
    return fakeApi({ ...changes, data: { ...changes.data, loanChanges: { ...loanChanges, record } } });
  };

  test('is recorded, and the case is told', async () => {
    const fakes = fakeApi();
    const { status, body } = await post(fakes, '/v1/loan-changes', { ...change, why: 'portfolio 7' });
    expect([status, body]).toEqual([
      202,
      {
        ...{ accepted: 1, rejected: 0 },
        results: [
          { index: 0, changeId: 'X1', loanId: 'L1', status: 'accepted', duplicate: false, caseTold: true },
        ],
      },
    ]);
    const { changeId: _id, loanId: _loan, ...said } = change;
    expect(fakes.calls).toEqual([
      {
        ...{ method: 'tell', loanId: 'L1' },
        event: {
          type: 'loan-change',
          id: 'loan-change:X1',
          by: 'api',
          ...said,
          reportedAtMs: NOW,
          why: 'portfolio 7',
        },
      },
    ]);
  });

  test('in a batch each stands for itself', async () => {
    const { body } = await post(fakeApi(), '/v1/loan-changes', [
      change,
      change,
      { ...change, change: 'recalled' },
      { ...change, changeId: 'X2', loanId: 'L2' },
      { ...change, changeId: 'X3', loanId: 'L9' },
      { ...change, changeId: 'X4', change: 'cured' },
    ]);
    expect(body.results).toMatchObject([
      { changeId: 'X1', status: 'accepted', duplicate: false, caseTold: true },
      { changeId: 'X1', status: 'accepted', duplicate: true },
      { changeId: 'X1', status: 'rejected', problem: { status: 409, code: 'LoanChangeConflict' } },
      { changeId: 'X2', status: 'accepted', caseTold: false },
      { changeId: 'X3', status: 'rejected', problem: { status: 404 } },
      { changeId: null, status: 'rejected', problem: { status: 400, errors: [{ field: 'change' }] } },
    ]);
  });

  test('repeated: told with the instant of the first report, unless the case knows', async () => {
    const fakes = answering({ outcome: 'repeated', reportedAtMs: NOW - 1_000 });
    const { body } = await post(fakes, '/v1/loan-changes', change);
    expect(body.results).toMatchObject([{ status: 'accepted', duplicate: true, caseTold: true }]);
    expect(fakes.calls).toMatchObject([{ method: 'tell', event: { reportedAtMs: NOW - 1_000 } }]);

    const { events } = fakeApi().data;
    const handled = () => Promise.resolve([{ loanId: L1, eventId: 'loan-change:X1' }]);
    const knowing = answering(
      { outcome: 'repeated', reportedAtMs: NOW },
      { data: { events: { ...events, handled } } },
    );
    const again = await post(knowing, '/v1/loan-changes', change);
    expect(again.body.results).toMatchObject([{ status: 'accepted', duplicate: true, caseTold: true }]);
    expect(knowing.calls).toEqual([]);
  });

  test('another content under the same id: a conflict, and nobody is told', async () => {
    const fakes = answering({ outcome: 'conflicting' });
    const { body } = await post(fakes, '/v1/loan-changes', change);
    expect(body.results).toMatchObject([{ status: 'rejected', problem: { code: 'LoanChangeConflict' } }]);
    expect(fakes.calls).toEqual([]);
  });
});

describe('GET /v1/cases/:loanId/export', () => {
  const found: LoanExport = {
    loan: { loanId: 'L1', currency: 'CNY', principalMinor: 5_000_000 },
    customer: {
      ...{ customerId: 'C1', name: 'Customer C1', consents: ['sms'] },
      contactPoints: [{ kind: 'phone', value: '+86 1', usable: true }],
    },
    schedule: [{ number: 1, dueOn: '2026-10-30', principalMinor: 50_000, interestMinor: 0, feeMinor: 0 }],
    payments: [{ paymentId: 'P1', paidAtMs: NOW, amountMinor: 100 }],
    ...{ contacts: [], holds: [], loanChanges: [] },
    cases: [{ caseId: 'L1-1', closedAtMs: null, forgivenMinor: null, closeReason: null }],
    timeline: [
      {
        ...{
          caseId: 'L1-1',
          sequence: 2,
          entry: 1,
          atMs: NOW,
          type: 'promise',
          actor: 'collector-1',
          why: 'x',
        },
        data: { eventId: 'P', instalments: [{ dueOn: '2026-11-10', amountMinor: 50_000 }] },
      },
    ],
  };
  const asked: object[] = [];
  const exporting = () =>
    fakeApi({
      data: {
        exports: {
          exportLoan: (request) => {
            asked.push(request);
            return Promise.resolve(request.loanId === 'L1' ? found : undefined);
          },
        },
      },
    });

  test('is one document, asked for by somebody for a reason, and not kept on the way', async () => {
    const { status, body, headers } = await get(
      exporting(),
      '/v1/cases/L1/export?purpose=agency&why=contract%207',
      { 'x-actor': 'sup-1' },
    );
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const at = new Date(NOW).toISOString();
    expect(body).toMatchObject({
      ...{ exportedAt: at, exportedBy: 'sup-1', purpose: 'agency', why: 'contract 7' },
      loan: { principal: { amount: '50000.00', currency: 'CNY' } },
      customer: { contactPoints: [{ value: '+86 1' }] },
      schedule: [{ principal: { amount: '500.00', currency: 'CNY' } }],
      payments: [{ paidAt: at, amount: { amount: '1.00', currency: 'CNY' } }],
      promises: [{ promiseId: 'P', outcome: 'open', madeAt: at }],
      disputes: [],
      cases: [{ caseId: 'L1-1', closedAt: null, forgiven: null, closeReason: null }],
      timeline: [{ caseId: 'L1-1', at, type: 'promise' }],
    });
    expect(asked.at(-1)).toEqual({
      loanId: 'L1',
      purpose: 'agency',
      by: 'sup-1',
      why: 'contract 7',
      now: NOW,
    });
  });

  test.each([
    ['nobody says why', 'L1', 'purpose=agency', 400, 'InvalidInput'],
    ['for no purpose of ours', 'L1', 'purpose=curiosity&why=x', 400, 'InvalidInput'],
    ['a sale without consent', 'L1', 'purpose=sale&why=x', 409, 'Rejected.SaleWithoutConsent'],
    ['a loan without a case', 'L2', 'purpose=court&why=x', 404, 'NotFound'],
  ])('%s: refused', async (_name, loanId, query, status, code) => {
    const answer = await get(exporting(), `/v1/cases/${loanId}/export?${query}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('a sale with consent', async () => {
    const { status } = await get(exporting(), '/v1/cases/L1/export?purpose=sale&why=x&consent=true');
    expect(status).toBe(200);
  });
});
