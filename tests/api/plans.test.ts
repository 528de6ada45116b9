import { describe, expect, test } from 'vitest';
import type { CaseState } from '../../domain/case/state.ts';
import type { LoanId, TaskId } from '../../domain/ids.ts';
import { caseState, NOW } from '../domain/fixtures.ts';
import { fakeApi, NEXT, type Fakes } from './fakes.ts';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
/** 1,000.00 a month are left, of which 700.00 may go into a plan. */
const means = { income: cny('5000.00'), outgoings: cny('4000.00') };

type Body = Record<string, unknown> & { proposals: Record<string, unknown>[] };

async function post(fakes: Fakes, url: string, payload: object) {
  const response = await fakes.app.inject({ method: 'POST', url, payload, headers: { 'x-actor': 'anna' } });
  return { status: response.statusCode, body: response.json<Body>() };
}

// The loan of the fakes: 500.00 overdue, six instalments of 200.00 from 20 November.
describe('POST /v1/cases/:loanId/plans/quote', () => {
  const quote = (payload: object) => post(fakeApi(), '/v1/cases/L1/plans/quote', payload);

  test('works out every kind of plan that policy allows, with dates, amounts and cost', async () => {
    const { status, body } = await quote({ means });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ loanId: 'L1', arrears: cny('500.00'), principal: cny('1080.00'), annualRate: 0.12 },
      ...{ termMonths: 6, capacity: cny('700.00') },
    });
    expect(body.proposals.map(({ kind, affordable }) => [kind, affordable])).toEqual([
      ['spread', true],
      ['re-term', true],
      ['interest-only', true],
    ]);
    expect(body.proposals[0]).toMatchObject({
      ...{ months: 1, firstDueOn: '2026-11-20', interest: cny('20.00'), arrears: cny('500.00') },
      instalments: [{ dueOn: '2026-11-20', amount: cny('700.00') }],
      cost: { total: cny('1700.00'), unchanged: cny('1700.00'), extra: cny('0.00') },
    });
  });

  test('says what is missing when nothing is affordable', async () => {
    const poor = { income: cny('300.00'), share: 0.3 };
    const { body } = await quote({ means: poor, kind: 'spread' });
    expect(body).toMatchObject({ capacity: cny('90.00') });
    // Ten parts of 50.00; 200.00 fall due anyway.
    expect(body.proposals).toMatchObject([{ months: 10, affordable: false, shortfall: cny('160.00') }]);
  });

  test('changes nothing', async () => {
    const fakes = fakeApi();
    await post(fakes, '/v1/cases/L1/plans/quote', { means });
    expect(fakes.calls).toEqual([]);
  });

  test.each<[string, string, object, number, string]>([
    ['another currency', 'L1', { means: { ...means, income: { amount: '1', currency: 'USD' } } }, 400, 'CNY'],
    ['no means', 'L1', {}, 400, 'means'],
    ['both ways of means', 'L1', { means: { ...means, share: 0.5 } }, 400, 'means'],
    ['a share above all', 'L1', { means: { income: cny('1'), share: 1.1 } }, 400, 'means'],
    ['no day', 'L1', { means, firstDueOn: '2026-02-30' }, 400, 'firstDueOn'],
    ['no case', 'L9', { means }, 404, 'no case is open'],
  ])('%s: refused in words', async (_name, loan, payload, status, words) => {
    const answer = await post(fakeApi(), `/v1/cases/${loan}/plans/quote`, payload);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body).toLowerCase()).toContain(words.toLowerCase());
  });
});

