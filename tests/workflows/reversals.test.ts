import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reportPayments } from '../../api/report-payments.ts';
import { reportReversals } from '../../api/report-reversals.ts';
import { dataPorts, type RouteDeps } from '../../api/ports.ts';
import type { LoanId } from '../../domain/ids.ts';
import { beijing } from '../domain/fixtures.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;
let deps: RouteDeps;

beforeAll(async () => {
  cases = await SkippingCases.create();
  const { client } = cases;
  const caseClient = Object.assign(Object.create(client) as typeof client, {
    // This server lets a workflow end although a signal has come in between. The real one does not, see
    // tests/api/reversals-real.test.ts.
    async tell(...said: Parameters<typeof client.tell>) {
      const told = await client.tell(...said);
      if (told) await cases.state(said[0]);
      return told;
    },
  });
  deps = {
    ...dataPorts(cases.database, cases.encryption),
    caseClient,
    clock: cases,
  };
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

const report = { by: 'core', instance: '/test' };

interface Paid {
  id: string;
  amount: string;
  on?: string;
}

/** Reports payments of the loan as a core system does, in one batch. */
async function pay(loanId: LoanId, payments: Paid[], caseClient = deps.caseClient) {
  const now = await cases.readClock();
  const items = payments.map(({ id, amount, on }, index) => ({
    index,
    item: {
      ...{ paymentId: id, loanId, amount, currency: 'CNY', channel: 'direct-debit' },
      paidAt: new Date(on === undefined ? now : beijing(on, '12:00')).toISOString(),
    },
  }));
  const results = await reportPayments({ ...deps, caseClient }, { items, ...report });
  expect(results.map(({ status }) => status)).toEqual(payments.map(() => 'accepted'));
  return cases.state(loanId);
}

/** Reports that the payment has bounced, now. */
async function bounce(paymentId: string) {
  const reversedAt = new Date(await cases.readClock()).toISOString();
  const item = { paymentId, reversedAt, reason: 'AM04 insufficient funds' };
  return reportReversals(deps, { items: [{ index: 0, item }], ...report });
}

async function openCase(id: string, daysPastDue = 1): Promise<LoanId> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, daysPastDue);
  await cases.open(loanId);
  return loanId;
}

const promise = (id: string, dueOn: string, amountMinor: number, replaces?: string) => ({
  ...{ type: 'promise' as const, id, by: 'collector-1', instalments: [{ dueOn, amountMinor }] },
  ...(replaces !== undefined && { replaces }),
});

describe('a payment that bounces', () => {
  test('in an open case: arrears come back, and a promise that it kept is open again', async () => {
    const loanId = await openCase('BOUNCE-1');
    await cases.ask(loanId, promise('PR-1', '2026-11-10', 20_000));
    expect(await pay(loanId, [{ id: 'B-1', amount: '200.00' }])).toMatchObject({
      arrearsMinor: 30_000,
      keptPromises: 1,
      holds: [],
    });
    await cases.passUntil('2026-11-03', '09:00');
    expect(await bounce('B-1')).toMatchObject([{ status: 'accepted', duplicate: false, caseTold: true }]);
    expect(await cases.state(loanId)).toMatchObject({
      arrearsMinor: 50_000,
      keptPromises: 0,
      brokenPromises: 0,
      promise: { id: 'PR-1', paidMinor: 0 },
      holds: [{ kind: 'promise' }],
    });
    await cases.passUntil('2026-11-13', '00:30');
    expect(await cases.state(loanId)).toMatchObject({ brokenPromises: 1, holds: [] });
    expect((await cases.contacts(loanId)).map(({ purpose }) => purpose)).toEqual(['promise-reminder']);
  });

  test('reported twice counts once', async () => {
    const loanId = await openCase('BOUNCE-2');
    await pay(loanId, [{ id: 'B-2', amount: '200.00' }]);
    await bounce('B-2');
    expect(await cases.state(loanId)).toMatchObject({ arrearsMinor: 50_000 });
    const { rows } = await cases.database.pool.query<{ at: Date }>(
      `SELECT paid_at AS at FROM payments WHERE reverses = 'B-2'`,
    );
    const item = {
      paymentId: 'B-2',
      reversedAt: rows[0]?.at.toISOString() ?? '',
      reason: 'AM04 insufficient funds',
    };
    const again = await reportReversals(deps, { items: [{ index: 0, item }], ...report });
    expect(again).toMatchObject([{ status: 'accepted', duplicate: true, caseTold: true }]);
    expect(await cases.state(loanId)).toMatchObject({ arrearsMinor: 50_000 });
    expect((await cases.types(loanId)).filter((type) => type === 'payment-reversed')).toHaveLength(1);
  });

  test('after it has cured: a new case of the same loan, which names the old one and says why', async () => {
    const loanId = await openCase('BOUNCE-3', 5);
    await pay(loanId, [{ id: 'B-3', amount: '500.00' }]);
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    await cases.passUntil('2026-11-05', '12:00');
    expect(await bounce('B-3')).toMatchObject([{ status: 'accepted', caseTold: false }]);
    expect(await cases.state(loanId)).toMatchObject({
      caseId: 'BOUNCE-3-2',
      reopens: 'BOUNCE-3-1',
      arrearsMinor: 50_000,
    });
    expect(await cases.cases(loanId)).toMatchObject([
      { caseId: 'BOUNCE-3-1', closeReason: 'cured' },
      { caseId: 'BOUNCE-3-2', closeReason: null },
    ]);
    const opened = (await cases.timeline(loanId)).find(
      ({ caseId, type }) => caseId === 'BOUNCE-3-2' && type === 'opened',
    );
    expect(opened).toMatchObject({ data: { reopens: 'BOUNCE-3-1', reversedPaymentId: 'B-3' } });
    expect(opened?.why).toMatch(/^opened again: the payment of CNY 500.00 of 2026-11-01 was taken back/);
  });

  test('before the thanks for it: nobody is thanked, and the new case follows', async () => {
    const loanId = await openCase('BOUNCE-4');
    await cases.passUntil('2026-11-01', '23:00');
    expect(await pay(loanId, [{ id: 'B-4', amount: '500.00' }])).toMatchObject({
      closed: { reason: 'cured' },
      thanksDue: true,
    });
    expect(await bounce('B-4')).toMatchObject([{ status: 'accepted', caseTold: true }]);
    expect(await cases.state(loanId)).toMatchObject({ caseId: 'BOUNCE-4-2', reopens: 'BOUNCE-4-1' });
    await cases.passUntil('2026-11-02', '09:30');
    expect(await cases.contacts(loanId)).toEqual([]);
    const ofOld = (await cases.timeline(loanId)).filter(({ caseId }) => caseId === 'BOUNCE-4-1');
    expect(ofOld.map(({ type }) => type)).toEqual([
      'opened',
      'payment',
      'cured',
      'contact-deferred',
      'payment-reversed',
      'reopened',
    ]);
  });

  test('of a case that was ended by a decision: the end stands', async () => {
    const loanId = await openCase('BOUNCE-5');
    await pay(loanId, [{ id: 'B-5', amount: '200.00' }]);
    await cases.ask(loanId, {
      type: 'close',
      id: 'C-5',
      by: 'sup-1',
      reason: 'recalled',
      why: 'sent in error',
    });
    await cases.result(loanId);
    expect(await bounce('B-5')).toMatchObject([{ status: 'accepted', caseTold: false }]);
    expect((await cases.describe(loanId)).status.name).toBe('COMPLETED');
    expect(await cases.cases(loanId)).toHaveLength(1);
  });
});

