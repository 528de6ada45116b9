import type { CaseEventOf } from '../case/events.ts';
import type { LoanChange } from '../case/events/endings.ts';
import type { CloseReason } from '../case/state.ts';
import type { LegalId } from '../ids.ts';
import type { LegalOutcome, WorkStep } from '../legal/steps.ts';
import type { Channel } from '../strategy/schema.ts';
import type { StaffTask } from './staff-task.ts';

/** What reaches a customer, or the bank's staff who work on the customer's case. */
export type Happening =
  | { kind: 'opened' }
  /** what had ended is a case again */
  | { kind: 'reopened' }
  | { kind: 'contact'; channel: Channel; script: string; ordinal: number }
  | TaskHappening
  /** a task has had its last answer */
  | { kind: 'decided'; task: StaffTask; approved: boolean };

export interface TaskHappening {
  kind: 'task';
  task: StaffTask;
  taskId: string;
  /** of a task of a legal action */
  legalId?: LegalId;
  assignee?: string | null;
  script?: string;
  /** one person has approved, and another is asked */
  second?: boolean;
  /** it was somebody else's, who has not done it */
  moved?: true;
}

/** What a person means to do after so many days; `by` the customer, the bank's staff or another institution. */
export interface Intent {
  /** business days may be broken: 0.5 is half a day */
  afterDays: number;
  by: 'customer' | 'staff' | 'others';
  action: Action;
}

/** What is declared as it is, without amounts or dates. */
export type Said = {
  [Type in DeclaredType]: Omit<CaseEventOf<Type>, 'id' | 'by'>;
}[DeclaredType];
export type DeclaredType =
  | 'cease'
  | 'attorney'
  | 'vulnerability'
  | 'bankruptcy'
  | 'death'
  | 'complaint'
  | 'lift-hold'
  | 'pause'
  | 'resume'
  | 'note'
  | 'change-strategy';

/** Shares are of what is overdue when the time has come, 0..1. */
export type Action =
  /** `bookedDaysLate`: it was made so many days before, and has taken its time */
  | { do: 'pay'; share: number; of: 'arrears' | 'undisputed'; bookedDaysLate?: number }
  /** an agreed amount, whatever is overdue */
  | { do: 'pay-agreed'; amountMinor: number }
  /** an amount, but never more than is overdue */
  | { do: 'pay-promised'; amountMinor: number }
  /** the last payment is taken back by the customer's bank */
  | { do: 'bounce'; reason: string }
  | { do: 'promise'; parts: readonly PromisedPart[]; replaces?: true }
  | { do: 'grace'; reason: GraceReason; days: number }
  | { do: 'dispute'; share: number; subject: string }
  /** a plan over so many months; of each instalment that share is paid, with 1 also what was missing before */
  | { do: 'plan'; paidShares: readonly number[]; note: string }
  | { do: 'say'; event: Said }
  | { do: 'moratorium'; days: number }
  /** a share is offered for all that is overdue, and paid once it is approved, or not */
  | { do: 'settle'; share: number; inDays: number; paid: boolean; why: string }
  /** what others report: a bureau, another bank, a register, the core system */
  | { do: 'rate'; score: number }
  | { do: 'owe-elsewhere'; timesLoan: number }
  | { do: 'register'; type: 'deceased' | 'bankruptcy' }
  | { do: 'change-loan'; change: LoanChange; why: string }
  | StaffAction
  | CourtAction;

export type GraceReason = CaseEventOf<'grace'>['reason'];

/** What the bank's staff do. */
export type StaffAction =
  | { do: 'decide'; task: StaffTask; taskId: string; approved: boolean; why: string; second?: boolean }
  | { do: 'resolve'; share: number; why: string }
  | { do: 'call'; taskId: string; by: string; script: string; silent?: true }
  | { do: 'give-back'; taskId: string; by: string; why: string }
  | { do: 'finish'; taskId: string; why: string }
  | {
      do: 'answer-complaint';
      taskId: string;
      outcome: CaseEventOf<'complaint-answered'>['outcome'];
      why: string;
    }
  | { do: 'export'; why: string }
  | { do: 'reopen'; why: string }
  | { do: 'close'; reason: Exclude<CloseReason, 'cured'>; why: string };

/** What the legal department does. */
export type CourtAction =
  | { do: 'court-step'; legalId: LegalId; step: WorkStep; outcome: LegalOutcome; why: string }
  | { do: 'court-settle'; legalId: LegalId; share: number; why: string }
  | { do: 'court-withdraw'; legalId: LegalId; why: string }
  | {
      do: 'court-decide';
      legalId: LegalId;
      taskId: string;
      approved: boolean;
      why: string;
      second?: boolean;
    };

export interface PromisedPart {
  inDays: number;
  /** of the arrears */
  share: number;
  /** how much of it is then paid, 0..1 */
  kept: number;
  /** so many days before the day; absent: on it or the day before */
  early?: number;
}

/** What a person remembers of the case. */
export interface Memory {
  /** contacts that got through */
  reached: number;
  promises: number;
  /** grace was asked for or a dispute raised */
  spoken: boolean;
  /** of a story: chapters that are over */
  chapter: number;
  /** how often staff have had tasks of a kind */
  tasks: Readonly<Partial<Record<StaffTask, number>>>;
  /** calls that were scripted and made */
  calls: number;
  letters: number;
}

export const BLANK: Memory = {
  reached: 0,
  promises: 0,
  spoken: false,
  chapter: 0,
  tasks: {},
  calls: 0,
  letters: 0,
};

export interface Reaction {
  memory: Memory;
  intents: Intent[];
}

/** @returns the intent to pay all that is overdue */
export function pay(afterDays: number, share = 1, of: 'arrears' | 'undisputed' = 'arrears'): Intent {
  return { afterDays, by: 'customer', action: { do: 'pay', share, of } };
}

/** @returns a supervisor's intent to close the case */
export function close(afterDays: number, reason: Exclude<CloseReason, 'cured'>, why: string): Intent {
  return { afterDays, by: 'staff', action: { do: 'close', reason, why } };
}
