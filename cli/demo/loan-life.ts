import { addDays, DAY_MS, localDate } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { LoanId } from '../../domain/ids.ts';
import { shareOf } from '../../domain/money.ts';
import { react } from '../../domain/portfolio/behaviour.ts';
import { BLANK, type Action, type Happening, type Intent } from '../../domain/portfolio/intents.ts';
import type { PortfolioLoan } from '../../domain/portfolio/portfolio.ts';
import { random } from '../../domain/portfolio/random.ts';
import { callEnd } from '../../domain/portfolio/calls.ts';
import type { PromisedInstalment } from '../../domain/case/state.ts';
import type { Answer, BankApi, CallReport } from './bank-api.ts';
import { inBusinessHours } from './business-hours.ts';
import { LoanBooks, ZONE } from './loan-books.ts';

/** What is going to be done, and when. */
interface Planned {
  atMs: number;
  by: Intent['by'];
  action: Action | { do: 'pay-promised'; amountMinor: number } | LetterReport;
}

/** The postman brings a formal letter, or brings it back. */
interface LetterReport {
  do: 'report-letter';
  contactId: string;
  outcome: 'served' | 'returned';
}

/** What others do about the case keeps nobody from making up their mind. */
const OF_STAFF: readonly Planned['action']['do'][] = ['call', 'finish', 'report-letter'];

/** A payment that the bank has taken. */
export interface Payment {
  loanId: LoanId;
  amountMinor: number;
  paidAtMs: number;
  /** instant after which the bank knew, business time */
  bookedAtMs: number;
  /** made because of the case; the others are the ordinary instalments of those who are up to date again */
  recovered: boolean;
}

export interface LoanLifeOptions {
  loan: PortfolioLoan;
  seed: string;
  api: BankApi;
  now: () => number;
}

/** Share of letters that come back. */
const RETURNED = 0.08;

type Contact = Extract<Happening, { kind: 'contact' }>;

/** One loan of the demo, with its customer and whoever of the bank decides about it: one thing after the other. */
export class LoanLife {
  readonly loan: PortfolioLoan;
  readonly payments: Payment[] = [];
  /** of the newest look at the system */
  disputedMinor = 0;
  private readonly seed: string;
  private readonly api: BankApi;
  private readonly now: () => number;
  private readonly books: LoanBooks;
  private memory = BLANK;
  private plan: Planned[] = [];
  private contacts = 0;
  private requests = 0;
  private opened = false;
  private ended: string | undefined;
  private busy = false;
  /** has kept a promise: pays what falls due from then on without being asked */
  private reformed = false;

  constructor({ loan, seed, api, now }: LoanLifeOptions) {
    this.loan = loan;
    this.seed = seed;
    this.api = api;
    this.now = now;
    this.books = new LoanBooks(loan);
  }

  /** The case was opened, as one sees it. */
  open(): void {
    if (this.opened) return;
    this.opened = true;
    this.hear({ kind: 'opened' });
  }

  /** The case is closed: nobody has anything to do any more but to pay what falls due. */
  end(reason: string): void {
    this.ended ??= reason;
    this.plan = [];
  }

  /** A message or call came. Somebody who means to do something already is not moved by another reminder. */
  contact(channel: Contact['channel'], script: string, contactId: string): void {
    this.contacts += 1;
    if (script === 'formal-demand' && !this.letterArrives(contactId)) return;
    if (this.hasPlans()) return;
    this.hear({ kind: 'contact', channel, script, ordinal: this.contacts });
  }

  hear(happening: Happening): void {
    if (this.ended !== undefined) return;
    this.intend(this.react(happening));
  }

  private react(happening: Happening): Intent[] {
    const key = `${this.seed}:${this.loan.loanId}`;
    const { memory, intents } = react(key, this.loan.hidden, this.memory, happening);
    this.memory = memory;
    return intents;
  }

  private hasPlans(): boolean {
    return this.plan.some(({ action }) => !OF_STAFF.includes(action.do));
  }

  /** @returns whether it does; the postman reports it either way */
  private letterArrives(contactId: string): boolean {
    const { chance, int } = random(`${this.seed}:${this.loan.loanId}:letter:${contactId}`);
    const outcome = chance(RETURNED) ? 'returned' : 'served';
    const atMs = inBusinessHours(this.now() + int(1, 3) * DAY_MS);
    this.plan.push({ atMs, by: 'staff', action: { do: 'report-letter', contactId, outcome } });
    this.plan.sort((a, b) => a.atMs - b.atMs);
    return outcome === 'served';
  }

  private intend(intents: readonly Intent[]): void {
    for (const { afterDays, by, action } of intents) {
      this.plan.push({ atMs: inBusinessHours(this.now() + afterDays * DAY_MS), by, action });
    }
    this.plan.sort((a, b) => a.atMs - b.atMs);
  }

  /** @returns the payment after which nothing was overdue and the case was cured */
  get curedBy(): Payment | undefined {
    return this.ended === 'cured' ? this.payments.findLast(({ recovered }) => recovered) : undefined;
  }

