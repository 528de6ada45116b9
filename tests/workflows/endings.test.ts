import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dataPorts, type DataPorts } from '../../api/ports.ts';
import { reportLoanChanges } from '../../api/report-loan-changes.ts';
import type { LoanChangeItem } from '../../api/schemas/endings.ts';
import { loansNotToOpen } from '../../db/case-repository.ts';
import { readFigures } from '../../db/figures-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import type { LoanId } from '../../domain/ids.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { strategySchema } from '../../domain/strategy/schema.ts';
import { SkippingCases } from './skipping-cases.ts';

let cases: SkippingCases;
let ports: DataPorts;

beforeAll(async () => {
  cases = await SkippingCases.create();
  ports = dataPorts(cases.database, cases.encryption);
});
afterEach(() => cases.finishAll());
afterAll(() => cases.close());

/** A low-risk case at noon of 1 November, one day late, nothing sent yet: the first SMS is due on the 3rd at 10:00. */
async function openCase(id: string): Promise<LoanId> {
  await cases.begin('2026-11-01', '12:00');
  const loanId = await cases.seed({ loanId: id }, 1);
  await cases.open(loanId);
  return loanId;
}

async function report(...items: LoanChangeItem[]) {
  const deps = { ...ports, caseClient: cases.client, clock: { now: () => cases.now() } };
  return reportLoanChanges(deps, {
    items: items.map((item, index) => ({ index, item })),
    ...{ by: 'core', instance: '/v1/loan-changes' },
  });
}

const change = (loanId: LoanId, what: LoanChangeItem['change'], changeId: string): LoanChangeItem => ({
  ...{ changeId, loanId, change: what, effectiveOn: '2026-11-01' },
});

const offer = (id: string, amountMinor: number, dueOn: string) => ({
  ...{ type: 'settlement' as const, id, by: 'collector-1', amountMinor, dueOn, why: 'sold the car' },
});

/** Offers 400.00 of 500.00 by the 10th, and has it approved. */
async function settle(loanId: LoanId) {
  const asked = await cases.ask(loanId, offer(`${loanId}-S`, 40_000, '2026-11-10'));
  const taskId = asked?.asks?.[0]?.taskId ?? '';
  const answer = { type: 'approval' as const, id: `${loanId}-A`, by: 'sup-1', taskId, why: 'agreed' };
  return cases.ask(loanId, { ...answer, approved: true });
}

describe('a settlement', () => {
  test('approved and paid in time: nothing is sent meanwhile, the rest is forgiven', async () => {
    const loanId = await openCase('SETTLED-1');
    const state = await settle(loanId);
    expect(state?.holds).toMatchObject([{ kind: 'settlement', owner: 'sup-1' }]);
    await cases.passUntil('2026-11-09', '18:00');
    expect(await cases.contacts(loanId)).toEqual([]);
    const before = (await readFigures(cases.database.pool)).forgivenMinor;
    await cases.pay(loanId, 40_000, 'PAY-SETTLED-1');
    expect(await cases.result(loanId)).toEqual({ closed: 'settled' });
    const types = ['payment', 'settled', 'contact-reserved', 'delivered'];
    expect((await cases.types(loanId)).slice(-4)).toEqual(types);
    expect(await cases.contacts(loanId)).toMatchObject([{ purpose: 'acknowledge', status: 'sent' }]);
    const { rows } = await cases.database.pool.query<{ body: string }>(
      `SELECT body FROM sandbox_messages WHERE contact_id LIKE 'SETTLED-1%'`,
    );
    expect(rows.map(({ body }) => body)).toEqual([expect.stringContaining('CNY 400.00')]);
    expect((await readFigures(cases.database.pool)).forgivenMinor - before).toBe(10_000);
  });

  test('paid before it was approved: the answer of the supervisor settles it', async () => {
    const loanId = await openCase('SETTLED-2');
    const asked = await cases.ask(loanId, offer('S2', 40_000, '2026-11-10'));
    await cases.passUntil('2026-11-01', '13:00');
    await cases.pay(loanId, 40_000, 'PAY-SETTLED-2');
    const taskId = asked?.asks?.[0]?.taskId ?? '';
    const answer = {
      type: 'approval' as const,
      id: 'A2',
      by: 'sup-1',
      taskId,
      approved: true,
      why: 'agreed',
    };
    expect(await cases.ask(loanId, answer)).toMatchObject({
      closed: { reason: 'settled', forgivenMinor: 10_000 },
    });
    expect(await cases.result(loanId)).toEqual({ closed: 'settled' });
  });

  test('not paid: it lapses when the tolerance ends, the ladder goes on', async () => {
    const loanId = await openCase('LAPSED-1');
    await settle(loanId);
    await cases.passUntil('2026-11-12', '23:59');
    expect(await cases.types(loanId)).not.toContain('settlement-lapsed');
    await cases.passUntil('2026-11-20', '12:00');
    const lapsed = (await cases.timeline(loanId)).find(({ type }) => type === 'settlement-lapsed');
    expect(lapsed).toMatchObject({ at: '2026-11-13 00:00', data: { amountMinor: 40_000, paidMinor: 0 } });
    expect((await cases.contacts(loanId))[0]).toMatchObject({ purpose: 'collect', rung: 0 });
  });

  test('of all that is overdue is refused, and leaves no trace', async () => {
    const loanId = await openCase('REFUSED-S');
    await expect(cases.ask(loanId, offer('S', 50_000, '2026-11-10'))).rejects.toMatchObject({
      type: 'Rejected.SettlementExceedsClaim',
    });
    expect(await cases.types(loanId)).toEqual(['opened']);
  });
});

