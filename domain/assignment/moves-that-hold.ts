import type { Collector, TaskFacts } from './facts.ts';
import { refusalOf } from './hard-rules.ts';
import type { TaskMove, WorkToShare } from './plan-share-out.ts';

/**
 * Of moves that were worked out a while ago those that are still right: the task is with whom it was, whoever gets it may
 * take it and has room, and nobody else has been named for its case. A task goes to the queue only while whoever has it may
 * not keep it. Evenness is not looked at again: it is as it was, but for what has happened since.
 *
 * @param moves in the order in which room is given to them
 * @param now as things are now: the tasks that can be moved, and people of whom `openTasks` counts all they have
 */
export function movesThatHold(
  moves: readonly TaskMove[],
  { tasks, people, rules, now }: WorkToShare,
): TaskMove[] {
  const taskOf = new Map(tasks.map((task) => [task.taskId, task]));
  const personOf = new Map(people.map((person) => [person.userId, person]));
  const refused = (task: TaskFacts, person: Collector, openTasks: number) =>
    refusalOf(task, { ...person, openTasks }, rules, now) !== undefined;

  let holding = moves.filter(({ taskId, from }) => taskOf.get(taskId)?.assignee === from);
  // What is not moved takes up room where it is, which may be the room of another move.
  for (;;) {
    const loads = new Map(people.map(({ userId, openTasks }) => [userId, openTasks]));
    const add = (userId: string | null, count: number) => {
      if (userId !== null) loads.set(userId, (loads.get(userId) ?? 0) + count);
    };
    for (const { from } of holding) add(from, -1);
    const still = holding.filter((move) => {
      const task = taskOf.get(move.taskId) as TaskFacts;
      const holds = move.to === null ? !mayStay(task, move) : mayGo(task, move.to);
      add(holds ? move.to : move.from, 1);
      return holds;
    });
    if (still.length === holding.length) return still;
    holding = still;

    function mayStay(task: TaskFacts, { from }: TaskMove): boolean {
      const holder = personOf.get(from ?? '');
      return holder !== undefined && !refused(task, holder, loads.get(holder.userId) ?? 0);
    }
    function mayGo(task: TaskFacts, to: string): boolean {
      const person = personOf.get(to);
      if (!person || refused(task, person, loads.get(to) ?? 0)) return false;
      const named = task.named === to ? undefined : personOf.get(task.named ?? '');
      return !named || refused(task, named, loads.get(named.userId) ?? 0);
    }
  }
}
