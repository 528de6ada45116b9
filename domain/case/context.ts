import type { Rejection } from '../failures.ts';
import { taskId, type TaskId } from '../ids.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { TaskKind, TaskOpening, TimelineEntry } from './decision.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState } from './state.ts';

/** What the pure functions of a case need besides its state. */
export interface CaseContext {
  strategy: Strategy;
  /** epoch milliseconds */
  now: number;
  /** number of the decision being made */
  sequence: number;
}

/** What a change of state brings with it. */
export interface Effects {
  entries: TimelineEntry[];
  tasksOpened: TaskOpening[];
  tasksClosed: TaskId[] | 'all';
}

export type Transition = { state: CaseState; effects: Effects } | { rejection: Rejection };

/** @returns a transition that records entries and, where given, opens or closes tasks */
export function accepted(
  state: CaseState,
  entries: TimelineEntry | TimelineEntry[],
  tasks: Partial<Pick<Effects, 'tasksOpened' | 'tasksClosed'>> = {},
): { state: CaseState; effects: Effects } {
  return { state, effects: { entries: [entries].flat(), tasksOpened: [], tasksClosed: [], ...tasks } };
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
};

/** @returns the id of the task of that kind that a decision opens: at most one of a kind */
export function taskOf(state: CaseState, kind: TaskKind, sequence: number): TaskId {
  return taskId(state.caseId, sequence, TASK_ORDINAL[kind]);
}
