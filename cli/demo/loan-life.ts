import { DAY_MS } from '../../domain/calendar.ts';
import { shareOf } from '../../domain/money.ts';
import { react } from '../../domain/portfolio/behaviour.ts';
import { BLANK, type Action, type Happening, type Intent } from '../../domain/portfolio/intents.ts';
import { letterOutcome } from '../../domain/portfolio/letters.ts';
import type { PortfolioLoan } from '../../domain/portfolio/portfolio.ts';
import { ACTORS } from './actors.ts';
import { Agenda, type LetterReport, type Planned } from './agenda.ts';
import { Agreements } from './agreements.ts';
import type { Reply } from './bank-api.ts';
import { inBusinessHours } from './business-hours.ts';
import { LoanDesk, type Asking, type LoanDeskOptions } from './loan-desk.ts';
import { makeCall } from './phone.ts';
import { reportOf } from './reports.ts';
import { requestOf, type Asked } from './requests.ts';
import { workerOf } from './shifts.ts';
import { TaskWatch, type SeenTask } from './task-watch.ts';
import { Wallet, type Payment } from './wallet.ts';

/** What one sees of a loan's newest case. */
export interface CaseSeen {
  caseId: string;
  openedAtMs: number;
  closeReason: string | null;
  disputedMinor: number;
}

/** Until whoever got a task knows of it. */
const HANDED_ON_DAYS = 0.2;

type Contact = Extract<Happening, { kind: 'contact' }>;
type Do<Name extends Action['do']> = Extract<Action, { do: Name }>;

/** One loan of the demo, with its customer and whoever of the bank decides about it: one thing after the other. */
export class LoanLife {
  readonly loan: PortfolioLoan;
  private readonly desk: LoanDesk;
  private readonly wallet: Wallet;
  private readonly agreements: Agreements;
  private readonly agenda = new Agenda();
  private readonly tasks = new TaskWatch();
  private memory = BLANK;
  private seen: CaseSeen | undefined;
  private contacts = 0;
  private ended: string | undefined;
  /** what had ended will be a case again: the old one is not looked at any more */
  private reopening = false;
  private busy = false;

  constructor(options: LoanDeskOptions) {
    const { loan, api, now } = options;
    this.loan = loan;
    this.desk = new LoanDesk(options);
    this.wallet = new Wallet({ loanId: loan.loanId, api, books: this.desk.books, now });
    this.agreements = new Agreements(this.desk);
  }

  get payments(): readonly Payment[] {
    return this.wallet.payments;
  }

  /** @returns the payment after which nothing was overdue and the case was cured */
  get curedBy(): Payment | undefined {
    return this.ended === 'cured' ? this.payments.findLast(({ recovered }) => recovered) : undefined;
  }

  /** The newest case of the loan, as it stands. */
  see(newest: CaseSeen): void {
    const { seen } = this;
    if (this.reopening && newest.caseId === seen?.caseId) return;
    this.seen = newest;
    if (newest.caseId !== seen?.caseId) {
      this.reopening = false;
      this.ended = undefined;
      this.hear({ kind: seen ? 'reopened' : 'opened' });
    }
    if (newest.closeReason !== null) this.end(newest.closeReason);
  }

  /** A message or call came. Somebody who means to do something already is not moved by another reminder. */
  contact(channel: Contact['channel'], script: string, contactId: string): void {
    this.contacts += 1;
    if (script === 'formal-demand' && !this.letterArrives(contactId)) return;
    if (this.agenda.hasPlans) return;
    this.hear({ kind: 'contact', channel, script, ordinal: this.contacts });
  }

  /** An open task. @param lookedAtMs when it was seen to be open */
  task(task: SeenTask, lookedAtMs: number): void {
    const asked = this.tasks.see(task, lookedAtMs);
    if (!asked) return;
    const outlives = asked.legalId !== undefined || asked.task === 'complaint-answer';
    if (this.ended === undefined || outlives) this.intend(this.react(asked));
  }

