import { addDays, DAY_MS } from '../../domain/calendar.ts';
import type { Action } from '../../domain/portfolio/intents.ts';
import type { StaffTask } from '../../domain/portfolio/staff-task.ts';
import type { Planned } from './agenda.ts';
import { instalmentsOf, meansFor, minorOf, paymentsOf, planPayments } from './agreed-payments.ts';
import type { Answer, Reply } from './bank-api.ts';
import { inBusinessHours } from './business-hours.ts';
import type { Asking, LoanDesk } from './loan-desk.ts';

type Do<Name extends Action['do']> = Extract<Action, { do: Name }>;

/** Supervisors have the time to approve before the first instalment of a plan is due. */
const FIRST_IN_DAYS = 12;

/** What one customer agrees on with the bank: the open promise, the plan, the settlement. */
export class Agreements {
  /** has kept a promise: pays what falls due from then on without being asked */
  reformed = false;
  private readonly desk: LoanDesk;
  private promiseId: string | undefined;
  private planShares: readonly number[] = [];
  private settling: Do<'settle'> | undefined;

  constructor(desk: LoanDesk) {
    this.desk = desk;
  }

  /** @param say to whom: to a collector on the phone, or to the bank @returns what is paid if it is taken */
  async promise(
    { parts, replaces }: Do<'promise'>,
    say: Asking,
  ): Promise<{ answer: Answer; payments: Planned[] }> {
    const { desk } = this;
    const arrears = desk.arrears();
    if (arrears === 0) return { answer: 'gone', payments: [] };
    const draws = desk.nextDraws('promise');
    const instalments = instalmentsOf(parts, arrears, desk.today());
    const promised = instalments.map(({ dueOn, amountMinor }) => ({
      ...{ dueOn, amount: desk.api.money(amountMinor) },
    }));
    const { answer, reply } = await say({
      instalments: promised,
      ...(replaces && this.promiseId !== undefined && { replaces: this.promiseId }),
    });
    if (answer !== 'done') return { answer, payments: [] };
    this.promiseId = reply.promise?.id;
    this.reformed = parts.every(({ kept }) => kept === 1);
    return { answer, payments: paymentsOf(parts, instalments, draws) };
  }

  /** What the customer can afford is worked out first, and then proposed. */
  async proposePlan({ paidShares, note }: Do<'plan'>): Promise<void> {
    const { desk } = this;
    const { money } = desk.api;
    const ownMinor = Math.round((desk.customer.annualIncome * 100) / 12);
    const firstDueOn = addDays(desk.today(), FIRST_IN_DAYS);
    const plan = { kind: 'spread', months: paidShares.length, firstDueOn };
    const asked = (neededMinor: number) => {
      const { incomeMinor, outgoingsMinor } = meansFor(ownMinor, neededMinor);
      return { ...plan, means: { income: money(incomeMinor), outgoings: money(outgoingsMinor) } };
    };
    const { reply } = await desk.ask('plans/quote', asked(0));
    const amounts = reply.proposals?.[0]?.instalments.map(({ amount }) => minorOf(amount)) ?? [];
    if (amounts.length === 0) return;
    this.planShares = paidShares;
    await desk.ask('plans', { ...asked(Math.max(...amounts)), note });
  }

  /** An offer is on its way to the supervisors. */
  offer(settlement: Do<'settle'>): void {
    this.settling = settlement;
  }

  /** @returns what the customer pays now that supervisors have approved */
  approved(task: StaffTask, { plans = [], settlement }: Reply): Planned[] {
    const { desk } = this;
    const standing = plans.find(({ status }) => status === 'standing');
    if (task === 'plan-approval' && standing) {
      return planPayments(standing, this.planShares, desk.draws('plan'));
    }
    if (task !== 'settlement-approval' || !settlement || !this.settling?.paid) return [];
    const action = { do: 'pay-agreed' as const, amountMinor: minorOf(settlement.amount) };
    const atMs = inBusinessHours(desk.now() + desk.draws('settled').int(1, 9) * DAY_MS);
    return [{ atMs, by: 'customer', action }];
  }
}