describe('what core systems report of a loan', () => {
  test('sold: the case ends, the sweep leaves the loan alone, the core system may open it again', async () => {
    const loanId = await openCase('SOLD-1');
    const sold = change(loanId, 'sold', 'X-SOLD-1');
    expect(await report(sold)).toMatchObject([{ status: 'accepted', duplicate: false, caseTold: true }]);
    expect(await cases.result(loanId)).toEqual({ closed: 'sold' });
    expect(await report(sold)).toMatchObject([{ status: 'accepted', duplicate: true, caseTold: true }]);
    expect(await report({ ...sold, change: 'recalled' })).toMatchObject([
      { status: 'rejected', problem: { code: 'LoanChangeConflict' } },
    ]);
    expect(await loansNotToOpen(cases.database.pool, [loanId])).toEqual(new Set([loanId]));

    await cases.passUntil('2026-11-02', '12:00');
    const again = await cases.open(loanId, 'bought back');
    expect(again).toMatchObject({ caseId: 'SOLD-1-2', previousCaseId: 'SOLD-1-1' });
    const timeline = await cases.timeline(loanId);
    expect(timeline.filter(({ caseId }) => caseId === 'SOLD-1-1').at(-1)).toMatchObject({
      ...{ type: 'reopened', actor: 'system', data: { caseId: 'SOLD-1-2' } },
    });
    expect(timeline.find(({ caseId }) => caseId === 'SOLD-1-2')).toMatchObject({
      ...{ type: 'opened', data: { previousCaseId: 'SOLD-1-1' } },
    });
    const { rows } = await cases.database.pool.query(
      'SELECT case_id, previous_case_id FROM cases WHERE loan_id = $1 ORDER BY case_id',
      [loanId],
    );
    expect(rows).toEqual([
      { case_id: 'SOLD-1-1', previous_case_id: null },
      { case_id: 'SOLD-1-2', previous_case_id: 'SOLD-1-1' },
    ]);
  });

  test('of a loan without a case: not swept; repeated once one is open it does not end that one', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'NO-CASE-1' }, 1);
    const recalled = change(loanId, 'recalled', 'X-NO-CASE-1');
    expect(await report(recalled)).toMatchObject([{ status: 'accepted', caseTold: false }]);
    expect(await loansNotToOpen(cases.database.pool, [loanId])).toEqual(new Set([loanId]));
    await cases.passUntil('2026-11-02', '12:00');
    await cases.open(loanId);
    expect(await report(recalled)).toMatchObject([{ status: 'accepted', duplicate: true, caseTold: true }]);
    expect(await cases.state(loanId)).toMatchObject({ holds: [], stage: 'reminder' });
    expect((await cases.timeline(loanId)).at(-1)?.why).toContain('reported before the case opened');
  });

  test('restructured: nobody is asked for money, it ends when the books have followed', async () => {
    const loanId = await openCase('RESTRUCTURED-1');
    await report(change(loanId, 'restructured', 'X-RESTRUCTURED-1'));
    expect((await cases.state(loanId)).holds).toMatchObject([{ kind: 'restructuring', owner: 'core' }]);
    await cases.passUntil('2026-11-05', '12:00');
    expect(await cases.contacts(loanId)).toEqual([]);
    await cases.database.pool.query("UPDATE instalments SET due_on = '2027-01-20' WHERE loan_id = $1", [
      loanId,
    ]);
    await cases.client.reportOverdue(loanId, { type: 'overdue', id: 'snapshot', by: 'core' });
    expect(await cases.result(loanId)).toEqual({ closed: 'restructured' });
    expect(await cases.contacts(loanId)).toEqual([]);
  });
});

