import type { CaseState } from '../case/state.ts';
import type { DatedPayment } from '../case/facts.ts';
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
  private readonly seen = new Set<string>();

  constructor(loan: SimulatedLoan, responder: Responder) {
    this.loan = loan;
    this.responder = responder;
    this.paidMinor = paidMinorOf(loan);
  }

  /** @returns whether nobody has seen the task or call before; from now on somebody has */
  isNew(id: string): boolean {
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    return true;
  }

  get nextAtMs(): number {
    return Math.min(this.wakeMs, this.agenda.nextAtMs);
  }
}
