import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { RouteDeps } from '../ports.ts';
import { nextCursor, pageSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { taskListQuerySchema, taskSchema } from '../schemas/tasks.ts';

export const taskRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, { cases }, done) => {
  app.route({
    method: 'GET',
    url: '/v1/tasks',
    schema: {
      tags: ['tasks'],
      summary: 'Open tasks, the most urgent first',
      querystring: taskListQuerySchema,
      response: { 200: pageSchema(taskSchema), ...problemResponses },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const rows = await cases.openTasks({ after: cursor, limit });
      const last = rows.at(-1);
      return {
        items: rows.map((row) => ({
          ...row,
          openedAt: row.openedAt.toISOString(),
          dueAt: row.dueAt.toISOString(),
        })),
        nextCursor: nextCursor(rows.length, limit, last && [last.dueAt.getTime(), last.taskId]),
      };
    },
  });
  done();
};
