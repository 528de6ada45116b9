import { z } from 'zod';
import * as common from './common.ts';

export const taskSchema = z
  .object({
    taskId: z.string(),
    caseId: z.string(),
    loanId: z.string(),
    kind: z.string(),
    summary: z.string(),
    openedAt: common.instantSchema,
    dueAt: common.instantSchema,
  })
  .meta({ id: 'Task' });

export const taskListQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.int(), z.string()])).optional(),
});

export const taskParamsSchema = z.object({ id: z.string().min(1).max(200).describe('id of the task') });
