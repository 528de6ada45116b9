import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { TaskRow } from '../../db/task-repository.ts';
import { urgencyOf } from '../../domain/assignment/urgency.ts';
import { notFound } from '../../domain/failures.ts';
import { recoveryWords } from '../../domain/finance/expected-recovery.ts';
import { formatMinor } from '../../domain/money.ts';
import { askCase, eventBase } from '../ask-case.ts';
import { checkContact } from '../check-contact.ts';
import type { RouteDeps } from '../ports.ts';
import { taskReportBodySchema } from '../schemas/calls.ts';
import { caseSchema } from '../schemas/cases.ts';
import { nextCursor, pageSchema, postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { personOf } from '../save-people.ts';
import {
  nextTaskQuerySchema,
  nextTaskSchema,
  taskHistorySchema,
  taskListQuerySchema,
  taskParamsSchema,
  taskSchema,
  type TaskView,
} from '../schemas/tasks.ts';
import { mayWorkOn, openTask, startTask } from '../start-task.ts';
import { refuseUnlessTheirs } from '../work-desk.ts';

const REPORTS = [
  {
    action: 'complete',
    summary: 'Whoever has a task, or a supervisor of its region or a manager, says that it is done',
  },
  { action: 'decline', summary: 'Whoever has a task gives it back: somebody else gets it' },
] as const;

const HOUR_MS = 3_600_000;

export const taskRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  app.route({
    method: 'GET',
    url: '/v1/tasks',
    schema: {
      tags: ['tasks'],
      summary: 'Open tasks, the most urgent first',
      querystring: taskListQuerySchema,
      response: { 200: pageSchema(taskSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor, ...filter } }) => {
      const rows = await deps.tasks.list(filter, { after: cursor, limit });
      const last = rows.at(-1);
      return {
        items: rows.map(viewOf),
        nextCursor: nextCursor(rows.length, limit, last && [last.dueAt.getTime(), last.taskId]),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tasks/next',
    schema: {
      tags: ['tasks'],
      summary:
        'What somebody should do now: of their own tasks, else of the queue, the most urgent, then what is worth most',
      querystring: nextTaskQuerySchema,
      response: { 200: nextTaskSchema, ...problemResponses },
    },
    handler: async ({ query: { user } }) => {
      await personOf(deps, user);
      const now = deps.clock.now();
      const found = await deps.tasks.next(user, now);
      if (!found) return { task: null, call: null };
      const { task: row, prospect, currency } = found;
      const call =
        row.kind === 'call' ? await checkContact(deps, { loanId: row.loanId, channel: 'voice' }) : undefined;
      const urgency = urgencyOf((row.dueAt.getTime() - now) / HOUR_MS);
      const why = `${urgency}: ${recoveryWords(prospect, currency)}`;
      return { task: viewOf(row), call: call ?? null, why };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/tasks/:id',
    schema: {
      ...{ tags: ['tasks'], summary: 'A task, done or not, with whose it has been and why' },
      ...{ params: taskParamsSchema, response: { 200: taskHistorySchema, ...problemResponses } },
    },
    handler: async ({ params: { id } }) => {
      const found = await deps.tasks.history(id);
      if (!found) throw notFound(`there is no task ${id}`);
      const { task, closedAt, assignments } = found;
      return {
        ...viewOf(task),
        closedAt: closedAt?.toISOString() ?? null,
        assignments: assignments.map((one) => ({ ...one, at: one.at.toISOString() })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/tasks/:id/start',
    schema: {
      tags: ['tasks'],
      summary: 'Somebody begins with a task: it is theirs from then on',
      headers: postHeadersSchema,
      params: taskParamsSchema,
      response: { 200: taskSchema, ...problemResponses },
    },
    handler: async ({ params, actor }) => {
      await openTask(deps, params.id);
      return viewOf(await startTask(deps, params.id, actor));
    },
  });

  for (const { action, summary } of REPORTS) {
    app.route({
      method: 'POST',
      url: `/v1/tasks/:id/${action}`,
      schema: {
        tags: ['tasks'],
        summary,
        headers: postHeadersSchema,
        params: taskParamsSchema,
        body: taskReportBodySchema,
        response: { 200: caseSchema, ...problemResponses },
      },
      handler: async (request) => {
        const task = await openTask(deps, request.params.id);
        const { taskId, loanId } = task;
        const { why } = request.body;
        if (action === 'decline') mayWorkOn(task, request.actor);
        else await refuseUnlessTheirs(deps, request.actor, task);
        return askCase(deps, loanId, { type: 'task', ...eventBase(request, taskId), taskId, action, why });
      },
    });
  }
  done();
};

function viewOf({ work, openedAt, dueAt, startedAt, assignedAt, assignedWhy, ...row }: TaskRow): TaskView {
  return {
    ...row,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    assignedAt: assignedAt?.toISOString() ?? null,
    assignedWhy: assignedWhy?.words ?? null,
    leftOut: assignedWhy?.leftOut ?? [],
    work: work && {
      amount: { amount: formatMinor(work.amountMinor, work.currency), currency: work.currency },
      script: work.script,
      attempt: work.attempt,
      why: work.why,
    },
  };
}
