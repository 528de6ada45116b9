import { dataPorts } from '../../api/ports.ts';
import { reportReversals } from '../../api/report-reversals.ts';
import type { LegalUpdateEvent } from '../../api/legal-client.ts';
import { CustomerHoldRepository } from '../../db/customer-hold-repository.ts';
import { publishStrategies } from '../../db/strategy-repository.ts';
import { addDays, DAY_MS, localDate, localSecondOfDay } from '../../domain/calendar.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { legalWorkflowId, type CustomerId, type LegalId, type LoanId } from '../../domain/ids.ts';
import { needsDocument, type LegalOutcome, type WorkStep } from '../../domain/legal/steps.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import { ZONE } from '../domain/fixtures.ts';
import { paper } from '../domain/legal/fixtures.ts';
import type { LiveCases } from '../setup/live-cases.ts';
import type { SeedLoan } from '../setup/seed.ts';

/** What happens to one loan until its case has ended, so that its history is worth keeping. */
export interface Scenario {
  loan?: Partial<SeedLoan>;
  daysPastDue?: number;
  /** real milliseconds of a business day; more where people are fast */
  dayMs?: number;
  /** @returns ids of further workflows to be kept, by the names of their files */
  live: (cases: LiveCases, loanId: LoanId) => Promise<Record<string, string> | void>;
}

const by = 'collector-1';
const why = 'as was said';

const today = (cases: LiveCases) => localDate(cases.clock.now(), ZONE);
const passDays = (cases: LiveCases, days: number) => cases.untilTime(cases.clock.now() + days * DAY_MS);
const hourOf = (cases: LiveCases) => localSecondOfDay(cases.clock.now(), ZONE) / 3600;

/** Waits until the wall clock in Beijing shows a time in between. */
async function untilHour(cases: LiveCases, from: number, to: number): Promise<void> {
  while (hourOf(cases) < from || hourOf(cases) > to) await cases.untilTime(cases.clock.now() + 600_000);
}

const promise = (cases: LiveCases, id: string, days: number) => ({
  ...{ type: 'promise' as const, id, by },
  instalments: [{ dueOn: addDays(today(cases), days), amountMinor: 50_000 }],
});

async function approve(cases: LiveCases, loanId: LoanId, taskId = '', approved = true): Promise<void> {
  const id = `approval:${taskId}`;
  await cases.client.ask(loanId, { type: 'approval', id, by: 'supervisor-1', taskId, approved, why });
}

const askedFor = (kind: string) => (state: CaseState) =>
  state.asks?.some((ask) => ask.kind === kind) ?? false;

/** Waits until supervisors are asked about that, and approves it. */
async function approveWhenAsked(cases: LiveCases, loanId: LoanId, kind: string): Promise<void> {
  const { asks = [] } = await cases.until(loanId, askedFor(kind));
  await approve(cases, loanId, asks.find((ask) => ask.kind === kind)?.taskId);
}