  /** Does what is due, one thing after the other; a second call meanwhile does nothing. */
  async act(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.plan[0]; next && next.atMs <= this.now(); next = this.plan[0]) {
        this.plan.shift();
        await this.perform(next);
      }
      if (this.ended === 'cured') await this.payWhatFallsDue();
      else if (this.reformed) this.planOwnPayment();
    } finally {
      this.busy = false;
    }
  }

  private async perform({ action }: Planned): Promise<void> {
    const { api } = this;
    const { loanId } = this.loan;
    const arrears = this.books.arrears(this.now());
    switch (action.do) {
      case 'pay': {
        const owed = action.of === 'arrears' ? arrears : Math.max(0, arrears - this.disputedMinor);
        return this.pay(shareOf(owed, action.share), true);
      }
      case 'pay-promised':
        return this.pay(Math.min(arrears, action.amountMinor), true);
      case 'promise':
        await this.promise(action.parts, arrears, (instalments) =>
          api.promise(this.key(), loanId, instalments),
        );
        return;
      case 'grace':
        await api.askGrace(this.key(), loanId, action);
        return;
      case 'dispute': {
        const amount = action.share < 1 ? shareOf(arrears, action.share) : undefined;
        await api.dispute(this.key(), loanId, action.subject, amount);
        return;
      }
      case 'settle': {
        const dueOn = addDays(localDate(this.now(), ZONE), action.inDays);
        const amountMinor = shareOf(arrears, action.share);
        await api.settle(this.key(), loanId, { ...action, dueOn, amountMinor });
        return;
      }
      case 'decide':
        if ((await api.decide(this.key(), action)) === 'done') {
          this.hear({ kind: 'decided', task: action.task, approved: action.approved });
        }
        return;
      case 'call':
        return this.takeCall(action, arrears);
      case 'finish':
        await api.finish(this.key(), action);
        return;
      case 'report-letter':
        await api.letterOutcome(this.key(), loanId, action.contactId, action.outcome);
        return;
      case 'close':
        if ((await api.close(this.key(), loanId, action)) === 'done') this.end(action.reason);
    }
  }

  /** A collector calls; what the customer says on the phone is the outcome, what the customer does comes later. */
  private async takeCall(call: Extract<Action, { do: 'call' }>, arrears: number): Promise<void> {
    const { api } = this;
    if (arrears === 0) return;
    const callId = await api.beginCall(this.key(), call);
    if (callId === undefined) return;
    this.contacts += 1;
    const draws = random(`${this.seed}:${this.loan.loanId}:call:${callId}`);
    const before = this.memory.reached;
    const intents = this.hasPlans()
      ? []
      : this.react({ kind: 'contact', channel: 'voice', script: call.script, ordinal: this.contacts });
    const { outcome, said, later } = callEnd(this.memory.reached > before, { intents }, draws);
    const end = (report: CallReport) => api.endCall(this.key(), call.by, callId, report);
    if ((await this.say(said, arrears, end)) !== 'done') {
      const silent = outcome === 'promise' || outcome === 'hardship' || outcome === 'dispute';
      await end({ result: silent ? 'refuses' : outcome });
    }
    this.intend(later);
  }

  /** @returns undefined when nothing is said that the bank has to record */
  private async say(
    said: ReturnType<typeof callEnd>['said'],
    arrears: number,
    end: (report: CallReport) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    switch (said?.do) {
      case undefined:
        return undefined;
      case 'promise':
        return this.promise(said.parts, arrears, (instalments) => end({ result: 'promise', instalments }));
      case 'grace':
        return end({ result: 'hardship', reason: said.reason, days: said.days });
      case 'dispute': {
        const amountMinor = said.share < 1 ? shareOf(arrears, said.share) : undefined;
        const amount = amountMinor === undefined ? {} : { amountMinor };
        return end({ result: 'dispute', subject: said.subject, ...amount });
      }
    }
  }

  private async promise(
    parts: Extract<Action, { do: 'promise' }>['parts'],
    arrears: number,
    say: (instalments: PromisedInstalment[]) => Promise<Answer>,
  ): Promise<Answer> {
    if (arrears === 0) return 'gone';
    const today = localDate(this.now(), ZONE);
    const draws = random(`${this.seed}:${this.loan.loanId}:promise:${this.requests}`);
    const promised = parts.map(({ inDays, share, kept }) => ({
      dueOn: addDays(today, inDays),
      amountMinor: Math.max(1, Math.ceil(arrears * share)),
      kept,
    }));
    const instalments = promised.map(({ dueOn, amountMinor }) => ({ dueOn, amountMinor }));
    const answer = await say(instalments);
    if (answer !== 'done') return answer;
    this.reformed = promised.every(({ kept }) => kept === 1);
    for (const { dueOn, amountMinor, kept } of promised) {
      if (kept === 0) continue;
      const atMs = atLocalTime(addDays(dueOn, -draws.int(0, 1)), `${draws.int(10, 18)}:00`, ZONE);
      const action = { do: 'pay-promised' as const, amountMinor: Math.round(amountMinor * kept) };
      this.plan.push({ atMs, by: 'customer', action });
    }
    this.plan.sort((a, b) => a.atMs - b.atMs);
    return answer;
  }

  private planOwnPayment(): void {
    if (this.hasPlans() || this.ended !== undefined || this.books.arrears(this.now()) === 0) return;
    const { int } = random(`${this.seed}:${this.loan.loanId}:own:${this.requests}`);
    const action = { do: 'pay' as const, share: 1, of: 'arrears' as const };
    this.plan.push({ atMs: inBusinessHours(this.now() + int(2, 6) * DAY_MS), by: 'customer', action });
  }

  private async payWhatFallsDue(): Promise<void> {
    const amountMinor = this.books.dueByTomorrow(this.now());
    if (amountMinor > 0) await this.pay(amountMinor, false);
  }

  private async pay(amountMinor: number, recovered: boolean): Promise<void> {
    if (amountMinor <= 0) return;
    const { loanId } = this.loan;
    const paidAtMs = this.now();
    await this.api.pay({ paymentId: this.key(), loanId, amountMinor, paidAtMs });
    this.books.paid(amountMinor);
    this.payments.push({ loanId, amountMinor, paidAtMs, bookedAtMs: this.now(), recovered });
  }

  /** @returns the next request's own id */
  private key(): string {
    this.requests += 1;
    return `demo-${this.loan.loanId}-${this.requests}`;
  }
}
