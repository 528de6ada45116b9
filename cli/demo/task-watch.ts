import type { TaskHappening } from '../../domain/portfolio/intents.ts';

/** A task as it is found open. */
export type SeenTask = Omit<TaskHappening, 'kind' | 'second'>;

/** Which tasks somebody has to look at: new ones, and those that are open although one person has answered. */
export class TaskWatch {
  private readonly known = new Set<string>();
  private readonly answered = new Map<string, { atMs: number; second: boolean }>();

  /** One person has approved: if it is open later, another is asked. */
  askSecond(taskId: string, atMs: number): void {
    this.answered.set(taskId, { atMs, second: true });
  }

  /** It was given back: whoever gets it begins anew. */
  again(taskId: string, atMs: number): void {
    this.answered.set(taskId, { atMs, second: false });
  }

  /** @param lookedAtMs when it was seen to be open @returns what somebody hears of it; undefined: nothing new */
  see(task: SeenTask, lookedAtMs: number): TaskHappening | undefined {
    const { taskId } = task;
    if (!this.known.has(taskId)) {
      this.known.add(taskId);
      return { kind: 'task', ...task };
    }
    const answer = this.answered.get(taskId);
    if (!answer || lookedAtMs <= answer.atMs) return undefined;
    this.answered.delete(taskId);
    return { kind: 'task', ...task, ...(answer.second && { second: true }) };
  }
}
