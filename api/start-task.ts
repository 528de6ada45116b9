import { checkAssignee } from '../domain/case/checks/task.ts';
import { DomainFailure, notFound } from '../domain/failures.ts';
import type { TaskRow } from '../db/task-repository.ts';
import type { RouteDeps } from './ports.ts';

/**
 * Somebody begins with a task, which is theirs from then on.
 *
 * @throws `Rejected.TaskNotOpen` when it is not open, `Rejected.TaskNotYours` when it is somebody else's
 */
export async function startTask({ tasks, clock }: RouteDeps, taskId: string, by: string): Promise<TaskRow> {
  const started = await tasks.start(taskId, by, clock.now());
  if (started) return started;
  const task = await tasks.find(taskId);
  if (task) mayWorkOn(task, by);
  throw new DomainFailure('Rejected.TaskNotOpen', `Task ${taskId} is not open.`);
}

/** @throws `Rejected.TaskNotYours` */
export function mayWorkOn({ taskId, assignee }: TaskRow, by: string): void {
  const rejection = checkAssignee(taskId, assignee, by);
  if (rejection) throw new DomainFailure(`Rejected.${rejection.rule}`, rejection.message);
}

/** @returns the open task @throws NotFound for one that never was, `Rejected.TaskNotOpen` for one that is done */
export async function openTask({ tasks, cases }: RouteDeps, taskId: string): Promise<TaskRow> {
  const task = await tasks.find(taskId);
  if (task) return task;
  if ((await cases.loanOfTask(taskId)) === undefined) throw notFound(`there is no task ${taskId}`);
  throw new DomainFailure('Rejected.TaskNotOpen', `Task ${taskId} is done.`);
}
