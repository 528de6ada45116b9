import { z } from 'zod';
import * as common from './common.ts';
import { contactCheckSchema } from './contact-check.ts';

export const taskSchema = z
  .object({
    taskId: z.string(),
    caseId: z.string(),
    loanId: z.string(),
    region: z.string().describe('of the case: its supervisors see to it'),
    kind: z.string(),
    summary: z.string(),
    openedAt: common.instantSchema,
    dueAt: common.instantSchema,
    team: z.string().nullable(),
    assignee: z.string().nullable().describe('null: whoever takes it'),
    startedAt: common.instantSchema.nullable(),
    assignedAt: common.instantSchema.nullable().describe('when the assignee, or the queue, got it'),
    assignedWhy: z.string().nullable().describe('why it is theirs, or nobody’s'),
    leftOut: z
      .array(z.object({ rule: z.string(), people: z.int() }))
      .describe('which rule of assignment has left out how many people, each counted once'),
    work: z
      .object({
        amount: common.moneySchema,
        script: z.string().describe('id of the script'),
        attempt: z.int().describe('1 for the first call of the step'),
        why: z.string().describe('why now'),
      })
      .nullable()
      .describe('of a call: what is needed to make it'),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof taskSchema>;

export const taskHistorySchema = taskSchema
  .extend({
    closedAt: common.instantSchema.nullable(),
    assignments: z
      .array(
        z.object({
          from: z.string().nullable().describe('null: the queue'),
          to: z.string().nullable(),
          at: common.instantSchema,
          by: z.string().describe('who has it moved; arrears: the rules by themselves'),
          why: z.string(),
        }),
      )
      .describe('whose it has been, the oldest first'),
  })
  .meta({ id: 'TaskHistory' });

export const taskListQuerySchema = z.object({
  assignee: z.string().min(1).max(100).optional(),
  team: z.string().min(1).max(100).optional(),
  kind: z.string().min(1).max(50).optional(),
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.int(), z.string()])).optional(),
});

export const nextTaskQuerySchema = z.object({ user: z.string().min(1).max(100).describe('id of the user') });
export const nextTaskSchema = z.object({
  task: taskSchema.nullable(),
  call: contactCheckSchema
    .nullable()
    .describe('of a task to call: whether that is permitted now, and else when; null: it is no such task'),
  why: z.string().optional().describe('why this one: how urgent it is, and what can be expected of it'),
});

export const taskParamsSchema = z.object({ id: z.string().min(1).max(200).describe('id of the task') });
