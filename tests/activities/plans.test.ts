import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plannedEvent, quotePlans } from '../../api/plan-quote.ts';
import { composeMessage } from '../../activities/compose-message.ts';
import { PlanRepository } from '../../db/plan-repository.ts';
import type { ContactInDelivery } from '../../db/delivery-repository.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { LoanId } from '../../domain/ids.ts';
import { scriptOf } from '../../domain/scripts/built-in/index.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { bookPayment } from '../setup/case-records.ts';
import { caseState } from '../domain/fixtures.ts';
import { ActivityBed, stateOf } from './bed.ts';

let bed: ActivityBed;
let plans: PlanRepository;

beforeAll(async () => {
  bed = await ActivityBed.create();
  plans = new PlanRepository(bed.database);
});
afterAll(() => bed.close());

const instalments = [
  { dueOn: '2026-10-30', amountMinor: 50_000 },
  { dueOn: '2026-11-20', amountMinor: 20_000 },
  { dueOn: '2026-12-20', amountMinor: 20_000 },
];
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const means = { income: cny('1000.00'), outgoings: cny('500.00') };
const deps = () => ({ plans, clock: { now: () => bed.nowMs } });

describe('a plan from the books', () => {
  test('is of what they say, and the case takes it as it is', async () => {
    const loanId = await bed.seed({ loanId: 'PLAN-1', instalments });
    const state = await bed.open(loanId);
    const planned = await plannedEvent(deps(), loanId, { means, kind: 'spread' });
    expect(planned).toMatchObject({
      collectableMinor: 50_000,
      plan: { firstDueOn: '2026-11-20', arrearsMinor: 50_000 },
      means: { incomeMinor: 100_000, outgoingsMinor: 50_000, capacityMinor: 35_000 },
    });
    const event: CaseEvent = { type: 'plan-proposal', id: 'plan-1', by: 'anna', ...planned };
    const decided = await bed.activities().decide({ loanId, state, events: [event] });
    expect(decided.answers).toEqual([{ id: 'plan-1', accepted: true }]);
    expect(stateOf(decided).asks).toMatchObject([{ kind: 'plan-approval', persons: 1, askedBy: 'anna' }]);
    const again = plannedEvent(deps(), loanId, { means, kind: 'spread' });
    await expect(again).rejects.toMatchObject({ type: 'Rejected.PlanUnderReview' });
  });

  test('counts what was paid, whether the case has seen it or not', async () => {
    const loanId = await bed.seed({ loanId: 'PLAN-2', instalments });
    await bed.open(loanId);
    await bookPayment(bed.pool, { id: 'PAY-PLAN-2', loanId, amountMinor: 20_000, paidAtMs: bed.nowMs });
    const { question } = await quotePlans(deps(), loanId, { means });
    expect(question).toMatchObject({ arrearsMinor: 30_000, principalMinor: 40_000, termMonths: 2 });
    await bookPayment(bed.pool, { id: 'PAY-PLAN-2b', loanId, amountMinor: 30_000, paidAtMs: bed.nowMs });
    const nothing = quotePlans(deps(), loanId, { means });
    await expect(nothing).rejects.toMatchObject({ type: 'Rejected.NothingOwed' });
  });

  test('is not for a loan without an open case', async () => {
    const loanId = await bed.seed({ loanId: 'PLAN-3', instalments });
    expect(await plans.booksOf(loanId, bed.nowMs)).toBeUndefined();
    expect(await plans.booksOf('NO-SUCH-LOAN' as LoanId, bed.nowMs)).toBeUndefined();
  });
});

describe('what is said of a plan', () => {
  const plan = {
    kind: 'spread' as const,
    firstDueOn: '2026-11-20',
    pieces: [{ count: 3, amountMinor: 20_000 }],
    arrearsMinor: 60_000,
    interestMinor: 0,
    ...{ id: 'plan-1', paidBeforeMinor: 5_000, missed: 0, ladderDays: 1 },
  };
  test.each<[string, string, { outcomes: string; reminded: number }, number, string, string]>([
    ['the first', 'promise-reminder', { outcomes: '', reminded: 1 }, 5_000, '200.00', '20 November 2026'],
    [
      'what is left of it',
      'promise-reminder',
      { outcomes: '', reminded: 1 },
      12_000,
      '130.00',
      '20 November 2026',
    ],
    [
      'what is missing with the next',
      'promise-reminder',
      { outcomes: 'm', reminded: 2 },
      5_000,
      '400.00',
      '20 December 2026',
    ],
    ['what was missed', 'plan-missed', { outcomes: 'km', reminded: 2 }, 25_000, '200.00', '20 December 2026'],
  ])('%s', (_name, script, tracked, paidMinor, amount, date) => {
    const state = caseState({ plan: { ...plan, ...tracked }, paidMinor });
    const contact = {
      ...{ state, script, customerName: 'Li Na', channel: 'sms' as const, language: 'en' },
      ...{ jurisdiction: 'CN', lenderRole: 'first_party', covers: [] },
    } as Partial<ContactInDelivery> as ContactInDelivery;
    const { letters } = cnRetail;
    const wording = { letters, answerDays: 15, script: scriptOf(script) };
    const { body } = composeMessage(contact, wording, bed.nowMs);
    expect(body).toContain(`CNY ${amount}`);
    expect(body).toContain(date);
    expect(composeMessage({ ...contact, language: 'zh' }, wording, bed.nowMs).body).toContain(`${amount}元`);
  });
});
