import { z } from 'zod';
import { assignmentRulesSchema } from '../../domain/assignment/rules.ts';
import * as common from './common.ts';
import { whySchema } from './rule-packs.ts';

/** By which rules work is given out, and what giving it out anew comes to. */

export const assignmentRulesBodySchema = z.strictObject({ rules: assignmentRulesSchema, why: whySchema });
export const assignmentRulesViewSchema = z
  .object({
    version: z.int(),
    rules: assignmentRulesSchema,
    publishedBy: z.string(),
    publishedAt: common.instantSchema.nullable().describe('null: it ships with the product'),
    why: z.string(),
  })
  .meta({ id: 'AssignmentRules' });

export const hardRuleListSchema = z.object({
  items: z.array(
    z.object({
      rule: z.string(),
      name: z.string(),
      words: z.string(),
      optional: z.boolean().describe('it holds where `inForce` lists it'),
    }),
  ),
});

export const shareOutBodySchema = z.strictObject({
  dryRun: z.boolean().default(false).describe('shows what would be done; nothing is'),
});
export const shareOutSchema = z
  .object({
    dryRun: z.boolean(),
    because: z.string().nullable(),
    moved: z.int(),
    unassigned: z.int().describe('tasks that nobody can take'),
    loads: z.array(z.object({ userId: z.string(), before: z.int(), after: z.int() })),
    moves: z
      .array(
        z.object({
          taskId: z.string(),
          from: z.string().nullable().describe('null: the queue'),
          to: z.string().nullable(),
          why: z.string(),
        }),
      )
      .describe('the first 1,000'),
  })
  .meta({ id: 'ShareOut' });