describe('POST /v1/cases/:loanId/plans', () => {
  test('asks the case with a plan that was worked out here, in few words', async () => {
    const fakes = fakeApi();
    const asked = { means, kind: 'spread', months: 5, note: 'short hours', documentIds: ['DOC-1'] };
    const { status } = await post(fakes, '/v1/cases/L1/plans', asked);
    expect(status).toBe(200);
    expect(fakes.calls).toMatchObject([
      {
        method: 'ask',
        loanId: 'L1',
        event: {
          type: 'plan-proposal',
          by: 'anna',
          plan: {
            kind: 'spread',
            firstDueOn: '2026-11-20',
            pieces: [{ count: 5, amountMinor: 30_000 }],
            arrearsMinor: 50_000,
            interestMinor: 10_000,
          },
          collectableMinor: 50_000,
          means: { incomeMinor: 500_000, outgoingsMinor: 400_000, capacityMinor: 70_000 },
          note: 'short hours',
          documentIds: ['DOC-1'],
        },
      },
    ]);
  });

  test.each<[string, object, string]>([
    ['too dear', { means: { income: cny('100.00'), share: 0.3 }, kind: 'spread' }, 'PlanUnaffordable'],
    ['too long', { means, kind: 'spread', months: 13 }, 'PlanTooLong'],
    ['too small', { means, kind: 'spread', months: 11 }, 'PlanTooSmall'],
    ['too soon', { means, kind: 'spread', firstDueOn: '2026-11-06' }, 'PlanStart'],
    ['too late', { means, kind: 'spread', firstDueOn: '2027-02-20' }, 'PlanStart'],
  ])('%s: refused by its rule, and the case is not asked', async (_name, payload, rule) => {
    const fakes = fakeApi();
    const { status, body } = await post(fakes, '/v1/cases/L1/plans', payload);
    expect([status, body['code']]).toEqual([409, `Rejected.${rule}`]);
    expect(fakes.calls).toEqual([]);
  });

  test('a kind that this loan cannot have', async () => {
    const fakes = fakeApi();
    const booksOf = async () => {
      const found = await fakeApi().data.plans.booksOf('L1' as LoanId, NOW);
      return found && { ...found, books: { ...found.books, annualRate: 0 } };
    };
    const free = fakeApi({ data: { plans: { booksOf } } });
    const { body } = await post(free, '/v1/cases/L1/plans', { means, kind: 'interest-only' });
    expect(body['code']).toBe('Rejected.PlanNotOffered');
    expect(fakes.calls).toEqual([]);
  });
});

test('GET /v1/cases/:loanId shows the plan that stands and the one that is decided', async () => {
  const plan = {
    kind: 'spread' as const,
    firstDueOn: '2026-11-20',
    pieces: [{ count: 2, amountMinor: 25_000 }],
    arrearsMinor: 50_000,
    interestMinor: 0,
  };
  const tracked = { id: 'p1', paidBeforeMinor: 0, outcomes: 'k', missed: 0, reminded: 1, ladderDays: 2 };
  const state: CaseState = caseState({
    loanId: 'L1' as LoanId,
    paidMinor: 25_000,
    plan: { ...plan, ...tracked },
    asks: [
      {
        taskId: 'T-1' as TaskId,
        kind: 'plan-approval',
        dueAtMs: NOW,
        persons: 1,
        askedBy: 'anna',
        approvedBy: [],
        about: { kind: 'plan-approval', planId: 'p2', plan },
      },
    ],
  });
  const fakes = fakeApi();
  const newestOf = () => Promise.resolve({ state, instruction: NEXT, answers: [] });
  const shown = fakeApi({ data: { cases: { ...fakes.data.cases, newestOf } } });
  const body = (await shown.app.inject({ url: '/v1/cases/L1' })).json<{ plans: unknown[] }>();
  expect(body.plans).toEqual([
    {
      ...{ status: 'standing', kind: 'spread', paid: cny('250.00'), missed: 0 },
      instalments: [
        { dueOn: '2026-11-20', amount: cny('250.00'), outcome: 'kept' },
        { dueOn: '2026-12-20', amount: cny('250.00'), outcome: 'open' },
      ],
    },
    {
      ...{ status: 'under-review', kind: 'spread', taskId: 'T-1', paid: cny('0.00'), missed: 0 },
      instalments: [
        { dueOn: '2026-11-20', amount: cny('250.00'), outcome: 'open' },
        { dueOn: '2026-12-20', amount: cny('250.00'), outcome: 'open' },
      ],
    },
  ]);
});
