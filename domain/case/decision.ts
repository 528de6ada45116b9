import type { IsoDate } from '../calendar.ts';
import type { Rejection } from '../failures.ts';
import type { ContactId, TaskId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';
import type { ContactReservation } from './facts.ts';
import type { ComplaintAbout } from './events/legal-holds.ts';
import type { CallOutcome } from './call-outcomes.ts';
import type { LaterStep, StepData } from './step-data.ts';
import type { WaitReason } from './wait-reason.ts';
import type { LegalHold } from './hold.ts';
import type { AskKind, CaseState, CloseReason, Errand } from './state.ts';

/** What comes out of one decision, and what of it each shell needs. */

/** One line of a case's timeline. */
export interface TimelineEntry {
  type: string;
  actor: string;
  data: Record<string, unknown>;
  /** the reason, in words */
  why: string;
}

export type TaskKind =
  | 'grace-review'
  | 'grace-ended'
  | 'plan-broken'
  | 'dispute-resolution'
  | 'hold-review'
  | 'case-review'
  | 'call'
  | Errand['kind']
  | AskKind;

export interface TaskOpening {
  taskId: TaskId;
  kind: TaskKind;
  dueAtMs: number;
  summary: string;
  /** of a task for a collector of the region's team: what is needed to do it, without personal data */
  work?: CallTaskWork;
}

export interface CallTaskWork {
  amountMinor: number;
  currency: string;
  /** id of the script */
  script: string;
  /** 1 for the first call of the step */
  attempt: number;
  /** why now */
  why: string;
}

/** What happens to the ledger row of a collector's own call. */
export interface CallRecord {
  callId: ContactId;
  reservedAtMs: number;
  /** it is about to be made: by whom, and the rules that were asked and allowed it */
  begun?: { by: string; script: string; rules: string[]; rung?: number };
  /** it was made; `unknown`: nobody has said what came of it, so it counts */
  ended?: { status: 'called' | 'unknown'; outcome?: CallOutcome };
}

/** A collector, and the team they are of. */
export interface Reassignment {
  collector: string;
  team: string;
  by: string;
}

/** How the customer can be reached has changed. */
export interface AddressChange {
  kind: 'phone' | 'post';
  usable: boolean;
}

/** A hold that the database keeps as it is from now on, or was when it ended. */
export interface LegalHoldChange {
  hold: LegalHold;
  /** who or what changed it: the id of an event, or of the decision in which its time was over */
  changedBy: string;
  /** why it ended; absent: it stands */
  endedWhy?: string;
}

/** A complaint, to be answered by its legal deadline whatever becomes of the case. */
export interface ComplaintRecord {
  complaintId: string;
  /** of the task to answer it */
  taskId: TaskId;
  about: ComplaintAbout;
  subject: string;
  receivedOn: IsoDate;
  dueAtMs: number;
  reportedBy: string;
  /** the rule that sets the deadline */
  citation: string;
  summary: string;
}

/** What the workflow does next; the only thing it branches on. `step` and `summary` are one line each. */
export type Instruction =
  | {
      kind: 'wait';
      untilMs: number;
      step: string;
      summary: string;
      why: string;
      /** the step, why then, and what comes after it, as data; absent in decisions from before it was kept */
      what?: StepData;
      reason?: WaitReason;
      then?: LaterStep;
    }
  | {
      kind: 'deliver';
      contactId: ContactId;
      channel: Channel;
      /** instant of the reservation, which with the id finds the ledger row */
      reservedAtMs: number;
      summary: string;
      why: string;
      what?: StepData;
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
  /** absent: none */
  legalHolds?: LegalHoldChange[] | undefined;
  complaints?: ComplaintRecord[] | undefined;
  tasksDeclined?: { taskId: TaskId; by: string }[] | undefined;
  reassigned?: Reassignment | undefined;
  calls?: CallRecord[] | undefined;
  addresses?: AddressChange[] | undefined;
  contact?: ContactReservation | undefined;
  tasksOpened: TaskOpening[];
  /** ids of tasks that are done or moot; 'all' when the case closes */
  tasksClosed: TaskId[] | 'all';
}