export const scenarios: Record<string, Scenario> = {
  'ladder-to-review': {
    async live(cases, loanId) {
      await cases.until(loanId, (state) => state.rung === 7 && state.notBefore.why.includes('review'));
      await cases.client.ask(loanId, {
        ...{ type: 'close', id: 'close', by: 'supervisor-1', reason: 'written-off', why },
      });
    },
  },

  'promise-kept': {
    async live(cases, loanId) {
      await cases.until(loanId, (state) => state.rung === 1);
      await cases.client.ask(loanId, promise(cases, 'promise-kept', 8));
      await cases.until(loanId, (state) => state.promise?.reminded === 1);
      await cases.pay(loanId, 50_000);
    },
  },

  'promise-broken': {
    async live(cases, loanId) {
      await cases.client.ask(loanId, promise(cases, 'promise-broken', 3));
      await cases.until(loanId, (state) => state.brokenPromises === 1 && state.rung >= 1);
      await cases.pay(loanId, 20_000, `part:${loanId}`);
      await cases.until(loanId, (state) => state.rung >= 2);
      await cases.pay(loanId, 30_000, `rest:${loanId}`);
    },
  },

  dispute: {
    async live(cases, loanId) {
      const asked = await cases.client.ask(loanId, {
        type: 'dispute',
        id: 'dispute',
        by,
        subject: 'not mine',
      });
      await passDays(cases, 5);
      await approve(cases, loanId, asked.state?.holds[0]?.taskId, false);
      await cases.until(loanId, (state) => state.rung >= 1);
      await cases.client.ask(loanId, { type: 'grace', id: 'grace', by, reason: 'force-majeure', days: 5 });
      await cases.until(loanId, (state) => state.rung >= 2);
      await cases.pay(loanId, 50_000);
    },
  },

  'cured-at-night': {
    async live(cases, loanId) {
      await untilHour(cases, 22.5, 24);
      await cases.pay(loanId, 50_000);
    },
  },

  cease: {
    async live(cases, loanId) {
      await cases.client.ask(loanId, { type: 'cease', id: 'cease', by, why });
      await passDays(cases, 6);
      await cases.client.ask(loanId, { type: 'lift-hold', id: 'lift', by, hold: 'cease', why });
      await cases.until(loanId, (state) => state.rung >= 1);
      await cases.pay(loanId, 50_000);
    },
  },

  moratorium: {
    async live(cases, loanId) {
      const [startOn, lastOn] = [today(cases), addDays(today(cases), 8)];
      await cases.client.ask(loanId, {
        ...{ type: 'moratorium', id: 'moratorium', by, moratorium: 'breathing-space', startOn, lastOn },
      });
      await passDays(cases, 3);
      await cases.pay(loanId, 10_000, `part:${loanId}`);
      await cases.until(loanId, ({ holds }) => holds.length === 0);
      await cases.until(loanId, (state) => state.rung >= 1);
      await cases.pay(loanId, 40_000);
    },
  },

  'customer-hold': {
    async live(cases, loanId) {
      const reportId = `customer:deceased:${loanId}`;
      const declared = {
        reportId,
        customerId: `C-${loanId}` as CustomerId,
        kind: 'deceased-review' as const,
      };
      const holds = new CustomerHoldRepository(cases.database.pool);
      await holds.declare({ ...declared, reportedBy: 'core' }, cases.clock.now());
      const event = { type: 'customer-hold' as const, id: `customer-hold:${reportId}`, by: 'core' };
      await cases.client.tell(loanId, event);
      await cases.until(loanId, ({ holds: all }) => all.some(({ taskId }) => taskId !== undefined));
      await passDays(cases, 7);
      const { holds: held } = await cases.until(loanId, () => true);
      await approve(cases, loanId, held[0]?.taskId);
      await cases.until(loanId, (state) => state.rung >= 1);
      await cases.pay(loanId, 50_000);
    },
  },

  plan: {
    async live(cases, loanId) {
      const firstDueOn = addDays(today(cases), 10);
      const pieces = [{ count: 2, amountMinor: 25_000 }];
      const plan = { kind: 'spread' as const, firstDueOn, pieces, arrearsMinor: 50_000, interestMinor: 0 };
      await cases.client.ask(loanId, {
        ...{ type: 'plan-proposal', id: 'plan', by, plan, collectableMinor: 50_000 },
        means: { incomeMinor: 100_000, outgoingsMinor: 60_000, capacityMinor: 28_000 },
      });
      await approveWhenAsked(cases, loanId, 'plan-approval');
      await cases.untilTime(Date.parse(`${firstDueOn}T00:00:00Z`));
      await cases.pay(loanId, 25_000, `first:${loanId}`);
      await passDays(cases, 20);
      await cases.pay(loanId, 25_000, `second:${loanId}`);
    },
  },

  settlement: {
    async live(cases, loanId) {
      const dueOn = addDays(today(cases), 9);
      await cases.client.ask(loanId, {
        ...{ type: 'settlement', id: 'settlement', by, amountMinor: 40_000, dueOn, why },
      });
      await approveWhenAsked(cases, loanId, 'settlement-approval');
      await passDays(cases, 5);
      await cases.pay(loanId, 40_000);
    },
  },

  'payment-reversed': {
    async live(cases, loanId) {
      const paymentId = `bounced:${loanId}`;
      await cases.pay(loanId, 30_000, paymentId);
      await cases.until(loanId, (state) => state.arrearsMinor === 20_000);
      await passDays(cases, 3);
      const { database, encryption, client: caseClient, clock } = cases;
      const reversedAt = new Date(clock.now()).toISOString();
      const item = { paymentId, reversedAt, reason: 'AM04 insufficient funds' };
      const deps = { ...dataPorts(database, encryption), caseClient, clock };
      await reportReversals(deps, { items: [{ index: 0, item }], by: 'core', instance: '/record' });
      await cases.until(loanId, (state) => state.arrearsMinor === 50_000 && state.rung >= 1);
      await cases.pay(loanId, 50_000);
    },
  },

  call: {
    daysPastDue: 25,
    dayMs: 4000,
    async live(cases, loanId) {
      await cases.until(loanId, ({ callWork }) => callWork?.task !== undefined);
      for (const last of [false, true]) {
        await untilHour(cases, 10, 17);
        const id = last ? 'call-2' : 'call-1';
        const { state } = await cases.client.ask(loanId, { type: 'call', id, by });
        const callId = state?.openCall?.callId ?? '';
        const { instalments } = promise(cases, id, 5);
        const outcome = last
          ? ({ result: 'promise', instalments } as const)
          : ({ result: 'no-answer' } as const);
        await cases.client.ask(loanId, { type: 'call-outcome', id: `${id}:outcome`, by, callId, outcome });
        await passDays(cases, 1);
      }
      await cases.pay(loanId, 50_000);
    },
  },

  'formal-letter': {
    daysPastDue: 62,
    async live(cases, loanId) {
      const { letter: first } = await cases.until(loanId, ({ letter }) => letter !== undefined);
      const returned = await cases.client.ask(loanId, {
        ...{ type: 'letter-outcome', id: 'returned', by: 'post', outcome: 'returned' },
        contactId: first?.contactId ?? '',
      });
      await passDays(cases, 4);
      await cases.client.ask(loanId, {
        ...{ type: 'task', id: 'found', by, action: 'complete', why },
        taskId: returned.state?.errands?.[0]?.taskId ?? '',
      });
      const { letter: second } = await cases.until(
        loanId,
        ({ letter }) => letter !== undefined && letter.contactId !== first?.contactId,
      );
      await cases.client.ask(loanId, {
        ...{ type: 'letter-outcome', id: 'served', by: 'post', outcome: 'served' },
        contactId: second?.contactId ?? '',
      });
      await passDays(cases, 5);
      await cases.pay(loanId, 50_000);
    },
  },

  'change-strategy': {
    async live(cases, loanId) {
      // Published long ago: new cases do not go by it.
      await publishStrategies(cases.database.orm, [{ ...cnRetail, version: 2 }], new Date('2020-01-01'));
      await cases.until(loanId, (state) => state.rung >= 1 && state.pending === undefined);
      await cases.client.ask(loanId, {
        ...{ type: 'change-strategy', id: 'strategy', by: 'supervisor-1', strategy: 'cn-retail@2', why },
      });
      await cases.until(loanId, (state) => state.rung >= 2);
      await cases.pay(loanId, 50_000);
    },
  },

  'legal-action': {
    loan: { principalMinor: 50_000 },
    daysPastDue: 200,
    async live(cases, loanId) {
      await approveWhenAsked(cases, loanId, 'legal-approval');
      const { legalAction } = await cases.until(
        loanId,
        (state) => state.stage === 'legal' && state.legalAction?.openedAtMs !== undefined,
      );
      const legalId = (legalAction?.id ?? '') as LegalId;
      const complete = async (step: WorkStep, outcome: LegalOutcome) => {
        const documents = needsDocument(step, outcome) ? [paper] : [];
        const event = {
          type: 'complete',
          id: `${step}:${outcome}`,
          by: 'lawyer-1',
          step,
          outcome,
          documents,
          why,
        };
        await cases.client.legal.ask(legalId, event as LegalUpdateEvent);
      };
      await complete('notice', 'served');
      await passDays(cases, 16);
      await complete('filing', 'accepted');
      await complete('hearing', 'held');
      await complete('judgment', 'for');
      await passDays(cases, 16);
      await complete('appeal', 'none');
      await complete('enforcement', 'paid');
      return { 'legal-action-claim': legalWorkflowId(legalId) };
    },
  },

  'daily-operations': {
    async live(cases, loanId) {
      const region = 'recorded';
      const day = addDays(today(cases), 1);
      const due = {
        loanId: `${loanId}-due`,
        region,
        instalments: [{ dueOn: addDays(day, 3), amountMinor: 12_345 }],
      };
      await cases.seed(due);
      const workflowId = `daily-${loanId}`;
      await cases.temporal.workflow.execute('dailyOperationsWorkflow', {
        ...{ taskQueue: cases.taskQueue, workflowId },
        args: [{ region, zone: ZONE, day, clock: cases.clock.spec }],
      });
      await cases.pay(loanId, 50_000);
      return { 'daily-operations-of-a-region': workflowId };
    },
  },
};
