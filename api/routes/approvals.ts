import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { notFound } from '../../domain/failures.ts';
import { askCase, eventBase } from '../ask-case.ts';
import type { RouteDeps } from '../ports.ts';
import { approvalBodySchema, caseSchema } from '../schemas/cases.ts';
import { postHeadersSchema } from '../schemas/common.ts';
import { problemResponses } from '../schemas/problem.ts';
import { taskParamsSchema } from '../schemas/tasks.ts';

const ANSWERS = [
  { url: '/v1/approvals/:id/approve', approved: true, summary: 'A supervisor approves what a task asks' },
  { url: '/v1/approvals/:id/reject', approved: false, summary: 'A supervisor rejects what a task asks' },
];

export const approvalRoutes: FastifyPluginCallbackZod<RouteDeps> = (app, deps, done) => {
  for (const { url, approved, summary } of ANSWERS) {
    app.route({
      method: 'POST',
      url,
      schema: {
        tags: ['tasks'],
        summary,
        headers: postHeadersSchema,
        params: taskParamsSchema,
        body: approvalBodySchema,
        response: { 200: caseSchema, ...problemResponses },
      },
      handler: async (request) => {
        const taskId = request.params.id;
        const loanId = await deps.cases.loanOfTask(taskId);
        if (loanId === undefined) throw notFound(`there is no task ${taskId}`);
        const { why } = request.body;
        return askCase(deps, loanId, {
          type: 'approval',
          ...eventBase(request, taskId),
          taskId,
          approved,
          why,
        });
      },
    });
  }
  done();
};
