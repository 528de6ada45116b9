import { availabilityOf } from '../../domain/assignment/availability.ts';
import type { MadeUpRoster } from '../../domain/portfolio/roster.ts';
import type { Planned } from './agenda.ts';
import { ZONE } from './loan-books.ts';
import type { TaskWatch } from './task-watch.ts';

/** @returns when somebody is at work next, epoch milliseconds: the instant itself while they are */
export type WorksFrom = (userId: string | undefined, atMs: number) => number;

/** Whoever is not in the roster, or has no hours there, works all day. */
export function worksFromOf({ users }: Pick<MadeUpRoster, 'users'>): WorksFrom {
  const shifts = new Map(users.map((user) => [user.userId, user.shifts ?? []]));
  return (userId, atMs) => {
    const person = { shifts: shifts.get(userId ?? '') ?? [], leaves: [], zone: ZONE };
    return availabilityOf(person, atMs).worksFromMs ?? atMs;
  };
}

/** @returns who has to be at work for it; undefined: nobody in particular */
export function workerOf(action: Planned['action'], tasks: Pick<TaskWatch, 'holderOf'>): string | undefined {
  switch (action.do) {
    case 'call':
    case 'give-back':
      return action.by;
    case 'finish':
      return tasks.holderOf(action.taskId);
    default:
      return undefined;
  }
}
