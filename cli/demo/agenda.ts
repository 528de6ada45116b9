import type { Action, Intent } from '../../domain/portfolio/intents.ts';

/** What is going to be done about a loan, and when. */
export interface Planned {
  atMs: number;
  by: Intent['by'];
  action: Action | LetterReport;
}

/** The postman brings a formal letter, or brings it back. */
export interface LetterReport {
  do: 'report-letter';
  contactId: string;
  outcome: 'served' | 'returned';
}

/** What everybody means to do, in order of time. */
export class Agenda {
  private planned: Planned[] = [];

  add(...planned: Planned[]): void {
    this.planned = [...this.planned, ...planned].sort((a, b) => a.atMs - b.atMs);
  }

  /** @returns what is due, once */
  takeDue(nowMs: number): Planned | undefined {
    return (this.planned[0]?.atMs ?? Infinity) <= nowMs ? this.planned.shift() : undefined;
  }

  /** What others do about the case keeps nobody from making up their mind. @returns whether the customer has plans */
  get hasPlans(): boolean {
    return this.planned.some(({ by }) => by === 'customer');
  }

  /** Another promise takes the place of the open one: its payments are not made. */
  dropPromised(): void {
    this.planned = this.planned.filter(({ action }) => action.do !== 'pay-promised');
  }

  /** The case has ended: only what belongs to no open case is still done. */
  keepWhatOutlivesCase(): void {
    this.planned = this.planned.filter(({ action }) => outlivesCase(action));
  }
}

function outlivesCase(action: Planned['action']): boolean {
  return (
    ['bounce', 'reopen', 'answer-complaint'].includes(action.do) ||
    (action.do === 'court-step' && action.step === 'withdrawal')
  );
}
