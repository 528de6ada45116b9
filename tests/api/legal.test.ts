import { afterEach, describe, expect, test } from 'vitest';
import type { LegalRecord } from '../../db/legal-repository.ts';
import { DomainFailure, notFound } from '../../domain/failures.ts';
import { Action, opening, paper } from '../domain/legal/fixtures.ts';
import { fakeApi, type Fakes } from './fakes.ts';

let fakes: Fakes;
afterEach(() => fakes.app.close());

/** The API on a legal action at its notice, or as the changes say. */
function api(changes: Partial<LegalRecord> = {}, ask?: () => Promise<never>): Fakes {
  const { state, instruction, answers } = new Action().last;
  const record: LegalRecord = {
    opening,
    decided: { state, instruction, answers },
    stopReason: null,
    endReason: null,
    documents: [{ ...paper, step: 'notice', addedBy: 'lawyer-1', addedAt: new Date(0) }],
    tasks: [
      {
        ...{ taskId: 'legal-L1-1.1.1', kind: 'legal-notice', summary: 'Prove it' },
        ...{ openedAt: new Date(0), dueAt: new Date(1) },
      },
    ],
    ...changes,
  };
  const base = fakeApi();
  fakes = fakeApi({
    data: {
      legal: {
        byId: (legalId) => Promise.resolve(legalId === 'L1-1' ? record : undefined),
        ofLoan: (loanId) => Promise.resolve(loanId === 'L1' ? [record] : []),
      },
    },
    ...(ask && { caseClient: { legal: { ...base.caseClient.legal, ask } } }),
  });
  return fakes;
}

const post = (url: string, payload: object) =>
  fakes.app.inject({ method: 'POST', url, payload, headers: { 'x-actor': 'lawyer-1' } });

const WHY = { why: 'it is so' };

describe('a legal action', () => {
  test('is shown with its step, deadline, tasks, documents and links', async () => {
    const { app } = api();
    const { statusCode, body } = await app.inject('/v1/legal/L1-1');
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      legalId: 'L1-1',
      approvedBy: ['supervisor-1'],
      claim: { amount: '10000.00', currency: 'CNY' },
      step: { name: 'notice', attempt: 1, outcomes: ['served', 'returned'], notBefore: null },
      next: { at: '2026-11-11T04:00:00.000Z' },
      tasks: [{ taskId: 'legal-L1-1.1.1' }],
      documents: [{ name: 'scan.pdf', kind: 'ruling', addedBy: 'lawyer-1' }],
      links: {
        self: '/v1/legal/L1-1',
        case: '/v1/cases/L1',
        temporal: 'http://ui.example/namespaces/default/workflows/legal-L1-1',
      },
    });
  });

  test('that was opened a moment ago is shown without a step', async () => {
    const { app } = api({ decided: null, documents: [], tasks: [] });
    const { body } = await app.inject('/v1/legal/L1-1');
    expect(JSON.parse(body)).toMatchObject({ step: null, claim: null, next: null, ended: null });
  });

  test('is listed with its loan; a loan without one has an empty list', async () => {
    const { app } = api();
    const listed = await app.inject('/v1/cases/L1/legal');
    expect(JSON.parse(listed.body)).toMatchObject({ items: [{ legalId: 'L1-1' }] });
    const none = await app.inject('/v1/cases/L2/legal');
    expect(JSON.parse(none.body)).toEqual({ items: [] });
  });

  test('that does not exist: 404, also to whoever would settle it', async () => {
    api({}, () => Promise.reject(notFound('this legal action is not running')));
    expect((await fakes.app.inject('/v1/legal/NONE')).statusCode).toBe(404);
    const amount = { amount: '1.00', currency: 'CNY' };
    expect((await post('/v1/legal/NONE/settle', { amount, ...WHY })).statusCode).toBe(404);
    expect((await post('/v1/legal/NONE/withdraw', WHY)).statusCode).toBe(404);
  });
});

