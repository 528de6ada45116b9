import { addDays, DAY_MS, MINUTE_MS } from '../calendar.ts';
import { daysLate } from '../case/days-late.ts';
import { decide } from '../case/decide.ts';
import type { Decision, EventAnswer } from '../case/decision.ts';
import type { CaseEvent, CaseEventOf, UpdateType } from '../case/events.ts';
import type { FactsToScore } from '../case/facts.ts';
import { collectableMinor, type CaseState } from '../case/state.ts';
import { checkUpdate } from '../case/update-checks.ts';
import { mayHaveLeft, type LedgerContact } from '../contact/ledger.ts';
import { zoneClock } from '../contact/zone-clock.ts';
import { delinquencyOf } from '../delinquency.ts';
import type { Rejection } from '../failures.ts';
import type { Due } from './agenda.ts';
import { CaseRun } from './case-run.ts';
import { countsOf } from './counts-of.ts';
import { paidMinorOf, type SimulatedCustomer, type SimulatedLoan } from './customer.ts';
import { approvalsOf, outcomeOf } from './answers-of.ts';
import type { SimulatedDecision, SimulationInput } from './input.ts';
import { dateIn } from './date-in.ts';
import { factsOf } from './facts-of.ts';
import { ledgerAfter, ledgerBefore } from './ledger.ts';
import { Responder } from './responder.ts';
import { riskAtOpening } from './risk-at-opening.ts';
import type { Metric, Tally } from './tally.ts';

const RECENT_MS = 7 * DAY_MS;
/** A call is over, and its outcome noted. */
const CALL_MS = 5 * MINUTE_MS;

/**
 * Lives the cases of one customer from event to event, in the way of the workflow: decide, carry out the instruction,
 * report, again. A day on which nothing happens costs nothing.
 *
 * @param tally to which all is added
 * @param onDecision is shown every decision, in order
 */
export function liveCustomer(
  customer: SimulatedCustomer,
  input: SimulationInput,
  tally: Tally,
  onDecision?: (made: SimulatedDecision) => void,
): void {
  new CustomerLife(customer, input, tally, onDecision).run();
}

class CustomerLife {
  private readonly customer: SimulatedCustomer;
  private readonly input: SimulationInput;
  private readonly tally: Tally;
  private readonly onDecision: ((made: SimulatedDecision) => void) | undefined;
  private readonly runs: CaseRun[] = [];
  private ledger: LedgerContact[] = [];
  private now: number;

  constructor(
    customer: SimulatedCustomer,
    input: SimulationInput,
    tally: Tally,
    onDecision?: (made: SimulatedDecision) => void,
  ) {
    this.customer = customer;
    this.input = input;
    this.tally = tally;
    this.onDecision = onDecision;
    this.now = input.startMs;
  }

  run(): void {
    const { customer, input } = this;
    for (const loan of customer.loans) this.open(loan);
    const endMs = input.startMs + input.days * DAY_MS;
    for (;;) {
      const run = this.next();
      if (!run || run.nextAtMs >= endMs) break;
      this.now = Math.max(this.now, run.nextAtMs);
      if (run.agenda.nextAtMs <= this.now) this.happen(run, run.agenda.take());
      else this.decide(run, []);
    }
    for (const run of this.runs) this.countDays(run, endMs);
  }

  private next(): CaseRun | undefined {
    let first: CaseRun | undefined;
    for (const run of this.runs) if (!first || run.nextAtMs < first.nextAtMs) first = run;
    return first;
  }

  private open(loan: SimulatedLoan): void {
    const { seed, response, startMs } = this.input;
    const paidMinor = paidMinorOf(loan);
    if (delinquencyOf(loan.instalments, paidMinor, dateIn(loan.zone, startMs)).arrearsMinor === 0) return;
    const run = new CaseRun(loan, new Responder(response, `${seed}:${loan.loanId}`));
    this.runs.push(run);
    this.decide(run, [{ type: 'overdue', id: `overdue:${loan.loanId}`, by: 'core' }]);
    this.intendUnasked(run);
  }

  /** What happens from outside; some of it has been overtaken. */
  private happen(run: CaseRun, due: Due | undefined): void {
    const { state } = run;
    if (!due || !state) return;
    switch (due.kind) {
      case 'payment':
        return this.pay(run, Math.max(1, Math.round(state.arrearsMinor * due.share)));
      case 'promised':
        return this.pay(run, due.amountMinor);
      case 'call':
        return this.call(run, due.taskId);
      case 'call-outcome':
        return this.concludeCall(run, due.callId);
      case 'approval':
        for (const approval of approvalsOf(due)) this.ask(run, approval);
    }
  }

