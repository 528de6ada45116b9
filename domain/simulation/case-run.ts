import type { CaseState } from '../case/state.ts';
import type { DatedPayment } from '../case/facts.ts';
import type { TaskId } from '../ids.ts';
import { Agenda } from './agenda.ts';
import { paidMinorOf, type SimulatedLoan } from './customer.ts';
import type { Responder } from './responder.ts';

/** One case while it is simulated. */
export class CaseRun {
  readonly loan: SimulatedLoan;
  readonly responder: Responder;
  readonly agenda = new Agenda();
  state: CaseState | null = null;
  /** the instant for which the case waits; Infinity when it has closed */
  wakeMs = Infinity;
  paidMinor: number;
  /** made since the start */
  readonly payments: DatedPayment[] = [];
  /** tasks and calls that somebody has seen */
  readonly seen = new Set<TaskId | string>();

  constructor(loan: SimulatedLoan, responder: Responder) {
    this.loan = loan;
    this.responder = responder;
    this.paidMinor = paidMinorOf(loan);
  }

  get nextAtMs(): number {
    return Math.min(this.wakeMs, this.agenda.nextAtMs);
  }
}
