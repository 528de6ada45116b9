import { describe, expect, test } from 'vitest';
import { requestOf, type Asked, type Scene } from '../../../cli/demo/requests.ts';
import { reportOf } from '../../../cli/demo/reports.ts';
import { meansFor, planPayments } from '../../../cli/demo/agreed-payments.ts';
import * as holds from '../../../api/schemas/legal-holds.ts';
import * as cases from '../../../api/schemas/cases.ts';
import * as endings from '../../../api/schemas/endings.ts';
import * as legal from '../../../api/schemas/legal.ts';
import * as outlook from '../../../api/schemas/outlook.ts';
import type { CustomerId, LegalId, LoanId } from '../../../domain/ids.ts';
import { STORIES } from '../../../domain/portfolio/stories/index.ts';
import type { Story } from '../../../domain/portfolio/story.ts';
import { random } from '../../../domain/portfolio/random.ts';

const scene: Scene = {
  ...{ loanId: 'L1' as LoanId, customerId: 'C1' as CustomerId, key: 'k', today: '2026-11-10' },
  ...{ arrearsMinor: 100_000, disputedMinor: 40_000, principalMinor: 1_000_000, region: 'east' },
  money: (minor) => ({ amount: (minor / 100).toFixed(2), currency: 'CNY' }),
};

const SAID = {
  'cease-requests': holds.ceaseBodySchema,
  attorneys: holds.attorneyBodySchema,
  vulnerabilities: holds.vulnerabilityBodySchema,
  bankruptcies: holds.bankruptcyBodySchema,
  deaths: holds.deathBodySchema,
  complaints: holds.complaintBodySchema,
  'lift-hold': holds.liftHoldBodySchema,
  pause: holds.pauseBodySchema,
  resume: holds.resumeBodySchema,
  notes: endings.noteBodySchema,
  strategy: endings.changeStrategyBodySchema,
};

describe('requests', () => {
  const said = Object.values<Story>(STORIES)
    .flatMap(({ chapters }) => chapters.flatMap(({ then }) => then))
    .map(({ action }) => action)
    .filter((action) => action.do === 'say');

  test('everything that stories declare is what the API takes', () => {
    const paths = said.map((action) => {
      const { path, body } = requestOf(action, scene);
      const name = path.slice('/v1/cases/L1/'.length) as keyof typeof SAID;
      expect(SAID[name].safeParse(body), name).toMatchObject({ success: true });
      return name;
    });
    expect(new Set(paths)).toEqual(new Set(Object.keys(SAID)));
  });

  test.each<[string, Asked, { safeParse: (body: unknown) => { success: boolean } }]>([
    ['grace-requests', { do: 'grace', reason: 'illness', days: 20 }, cases.graceBodySchema],
    ['disputes', { do: 'dispute', share: 0.4, subject: 'goods' }, cases.disputeBodySchema],
    ['moratoria', { do: 'moratorium', days: 16 }, holds.moratoriumBodySchema],
    ['dispute-resolutions', { do: 'resolve', share: 0.5, why: 'half' }, holds.resolveDisputeBodySchema],
    ['reopen', { do: 'reopen', why: 'a new employer' }, endings.reopenBodySchema],
    ['close', { do: 'close', reason: 'sold', why: 'the quarter' }, cases.closeBodySchema],
    [
      'settlements',
      { do: 'settle', share: 0.8, inDays: 9, paid: true, why: 'an aunt' },
      endings.settlementBodySchema,
    ],
  ])('%s', (path, action, schema) => {
    const request = requestOf(action, scene);
    expect(request.path).toBe(`/v1/cases/L1/${path}`);
    expect(schema.safeParse(request.body).success).toBe(true);
  });

  test('a step that is not believed without a document has one', () => {
    const step = { do: 'court-step', legalId: 'L1-1' as LegalId, why: 'done' } as const;
    const served = requestOf({ ...step, step: 'notice', outcome: 'served' }, scene);
    const held = requestOf({ ...step, step: 'hearing', outcome: 'held' }, scene);
    expect(legal.completeBodySchema.safeParse(served.body).data?.documents).toHaveLength(1);
    expect(legal.completeBodySchema.safeParse(held.body).data?.documents).toHaveLength(0);
  });

  test('nobody approves alone what takes two', () => {
    const decide = { do: 'decide', taskId: 't', approved: true, why: 'in order' } as const;
    const actor = (action: Asked) => requestOf(action, scene).actor;
    const first = actor({ ...decide, task: 'settlement-approval' });
    expect(actor({ ...decide, task: 'settlement-approval', second: true })).not.toBe(first);
    const closing = actor({ do: 'close', reason: 'written-off', why: 'nothing is left' });
    expect(actor({ ...decide, task: 'close-approval' })).not.toBe(closing);
  });

  test('a task is done by whoever has it, else by the supervisor of the region', () => {
    const done = { do: 'finish', taskId: 't', why: 'found' } as const;
    expect(requestOf(done, { ...scene, holder: 'collector-an-east' }).actor).toBe('collector-an-east');
    expect(requestOf(done, scene).actor).toBe('supervisor-east');
  });

  test('reports are what the API takes', () => {
    const rated = reportOf({ do: 'rate', score: 500 }, scene);
    expect(outlook.ratingItemSchema.safeParse(rated.body).success).toBe(true);
    const owed = reportOf({ do: 'owe-elsewhere', timesLoan: 4 }, scene);
    expect(outlook.externalDebtItemSchema.safeParse(owed.body).data?.total.amount).toBe('40000.00');
    const sold = reportOf({ do: 'change-loan', change: 'sold', why: 'the quarter' }, scene);
    expect(endings.loanChangeItemSchema.safeParse(sold.body).success).toBe(true);
  });
});

describe('plans', () => {
  test('with the family’s help a plan can be afforded, and whoever can needs no help', () => {
    const helped = meansFor(100_000, 90_000);
    expect((helped.incomeMinor - helped.outgoingsMinor) * 0.7).toBeGreaterThanOrEqual(90_000);
    expect(meansFor(1_000_000, 90_000).incomeMinor).toBe(1_000_000);
  });

  test('of each instalment the share that is meant is paid, and all of it makes up for what was missing', () => {
    const amount = { amount: '100.00', currency: 'CNY' };
    const plan = {
      status: 'standing' as const,
      instalments: ['2026-12-05', '2027-01-05', '2027-02-05'].map((dueOn) => ({ dueOn, amount })),
    };
    const paid = planPayments(plan, [0.7, 0, 1], random('a'));
    expect(paid.map(({ action }) => 'amountMinor' in action && action.amountMinor)).toEqual([7_000, 23_000]);
  });
});
