import type { TaskKind } from '../case/decision.ts';
import type { CloseReason } from '../case/state.ts';
import type { Channel } from '../strategy/schema.ts';

/** What reaches a customer, or a supervisor who works on the customer's case. */
export type Happening =
  | { kind: 'opened' }
  | { kind: 'contact'; channel: Channel; script: string; ordinal: number }
  | { kind: 'task'; task: TaskKind; taskId: string; assignee?: string | null; script?: string }
  | { kind: 'decided'; task: TaskKind; approved: boolean };

/** What a person means to do after so many days; `by` the customer, or the bank's staff. */
export interface Intent {
  /** business days may be broken: 0.5 is half a day */
  afterDays: number;
  by: 'customer' | 'staff';
  action: Action;
}

/** Shares are of what is overdue when the time has come, 0..1. */
export type Action =
  | { do: 'pay'; share: number; of: 'arrears' | 'undisputed' }
  | { do: 'promise'; parts: readonly PromisedPart[] }
  | { do: 'grace'; reason: 'force-majeure' | 'illness'; days: number }
  | { do: 'dispute'; share: number; subject: string }
  | { do: 'decide'; task: TaskKind; taskId: string; approved: boolean; why: string }
  | { do: 'call'; taskId: string; by: string; script: string }
  | { do: 'finish'; taskId: string; why: string }
  /** a share is offered for all that is overdue */
  | { do: 'settle'; share: number; inDays: number; why: string }
  | { do: 'close'; reason: Exclude<CloseReason, 'cured'>; why: string };

export interface PromisedPart {
  inDays: number;
  /** of the arrears */
  share: number;
  /** how much of it is then paid, 0..1 */
  kept: number;
}

/** What a person remembers of the case. */
export interface Memory {
  /** contacts that got through */
  reached: number;
  promises: number;
  /** grace was asked for or a dispute raised */
  spoken: boolean;
}

export const BLANK: Memory = { reached: 0, promises: 0, spoken: false };

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
