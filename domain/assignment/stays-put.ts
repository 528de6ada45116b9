import { eligibleFor } from './assign.ts';
import type { Collector, TaskFacts } from './facts.ts';
import { refusalOf } from './hard-rules.ts';
import type { AssignmentRules } from './rules.ts';

interface WorkToShare<Task> {
  tasks: readonly Task[];
  /** `openTasks`: without those tasks */
  people: readonly Collector[];
  rules: AssignmentRules;
  now: number;
}

/**
 * Takes out of what is shared what nobody is at work for before it is due: a weekend is no absence, so it stays with whoever
 * has it, who finds it on Monday.
 *
 * @param now epoch milliseconds
 * @returns the other tasks, and the people, of whom `openTasks` counts what stays with them
 */
export function withoutWhatStays<Task extends TaskFacts & { assignee: string | null }>({
  tasks,
  people,
  rules,
  now,
}: WorkToShare<Task>): { tasks: Task[]; people: Collector[] } {
  const byId = new Map(people.map((person) => [person.userId, person]));
  const staying = new Map<string, number>();
  const others = tasks.filter((task) => {
    const holder = byId.get(task.assignee ?? '');
    if (!holder || refusalOf(task, holder, rules, now)?.rule !== 'shift') return true;
    if (eligibleFor(task, people, rules, now).eligible.length > 0) return true;
    staying.set(holder.userId, (staying.get(holder.userId) ?? 0) + 1);
    return false;
  });
  return {
    tasks: others,
    people: people.map((person) => ({
      ...person,
      openTasks: person.openTasks + (staying.get(person.userId) ?? 0),
    })),
  };
}