test('a supervisor takes up again what was written off: a new case, linked', async () => {
  const loanId = await openCase('REOPEN-1');
  await cases.ask(loanId, { type: 'close', id: 'C', by: 'sup-1', reason: 'written-off', why: 'no assets' });
  expect(await cases.result(loanId)).toEqual({ closed: 'written-off' });
  expect(await ports.loanChanges.arrearsOf(loanId, cases.now())).toBe(50_000);
  const event = { type: 'overdue' as const, id: 'R', by: 'sup-2', reopen: 'found a new address' };
  await cases.client.reportOverdue(loanId, event);
  expect(await cases.state(loanId)).toMatchObject({ caseId: 'REOPEN-1-2', previousCaseId: 'REOPEN-1-1' });
  const opened = (await cases.timeline(loanId)).find(({ caseId }) => caseId === 'REOPEN-1-2');
  expect(opened?.why).toMatch(/^taken up again by sup-2: found a new address; /);
});

test('a sale needs the consent said', async () => {
  const loanId = await openCase('SALE-1');
  const sale = { type: 'close' as const, id: 'C', by: 'sup-1', reason: 'sold' as const, why: 'portfolio 7' };
  await expect(cases.ask(loanId, sale)).rejects.toMatchObject({ type: 'Rejected.SaleWithoutConsent' });
  await cases.ask(loanId, { ...sale, id: 'C2', consent: true });
  expect(await cases.result(loanId)).toEqual({ closed: 'sold' });
});