describe('payments in one batch', () => {
  test('that cure together: all of them are on the timeline, and thanks are said once', async () => {
    const loanId = await openCase('BATCH-1');
    // Nothing is decided before all of them are told: see above for what this server does else.
    let told = 0;
    cases.before.decide = async () => {
      while (told < 3) await sleep(5);
    };
    const { client } = cases;
    const counting = Object.assign(Object.create(client) as typeof client, {
      async tell(...said: Parameters<typeof client.tell>) {
        const known = await client.tell(...said);
        told += 1;
        return known;
      },
    });
    const state = await pay(
      loanId,
      ['100.00', '150.00', '300.00'].map((amount, n) => ({ id: `BA-${n}`, amount })),
      counting,
    );
    expect(state).toMatchObject({ closed: { reason: 'cured' }, arrearsMinor: 0 });
    expect(await cases.result(loanId)).toEqual({ closed: 'cured' });
    const types = await cases.types(loanId);
    expect(types.filter((type) => type === 'payment')).toHaveLength(3);
    expect((await cases.contacts(loanId)).map(({ purpose }) => purpose)).toEqual(['acknowledge']);
  });
});

describe('a back-dated payment', () => {
  test('made before the promise does not keep it', async () => {
    const loanId = await openCase('BACK-1');
    await cases.ask(loanId, promise('PR-B1', '2026-11-05', 20_000));
    const state = await pay(loanId, [{ id: 'BK-1', amount: '200.00', on: '2026-10-31' }]);
    expect(state).toMatchObject({ arrearsMinor: 30_000, keptPromises: 0, promise: { paidMinor: 0 } });
    await cases.passUntil('2026-11-08', '00:30');
    expect(await cases.state(loanId)).toMatchObject({ brokenPromises: 1, keptPromises: 0 });
  });

  test('made in time and booked when the promise was broken: it was kept', async () => {
    const loanId = await openCase('BACK-2');
    await cases.ask(loanId, promise('PR-B2', '2026-11-05', 20_000));
    await cases.passUntil('2026-11-08', '00:30');
    expect(await cases.state(loanId)).toMatchObject({ brokenPromises: 1 });
    const state = await pay(loanId, [{ id: 'BK-2', amount: '200.00', on: '2026-11-06' }]);
    expect(state).toMatchObject({ brokenPromises: 0, keptPromises: 1, shiftDays: 0 });
    expect(await cases.types(loanId)).toContain('promise-judged-again');
  });

  test('made before the last step: the next step waits out the rest, nothing is taken twice', async () => {
    const loanId = await openCase('BACK-3', 2);
    await cases.passUntil('2026-11-02', '12:00');
    const taken = (await cases.contacts(loanId)).map(({ rung }) => rung);
    expect(taken).toEqual([0]);
    const state = await pay(loanId, [{ id: 'BK-3', amount: '200.00', on: '2026-11-01' }]);
    expect(state).toMatchObject({ arrearsMinor: 30_000, rung: 1 });
    expect(state.rest?.atMs).toBeGreaterThanOrEqual(beijing('2026-11-05', '10:00'));
  });
});

describe('a small payment', () => {
  test('is booked, and buys no rest', async () => {
    const loanId = await openCase('CENT-1', 2);
    expect(await pay(loanId, [{ id: 'CT-1', amount: '0.01' }])).toMatchObject({ arrearsMinor: 49_999 });
    await cases.passUntil('2026-11-02', '12:00');
    expect((await cases.contacts(loanId)).map(({ purpose }) => purpose)).toEqual(['collect']);
  });
});
