import type { Collector, TaskFacts } from './facts.ts';
import { refusalOf } from './hard-rules.ts';
import type { AssignmentRules } from './rules.ts';
import { mostGiven } from './share-out.ts';

interface WorkAsItIs {
  tasks: readonly (TaskFacts & { assignee: string | null })[];
  /** `openTasks`: without those tasks */
  people: readonly Collector[];
  rules: AssignmentRules;
  now: number;
}

/**
 * Why a region's work has to be given out anew: tasks of people whom the rules leave out by now, tasks that wait though
 * there is room for them, or loads that are further apart than the bank wants.
 *
 * @returns in words; null: it is well as it is
 */
export function reasonToShare(work: WorkAsItIs): string | null {
  const { tasks, people, rules, now } = work;
  const byId = new Map(people.map((person) => [person.userId, person]));
  const loads = new Map(people.map(({ userId, openTasks }) => [userId, openTasks]));
  let [misplaced, held] = [0, 0];
  for (const task of tasks) {
    const { assignee } = task;
    if (assignee === null) continue;
    held += 1;
    const holder = byId.get(assignee);
    if (holder) loads.set(assignee, (loads.get(assignee) ?? 0) + 1);
    if (!holder || refusalOf(task, holder, rules, now)) misplaced += 1;
  }
  if (misplaced > 0) return `${misplaced} tasks are with people who cannot take them now.`;
  // Whoever is full may hand on a task to somebody who is not, so that one rule decides: whether more can be given out.
  const waiting = held < tasks.length ? mostGiven(work) - held : 0;
  if (waiting > 0) return `${waiting} tasks wait that somebody may take.`;
  const roles = new Set(tasks.map(({ role }) => role));
  const apart = [...roles].map((role) => {
    const ofRole = people.filter((person) => person.role === role && !person.onLeave);
    const counts = ofRole.map(({ userId }) => loads.get(userId) ?? 0);
    return counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);
  });
  const most = Math.max(0, ...apart);
  return most > rules.shareOutWhenApart ? `Loads are ${most} tasks apart.` : null;
}
