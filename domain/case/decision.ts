import type { Rejection } from '../failures.ts';
import type { ContactId, TaskId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';
import type { ContactReservation } from './facts.ts';
import type { AskKind, CaseState, CloseReason } from './state.ts';

/** What comes out of one decision, and what of it each shell needs. */

/** One line of a case's timeline. */
export interface TimelineEntry {
  type: string;
  actor: string;
  data: Record<string, unknown>;
  /** the reason, in words */
  why: string;
}

export type TaskKind = 'grace-review' | 'dispute-resolution' | 'case-review' | AskKind;

export interface TaskOpening {
  taskId: TaskId;
  kind: TaskKind;
  dueAtMs: number;
  summary: string;
}

/** What the workflow does next; the only thing it branches on. `step` and `summary` are one line each. */
export type Instruction =
  | { kind: 'wait'; untilMs: number; step: string; summary: string; why: string }
  | {
      kind: 'deliver';
      contactId: ContactId;
      channel: Channel;
      /** instant of the reservation, which with the id finds the ledger row */
      reservedAtMs: number;
      summary: string;
      why: string;
    }
  | { kind: 'close'; reason: CloseReason | 'not-delinquent'; summary: string };

/** The answer to one event, by its id: accepted, or the rule that refused it. */
export type EventAnswer =
  { id: string; accepted: true } | { id: string; accepted: false; rejection: Rejection };

/** What goes back into history: the state, the instruction, and which events were dealt with. */
export interface DecisionResult {
  /** null only when nothing was overdue and no case was opened */
  state: CaseState | null;
  instruction: Instruction;
  answers: EventAnswer[];
}

/** The whole decision, as it is written to the database. */
export interface Decision extends DecisionResult {
  entries: TimelineEntry[];
  contact?: ContactReservation;
  tasksOpened: TaskOpening[];
  /** ids of tasks that are done or moot; 'all' when the case closes */
  tasksClosed: TaskId[] | 'all';
}