describe('what people ask', () => {
  const REQUESTS: [string, object, object][] = [
    [
      '/v1/legal/L1-1/steps/notice/complete',
      { outcome: 'served', documents: [paper], ...WHY },
      { type: 'complete', step: 'notice', outcome: 'served', documents: [paper], ...WHY },
    ],
    [
      '/v1/legal/L1-1/steps/notice/complete',
      { outcome: 'returned', ...WHY },
      { type: 'complete', step: 'notice', outcome: 'returned', documents: [], ...WHY },
    ],
    [
      '/v1/legal/L1-1/documents',
      { documents: [paper], ...WHY },
      { type: 'document', documents: [paper], ...WHY },
    ],
    [
      '/v1/legal/L1-1/settle',
      { amount: { amount: '6000.00', currency: 'CNY' }, ...WHY },
      { type: 'settle', amountMinor: 600_000, documents: [], ...WHY },
    ],
    ['/v1/legal/L1-1/withdraw', WHY, { type: 'withdraw', ...WHY }],
    [
      '/v1/legal/L1-1/approvals/legal-L1-1.2.1/approve',
      WHY,
      { type: 'approval', taskId: 'legal-L1-1.2.1', approved: true, ...WHY },
    ],
    [
      '/v1/legal/L1-1/approvals/legal-L1-1.2.1/reject',
      WHY,
      { type: 'approval', taskId: 'legal-L1-1.2.1', approved: false, ...WHY },
    ],
  ];

  test.each(REQUESTS)('POST %s %j', async (url, body, event) => {
    api();
    const { statusCode, body: answer } = await post(url, body);
    expect(statusCode).toBe(200);
    expect(JSON.parse(answer)).toMatchObject({ legalId: 'L1-1' });
    expect(fakes.calls).toEqual([
      {
        method: 'legal.ask',
        loanId: 'L1-1',
        event: { ...event, by: 'lawyer-1', id: expect.stringMatching(/^api:/) as string },
      },
    ]);
  });

  const BAD: [string, object, string][] = [
    ['/v1/legal/L1-1/steps/lunch/complete', { outcome: 'served', ...WHY }, 'step'],
    ['/v1/legal/L1-1/steps/notice/complete', { outcome: 'eaten', ...WHY }, 'outcome'],
    ['/v1/legal/L1-1/documents', { documents: [], ...WHY }, 'documents'],
    ['/v1/legal/L1-1/documents', { documents: [{ ...paper, sha256: 'abc' }], ...WHY }, 'sha256'],
    ['/v1/legal/L1-1/settle', { amount: { amount: '1.00', currency: 'USD' }, ...WHY }, 'amount'],
    ['/v1/legal/L1-1/settle', { amount: { amount: '0.00', currency: 'CNY' }, ...WHY }, 'amount'],
    ['/v1/legal/L1-1/withdraw', {}, 'why'],
  ];

  test.each(BAD)('POST %s %j: 400 that names the field', async (url, body, field) => {
    api();
    const { statusCode, body: problem } = await post(url, body);
    expect(statusCode).toBe(400);
    expect(problem).toContain(field);
    expect(fakes.calls).toEqual([]);
  });

  test('a refusal is 409 with its rule', async () => {
    api({}, () => Promise.reject(new DomainFailure('Rejected.LegalStepTooEarly', 'Not before Tuesday.')));
    const { statusCode, body } = await post('/v1/legal/L1-1/steps/filing/complete', {
      ...{ outcome: 'accepted', documents: [paper], ...WHY },
    });
    expect(statusCode).toBe(409);
    expect(JSON.parse(body)).toMatchObject({
      code: 'Rejected.LegalStepTooEarly',
      detail: 'Not before Tuesday.',
    });
  });

  test('an action that has ended refuses by that name, though its workflow is gone', async () => {
    api({ endReason: 'settled' }, () => Promise.reject(notFound('this legal action is not running')));
    const { statusCode, body } = await post('/v1/legal/L1-1/withdraw', WHY);
    expect(statusCode).toBe(409);
    expect(JSON.parse(body)).toMatchObject({ code: 'Rejected.LegalActionEnded' });
  });
});