  /** Does what is due, one thing after the other; a second call meanwhile does nothing. */
  async act(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (
        let next = this.agenda.takeDue(this.desk.now());
        next !== undefined;
        next = this.agenda.takeDue(this.desk.now())
      ) {
        const fromMs = this.desk.worksFrom(workerOf(next.action, this.tasks), this.desk.now());
        if (fromMs > this.desk.now()) this.agenda.add({ ...next, atMs: fromMs });
        else await this.perform(next.action);
      }
      if (this.ended === 'cured') await this.payWhatFallsDue();
      else if (this.agreements.reformed) this.planOwnPayment();
    } finally {
      this.busy = false;
    }
  }

  /** The case is closed: nobody has anything to do any more but to pay what falls due. */
  private end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    this.agenda.keepWhatOutlivesCase();
  }

  private hear(happening: Happening): void {
    if (this.ended === undefined) this.intend(this.react(happening));
  }

  private react(happening: Happening): Intent[] {
    const { memory, intents } = react(this.desk.lifeKey, this.loan.hidden, this.memory, happening);
    this.memory = memory;
    return intents;
  }

  private intend(intents: readonly Intent[]): void {
    const at = (days: number) => inBusinessHours(this.desk.now() + days * DAY_MS);
    this.agenda.add(
      ...intents.map(({ afterDays, by, action }): Planned => ({ atMs: at(afterDays), by, action })),
    );
  }

  /** @returns whether it does; the postman reports it either way */
  private letterArrives(contactId: string): boolean {
    const draws = this.desk.draws(`letter:${contactId}`);
    const outcome = letterOutcome(this.loan.hidden, this.memory.letters, draws);
    this.memory = { ...this.memory, letters: this.memory.letters + 1 };
    const atMs = inBusinessHours(this.desk.now() + draws.int(1, 3) * DAY_MS);
    this.agenda.add({ atMs, by: 'staff', action: { do: 'report-letter', contactId, outcome } });
    return outcome === 'served';
  }

  private async perform(action: Planned['action']): Promise<void> {
    switch (action.do) {
      case 'pay': {
        const arrears = this.desk.arrears();
        const owed =
          action.of === 'arrears' ? arrears : Math.max(0, arrears - (this.seen?.disputedMinor ?? 0));
        return this.pay(shareOf(owed, action.share), action.bookedDaysLate);
      }
      case 'pay-promised':
        return this.pay(Math.min(this.desk.arrears(), action.amountMinor));
      case 'pay-agreed':
        return this.pay(action.amountMinor);
      case 'bounce':
        return this.bounce(action);
      case 'promise':
        await this.promise(action, (body) => this.desk.ask('promises', body));
        return;
      case 'plan':
        return this.agreements.proposePlan(action);
      case 'call':
        return this.takeCall(action);
      case 'report-letter':
        return this.reportLetter(action);
      case 'export':
        return this.desk.exportForSale(action.why);
      case 'rate':
      case 'owe-elsewhere':
      case 'change-loan':
        return this.desk.api.report(
          this.desk.key(),
          reportOf(action, this.desk.scene(this.seen?.disputedMinor ?? 0)),
        );
      default:
        return this.askFor(action);
    }
  }

  private async askFor(action: Asked): Promise<void> {
    if (action.do === 'settle') this.agreements.offer(action);
    const scene = {
      ...this.desk.scene(this.seen?.disputedMinor ?? 0),
      holder: workerOf(action, this.tasks),
    };
    const { answer, reply } = await this.desk.api.ask(scene.key, requestOf(action, scene));
    if (answer === 'done') this.follow(action, reply);
    // It has gone to somebody else meanwhile, who does it.
    else if (action.do === 'finish' && reply.code === 'Rejected.TaskNotYours') {
      this.intend([{ afterDays: HANDED_ON_DAYS, by: 'staff', action }]);
    }
  }

  /** What the customer and the staff make of an answer. */
  private follow(action: Asked, reply: Reply): void {
    // Of what is asked some is over with the answer.
    switch (action.do) {
      case 'close':
        if (reply.closed) this.end(reply.closed.reason);
        return;
      case 'reopen':
        this.reopening = true;
        return;
      case 'give-back':
        return this.tasks.again(action.taskId, this.desk.now());
      case 'court-decide':
        return this.tasks.askSecond(action.taskId, this.desk.now());
      case 'resolve':
        return this.hear({ kind: 'decided', task: 'dispute-resolution', approved: true });
      case 'decide': {
        const { task, taskId, approved } = action;
        if (approved) this.tasks.askSecond(taskId, this.desk.now());
        const waits = [reply.settlement, ...(reply.plans ?? [])].some((open) => open?.taskId === taskId);
        if (waits) return;
        if (approved) this.agenda.add(...this.agreements.approved(task, reply));
        return this.hear({ kind: 'decided', task, approved });
      }
      default:
    }
  }

  private async promise(action: Do<'promise'>, say: Asking) {
    const { answer, payments } = await this.agreements.promise(action, say);
    if (answer === 'done' && action.replaces) this.agenda.dropPromised();
    this.agenda.add(...payments);
    return answer;
  }

  private async takeCall(call: Do<'call'>): Promise<void> {
    const { desk, memory } = this;
    const arrearsMinor = desk.arrears();
    // It may have gone to somebody else meanwhile.
    if (arrearsMinor === 0 || !this.tasks.isOf(call.taskId, call.by)) return;
    const { made, later } = await makeCall({
      ...{ desk, call, calls: memory.calls, arrearsMinor },
      listen: () => this.answerPhone(call.script),
      promise: (said, say) => this.promise(said, say),
    });
    if (made) this.memory = { ...this.memory, calls: this.memory.calls + 1 };
    this.intend(later);
  }

  /** Somebody who means to do something already has nothing to add. */
  private answerPhone(script: string): { reached: boolean; intents: Intent[] } {
    this.contacts += 1;
    const before = this.memory.reached;
    const heard = { kind: 'contact', channel: 'voice', script, ordinal: this.contacts } as const;
    const intents = this.agenda.hasPlans ? [] : this.react(heard);
    return { reached: this.memory.reached > before, intents };
  }

  private async bounce({ reason }: Do<'bounce'>): Promise<void> {
    const ended = this.ended !== undefined;
    if (!(await this.wallet.bounce(this.desk.key(), reason)) || !ended) return;
    // What it had ended is opened again.
    this.reopening = true;
    this.agreements.reformed = false;
    this.ended = undefined;
  }

  private async reportLetter({ contactId, outcome }: LetterReport): Promise<void> {
    await this.desk.ask(`letters/${contactId}/outcome`, { outcome }, ACTORS.post);
  }

  private planOwnPayment(): void {
    if (this.agenda.hasPlans || this.ended !== undefined || this.desk.arrears() === 0) return;
    this.intend([
      {
        afterDays: this.desk.nextDraws('own').int(2, 6),
        by: 'customer',
        action: { do: 'pay', share: 1, of: 'arrears' },
      },
    ]);
  }

  private async payWhatFallsDue(): Promise<void> {
    const amountMinor = this.desk.books.dueSoon(this.desk.now());
    if (amountMinor > 0) await this.wallet.pay(this.desk.key(), amountMinor, { ofCaseSinceMs: undefined });
  }

  private async pay(amountMinor: number, bookedDaysLate?: number): Promise<void> {
    const ofCaseSinceMs = this.ended === undefined ? this.seen?.openedAtMs : undefined;
    const late = bookedDaysLate === undefined ? {} : { bookedDaysLate };
    await this.wallet.pay(this.desk.key(), amountMinor, { ofCaseSinceMs, ...late });
  }
}
