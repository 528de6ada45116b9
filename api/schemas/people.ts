import { z } from 'zod';
import { STAFF_ROLES } from '../../domain/assignment/staff.ts';
import { readLanguage } from '../../domain/import/values.ts';
import * as common from './common.ts';

/** Teams and who works in them. */

const id = z.string().trim().min(1).max(100);
const name = z.string().trim().min(1).max(200);
const words = z.array(z.string().trim().min(1).max(50)).max(50);
const roleSchema = z.enum(STAFF_ROLES);

const languageSchema = z
  .string()
  .max(35)
  .transform((text, context) => {
    try {
      return readLanguage(text) ?? text;
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a language, like "zh-CN"' });
      return z.NEVER;
    }
  });

const teamFields = {
  name,
  region: id.describe('whose cases it works; no two teams have the same'),
  active: z.boolean().default(true).describe('gets new tasks'),
};
export const teamBodySchema = z.strictObject({ teamId: id, ...teamFields });
export const teamPutSchema = z.strictObject(teamFields);
export const teamSchema = z
  .object({ teamId: z.string(), name: z.string(), region: z.string(), active: z.boolean() })
  .meta({ id: 'Team' });

const userFields = {
  name,
  role: roleSchema,
  team: id.describe('id of the team'),
  skills: words.default([]),
  languages: z.array(languageSchema).max(20).default([]).describe('BCP 47'),
  capacity: z
    .int()
    .min(0)
    .max(10_000)
    .nullable()
    .default(null)
    .describe('as many open tasks are given to them; null: no limit'),
  active: z.boolean().default(true).describe('gets new tasks'),
};
export const userBodySchema = z.strictObject({
  userId: id.describe('as `X-Actor` names them'),
  ...userFields,
});
export const userPutSchema = z.strictObject(userFields);
export type UserFields = z.output<typeof userPutSchema>;

export const userSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    role: roleSchema,
    team: z.string(),
    region: z.string().describe('of the team'),
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    capacity: z.int().nullable(),
    active: z.boolean(),
    openTasks: z.int(),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof userSchema>;

export const savedUserSchema = userSchema
  .extend({
    tasksMoved: z.int().describe('open tasks that went to others, because they do not get them any more'),
  })
  .meta({ id: 'SavedUser' });

export const idParamsSchema = z.object({ id: z.string().min(1).max(100) });
export const teamListQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.string()).optional(),
});
export const userListQuerySchema = teamListQuerySchema.extend({
  team: id.optional(),
  role: roleSchema.optional(),
  active: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional(),
});