  private pay(run: CaseRun, wishedMinor: number): void {
    const { state } = run;
    if (!state || state.closed) return;
    const amountMinor = Math.min(wishedMinor, state.arrearsMinor);
    if (amountMinor <= 0) return;
    const { now } = this;
    run.paidMinor += amountMinor;
    run.payments.push({ paidAtMs: now, amountMinor });
    this.count(run, 'recovered', amountMinor);
    const id = `payment:${state.loanId}:${run.payments.length}`;
    this.decide(run, [{ type: 'payment', id, by: 'core', amountMinor, paidAtMs: now }]);
    this.intendUnasked(run);
  }

  /** Whoever has just paid begins anew to be somebody who may pay. */
  private intendUnasked(run: CaseRun): void {
    run.agenda.drop((due) => due.kind === 'payment' && due.unasked === true);
    const { state } = run;
    if (!state || state.closed) return;
    const pays = run.responder.paysUnasked(daysLate(state, this.now), this.now);
    if (pays) run.agenda.add(pays.atMs, { kind: 'payment', share: pays.share, unasked: true });
  }

  private call(run: CaseRun, taskId: Extract<Due, { kind: 'call' }>['taskId']): void {
    if (run.state?.callWork?.task?.taskId !== taskId) return;
    const id = `call:${taskId}:${this.now}`;
    const untilMs = this.ask(run, { type: 'call', id, by: 'collector-1', taskId })?.gate?.untilMs;
    if (untilMs !== undefined) run.agenda.add(untilMs, { kind: 'call', taskId });
  }

  private concludeCall(run: CaseRun, callId: Extract<Due, { kind: 'call-outcome' }>['callId']): void {
    const { state } = run;
    if (state?.openCall?.callId !== callId) return;
    const { now } = this;
    const hour = Math.floor(zoneClock(this.customer.zone).timeAt(now) / 3_600_000);
    const said = run.responder.answers(hour);
    const owedMinor = collectableMinor(state);
    const reached = said.result === 'promise' || said.result === 'refuses';
    if (reached) this.count(run, 'cost', this.input.response.conversationCostMinor);
    const recent = reached ? this.recentContacts() : 0;
    if (said.result !== 'promise') {
      this.ask(run, outcomeOf(callId, { result: said.result }));
    } else {
      const dueOn = addDays(dateIn(state.zone, now), said.inDays);
      const instalments = [{ dueOn, amountMinor: Math.max(1, owedMinor) }];
      const refused = this.ask(run, outcomeOf(callId, { result: 'promise', instalments }));
      // Where no promise is taken any more, the customer has said no more than that they would pay.
      if (refused) this.ask(run, outcomeOf(callId, { result: 'refuses' }));
      else if (said.pays) {
        const amountMinor = Math.max(1, Math.round(owedMinor * said.pays.share));
        run.agenda.add(now + said.pays.inDays * DAY_MS, { kind: 'promised', amountMinor });
      }
    }
    if (reached)
      this.react(run, { channel: 'voice', legal: false, recent, promised: said.result === 'promise' });
  }

  /** Asks as an Update does: what its validator refuses leaves nothing behind. @returns why it was refused, if it was */
  private ask(run: CaseRun, event: CaseEventOf<UpdateType>): Rejection | undefined {
    const refused = run.state && checkUpdate(run.state, event, this.now);
    if (refused) return refused;
    const answer = this.decide(run, [event]).find(({ id }) => id === event.id);
    return answer && !answer.accepted ? answer.rejection : undefined;
  }

  /** Decides, and carries out what follows at once. @returns what the events were answered */
  private decide(run: CaseRun, events: readonly CaseEvent[]): EventAnswer[] {
    let decision = this.decideOnce(run, events);
    const { answers } = decision;
    while (decision.instruction.kind === 'deliver') {
      const { contactId, channel, what } = decision.instruction;
      const { contact } = decision;
      const outcome = run.responder.arrives(channel) ? ('sent' as const) : ('failed' as const);
      const recent = this.recentContacts() - 1;
      decision = this.decideOnce(run, [{ type: 'delivered', id: contactId, by: 'system', outcome }]);
      if (outcome === 'failed') continue;
      this.count(run, channel);
      this.count(run, 'cost', this.input.response.costMinor[channel]);
      const legal = what?.kind === 'rung' && what.do === 'legal';
      if (contact?.purpose !== 'collect') continue;
      const covered = (contact.covers ?? []).map(({ loanId }) => loanId);
      for (const about of this.runs) {
        if (about === run || covered.includes(about.loan.loanId))
          this.react(about, { channel, legal, recent: Math.max(0, recent), promised: false });
      }
    }
    return answers;
  }

