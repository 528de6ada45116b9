import type { TaskId, ContactId } from '../ids.ts';

/** What will happen to a case from outside. */
export type Due =
  | { kind: 'payment'; share: number; unasked?: boolean }
  /** by what was promised: of that amount, minor units */
  | { kind: 'promised'; amountMinor: number }
  | { kind: 'call'; taskId: TaskId }
  | { kind: 'call-outcome'; callId: ContactId }
  | { kind: 'approval'; taskId: TaskId; approved: boolean; persons: number };

/** What is to come, the earliest first; there are few of them at a time. */
export class Agenda {
  private items: { atMs: number; due: Due }[] = [];

  get nextAtMs(): number {
    return this.items[0]?.atMs ?? Infinity;
  }

  add(atMs: number, due: Due): void {
    const { items } = this;
    let at = items.length;
    while (at > 0 && (items[at - 1]?.atMs ?? 0) > atMs) at -= 1;
    items.splice(at, 0, { atMs, due });
  }

  take(): Due | undefined {
    return this.items.shift()?.due;
  }

  drop(unwanted: (due: Due) => boolean): void {
    this.items = this.items.filter(({ due }) => !unwanted(due));
  }
}
