import type { Rejection } from '../failures.ts';
import { taskId, type TaskId } from '../ids.ts';
import type { RiskScorer } from '../risk/risk-scorer.ts';
import type { Strategy } from '../strategy/schema.ts';
import type {
  AddressChange,
  CallRecord,
  ComplaintRecord,
  LegalHoldChange,
  Reassignment,
  TaskKind,
  TaskOpening,
  TimelineEntry,
} from './decision.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFacts, ContactReservation } from './facts.ts';
import type { CaseState } from './state.ts';

/** What the pure functions of a case need besides its state. */
export interface CaseContext {
  strategy: Strategy;
  /** epoch milliseconds */
  now: number;
  /** number of the decision being made */
  sequence: number;
  /** what the books say, for what only they can answer */
  facts: CaseFacts;
  scorer: RiskScorer;
  /** promises of the case that were judged before this decision; absent: as many as now */
  judgedBefore?: Pick<CaseState, 'brokenPromises' | 'keptPromises'> | undefined;
  /** published versions that events of this decision name, by that name; absent: none */
  published?: Readonly<Record<string, Strategy>> | undefined;
}

/** What a change of state brings with it. */
export interface Effects {
  entries: TimelineEntry[];
  tasksOpened: TaskOpening[];
  tasksClosed: TaskId[] | 'all';
  /** what becomes of holds that the database keeps */
  legalHolds?: LegalHoldChange[] | undefined;
  complaints?: ComplaintRecord[] | undefined;
  /** tasks that somebody gives back, to be given to somebody else */
  tasksDeclined?: { taskId: TaskId; by: string }[] | undefined;
  /** to whom the case is given from here on, its open tasks for collectors included */
  reassigned?: Reassignment | undefined;
  /** collectors' own calls that have begun or ended */
  calls?: CallRecord[] | undefined;
  addresses?: AddressChange[] | undefined;
  /** what an event has reserved by itself */
  contact?: ContactReservation | undefined;
  /** what the case goes by from here on */
  strategy?: Strategy | undefined;
  /** the case is to be scored, and what bears on its risk has not been read */
  riskWanted?: true | undefined;
}

export type Transition = { state: CaseState; effects: Effects } | { rejection: Rejection };

/** @returns a transition that records entries and, where given, opens or closes tasks */
export function accepted(
  state: CaseState,
  entries: TimelineEntry | TimelineEntry[],
  tasks: Partial<Omit<Effects, 'entries'>> = {},
): { state: CaseState; effects: Effects } {
  return { state, effects: effectsOf(Array.isArray(entries) ? entries : [entries], tasks) };
}

/** @returns effects that have all keys, whichever of them there are: see case-with.ts */
export function effectsOf(entries: TimelineEntry[], others: Partial<Omit<Effects, 'entries'>> = {}): Effects {
  return {
    entries,
    tasksOpened: others.tasksOpened ?? [],
    tasksClosed: others.tasksClosed ?? [],
    legalHolds: others.legalHolds,
    complaints: others.complaints,
    tasksDeclined: others.tasksDeclined,
    reassigned: others.reassigned,
    calls: others.calls,
    addresses: others.addresses,
    contact: others.contact,
    strategy: others.strategy,
    riskWanted: others.riskWanted,
  };
}

/** @returns a timeline entry for an event from outside */
export function entryOf(event: CaseEvent, data: Record<string, unknown>, why: string): TimelineEntry {
  return { type: event.type, actor: event.by, data: { eventId: event.id, ...data }, why };
}

/** @returns a timeline entry for what the system does by itself */
export function systemEntry(type: string, data: Record<string, unknown>, why: string): TimelineEntry {
  return { type, actor: 'system', data, why };
}

const TASK_ORDINAL: Record<TaskKind, number> = {
  'grace-review': 1,
  'dispute-resolution': 2,
  'case-review': 3,
  'close-approval': 4,
  'legal-approval': 10,
  'settlement-approval': 40,
  'plan-approval': 5,
  'grace-ended': 6,
  'plan-broken': 7,
  call: 30,
  'call-escalation': 31,
  'letter-approval': 32,
  'find-address': 33,
  'customer-reply': 34,
  'gate-unanswered': 36,
  'ask-security': 37,
  // The first of many: each hold has its own, see legal-holds.ts.
  'hold-review': 100,
};

/** @returns the id of the task of that kind that a decision opens: at most one of a kind */
export function taskOf(state: CaseState, kind: TaskKind, sequence: number): TaskId {
  return taskId(state.caseId, sequence, TASK_ORDINAL[kind]);
}
