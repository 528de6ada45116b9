import type { TaskHappening } from '../../domain/portfolio/intents.ts';

/** A task as it is found open. */
export type SeenTask = Omit<TaskHappening, 'kind' | 'second' | 'moved'>;

/** Which tasks somebody has to look at: new ones, those that go to somebody else, and those open after one answer. */
export class TaskWatch {
  /** open tasks, and who has them; null: nobody in particular */
  private readonly known = new Map<string, string | null>();
  private readonly answered = new Map<string, { atMs: number; second: boolean }>();

  /** One person has approved: if it is open later, another is asked. */
  askSecond(taskId: string, atMs: number): void {
    this.answered.set(taskId, { atMs, second: true });
  }

  /** It was given back: whoever gets it begins anew. */
  again(taskId: string, atMs: number): void {
    this.answered.set(taskId, { atMs, second: false });
  }

  /** @returns whether somebody may still do it, as far as is known: it is theirs, or nobody's */
  isOf(taskId: string, userId: string): boolean {
    return (this.known.get(taskId) ?? userId) === userId;
  }

  /** @returns who has the task, as far as is known; undefined: nobody in particular */
  holderOf(taskId: string): string | undefined {
    return this.known.get(taskId) ?? undefined;
  }

  /** @param lookedAtMs when it was seen to be open @returns what somebody hears of it; undefined: nothing new */
  see(task: SeenTask, lookedAtMs: number): TaskHappening | undefined {
    const { taskId, assignee = null } = task;
    const before = this.known.get(taskId);
    this.known.set(taskId, assignee);
    if (before === undefined) return { kind: 'task', ...task };
    const answer = this.answered.get(taskId);
    if (!answer && assignee !== before) return { kind: 'task', ...task, moved: true };
    if (!answer || lookedAtMs <= answer.atMs) return undefined;
    this.answered.delete(taskId);
    return { kind: 'task', ...task, ...(answer.second && { second: true }) };
  }
}