describe('a supervisor changes the strategy', () => {
  const by = 'sup-1';
  const next = strategySchema.parse({
    ...cnRetail,
    version: 2,
    ladders: {
      ...cnRetail.ladders,
      low: [
        { onDay: 4, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system' },
        { onDay: 5, do: 'remind', channel: 'email', script: 'reminder-soft', by: 'system' },
        { onDay: 90, do: 'review', by: 'supervisor' },
      ],
    },
  });
  const ask = (loanId: LoanId, strategy: string, id: string) =>
    cases.ask(loanId, { type: 'change-strategy', id, by, strategy, why: 'softer' });

  beforeAll(async () => {
    // Published before the one that new cases get, which so stays the current one.
    await publishStrategies(cases.database.orm, [next], new Date(0));
  });

  test('the next step is by the new ladder, and not on the same day', async () => {
    const loanId = await openCase('STRATEGY-1');
    await cases.passUntil('2026-11-03', '12:00');
    expect(await cases.contacts(loanId)).toHaveLength(1);
    const changed = await ask(loanId, 'cn-retail@2', 'CS');
    expect(changed).toMatchObject({ strategy: 'cn-retail@2', rung: 0 });
    await cases.passUntil('2026-11-10', '12:00');
    const sent = (await cases.contacts(loanId)).map(({ at, channel }) => [at.slice(0, 10), channel]);
    expect(sent).toEqual([
      ['2026-11-03', 'sms'],
      ['2026-11-05', 'sms'],
      ['2026-11-07', 'email'],
    ]);
    const { rows } = await cases.database.pool.query('SELECT strategy FROM cases WHERE loan_id = $1', [
      loanId,
    ]);
    expect(rows).toEqual([{ strategy: 'cn-retail@2' }]);
    expect((await cases.timeline(loanId)).find(({ type }) => type === 'change-strategy')).toMatchObject({
      ...{ actor: by, why: 'softer', data: { from: 'cn-retail@1', to: 'cn-retail@2' } },
    });
  });

  test('to what is not published is refused, and changes nothing', async () => {
    const loanId = await openCase('STRATEGY-2');
    await expect(ask(loanId, 'cn-retail@77', 'CS')).rejects.toMatchObject({
      type: 'Rejected.StrategyNotPublished',
    });
    await expect(ask(loanId, 'cn-retail@1', 'CS2')).rejects.toMatchObject({
      type: 'Rejected.StrategyUnchanged',
    });
    expect(await cases.state(loanId)).toMatchObject({ strategy: 'cn-retail@1' });
  });
});

test('a note is on the timeline, and the case waits for what it waited for', async () => {
  const loanId = await openCase('NOTE-1');
  const before = await cases.client.status(loanId);
  await cases.ask(loanId, { type: 'note', id: 'N', by: 'collector-1', text: 'speaks Cantonese' });
  const after = await cases.client.status(loanId);
  expect(after.next).toEqual(before.next);
  expect((await cases.timeline(loanId)).at(-1)).toMatchObject({
    ...{ type: 'note', actor: 'collector-1', why: 'speaks Cantonese' },
  });
});

describe('an export', () => {
  const request = { purpose: 'agency' as const, by: 'sup-1', why: 'contract 7' };

  test('has all of the loan, contact data in clear, and says who has asked, in a closed case too', async () => {
    const loanId = await openCase('EXPORT-1');
    await cases.passUntil('2026-11-03', '12:00');
    const instalments = [{ dueOn: '2026-11-08', amountMinor: 50_000 }];
    await cases.ask(loanId, { type: 'promise', id: 'P', by: 'collector-1', instalments });
    await cases.pay(loanId, 10_000, 'PAY-EXPORT-1');
    await cases.ask(loanId, { type: 'close', id: 'C', by: 'sup-1', reason: 'recalled', why: 'to an agency' });
    await cases.result(loanId);
    const now = await cases.readClock();
    const found = await ports.exports.exportLoan({ ...request, loanId, now });
    expect(found).toMatchObject({
      loan: { loanId, currency: 'CNY', principalMinor: 5_000_000, annualRate: 0.18 },
      customer: {
        customerId: 'C-EXPORT-1',
        contactPoints: [
          { kind: 'email', value: 'c-export-1@example.com', usable: true },
          { kind: 'phone', value: '+86 C-EXPORT-1', usable: true },
        ],
        consents: ['email', 'sms', 'voice'],
      },
      schedule: [{ number: 1, dueOn: '2026-10-31', principalMinor: 50_000 }],
      payments: [{ paymentId: 'PAY-EXPORT-1', amountMinor: 10_000 }],
      contacts: [{ caseId: 'EXPORT-1-1', channel: 'sms', status: 'sent' }],
      cases: [{ caseId: 'EXPORT-1-1', closeReason: 'recalled', previousCaseId: null }],
    });
    const last = { type: 'exported', actor: 'sup-1', data: { purpose: 'agency' }, why: 'contract 7' };
    expect(found?.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['promise', 'payment', 'close']),
    );
    expect(found?.timeline.at(-1)).toMatchObject({ ...last, atMs: now });

    await ports.exports.exportLoan({ ...request, loanId, now: now + 1 });
    const entries = (await cases.timeline(loanId)).slice(-2);
    expect(entries).toMatchObject([last, last]);
    expect(entries[1]?.sequence).toBe(entries[0]?.sequence);
    const page = await ports.cases.timeline('EXPORT-1-1' as never, { limit: 200 });
    const places = page.map(({ sequence, entry }) => `${sequence}.${entry}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test('of a loan that never had a case: nothing, and nothing is recorded', async () => {
    await cases.begin('2026-11-01', '12:00');
    const loanId = await cases.seed({ loanId: 'EXPORT-2' }, 1);
    expect(await ports.exports.exportLoan({ ...request, loanId, now: cases.now() })).toBeUndefined();
  });
});