  private react(
    run: CaseRun,
    {
      promised,
      ...heard
    }: {
      channel: 'sms' | 'email' | 'push' | 'voice' | 'letter';
      legal: boolean;
      recent: number;
      promised: boolean;
    },
  ): void {
    const { state, responder, agenda } = run;
    if (!state || state.closed) return;
    const { now } = this;
    const { pays, complains } = responder.hears({ now, daysPastDue: daysLate(state, now), ...heard });
    if (complains) this.count(run, 'complaints');
    // Whoever has promised pays as promised, or does not.
    if (pays && !promised) agenda.add(pays.atMs, { kind: 'payment', share: pays.share });
  }

  private decideOnce(run: CaseRun, events: readonly CaseEvent[]): Decision {
    const { now, input } = this;
    const before = run.state;
    const { strategy, scorer } = input;
    this.ledger = ledgerBefore(this.ledger, events);
    const facts = this.factsOf(run.loan, run);
    const decision = decide({ state: before, events, facts, strategy, scorer, now, bare: true });
    run.state = decision.state;
    if (!before) run.responder.risk = riskAtOpening(decision);
    this.ledger = ledgerAfter(this.ledger, decision, now);
    const { instruction } = decision;
    run.wakeMs = instruction.kind === 'wait' ? instruction.untilMs : Infinity;
    this.onDecision?.({ now, loanId: run.loan.loanId, events, paidMinor: run.paidMinor, decision });
    for (const [metric, amount] of countsOf(before, decision, input.response))
      this.count(run, metric, amount);
    if (decision.state) this.lookAt(run, decision.state);
    return decision;
  }

  /** What the bank's staff see to do. */
  private lookAt(run: CaseRun, { callWork, openCall, asks }: CaseState): void {
    const { now } = this;
    if (callWork?.task && run.isNew(callWork.task.taskId)) {
      run.agenda.add(now + run.responder.callDelayMs(), { kind: 'call', taskId: callWork.task.taskId });
    }
    if (openCall && run.isNew(openCall.callId)) {
      run.agenda.add(now + CALL_MS, { kind: 'call-outcome', callId: openCall.callId });
    }
    for (const { taskId, kind, persons } of asks ?? []) {
      if (!run.isNew(taskId)) continue;
      const { approved, afterMs } = run.responder.approval(kind);
      run.agenda.add(now + afterMs, { kind: 'approval', taskId, approved, persons });
    }
  }

  private recentContacts(): number {
    const sinceMs = this.now - RECENT_MS;
    return this.ledger.filter((contact) => contact.atMs > sinceMs && mayHaveLeft(contact)).length;
  }

  private factsOf(
    loan: SimulatedLoan,
    { state, paidMinor, payments }: Pick<CaseRun, 'paidMinor' | 'payments' | 'state'>,
  ): FactsToScore {
    const { customer, input, ledger, now } = this;
    const siblings = this.siblingsOf(loan);
    const policy = input.policies?.get(loan.jurisdiction);
    return factsOf({ customer, loan, state, paidMinor, payments, ledger, siblings, now, policy });
  }

  private siblingsOf(loan: SimulatedLoan): CaseState[] {
    if (this.runs.length < 2) return [];
    return this.runs.flatMap(({ loan: other, state, wakeMs, paidMinor }) =>
      other !== loan && state && !state.closed && wakeMs <= this.now + DAY_MS && state.paidMinor === paidMinor
        ? [state]
        : [],
    );
  }

  private count(run: CaseRun, metric: Metric, amount = 1): void {
    const day = Math.floor((this.now - this.input.startMs) / DAY_MS);
    this.tally.add(metric, run.responder.risk, day, amount);
  }

  /** A case-day is a day, begun or whole, on which the case is open. */
  private countDays({ state, responder }: CaseRun, endMs: number): void {
    if (!state) return;
    const untilMs = Math.min(endMs, state.closed?.atMs ?? endMs);
    const days = Math.ceil((untilMs - this.input.startMs) / DAY_MS);
    this.tally.addOnDays('caseDays', responder.risk, days);
  }
}
