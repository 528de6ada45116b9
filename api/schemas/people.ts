import { z } from 'zod';
import { shiftProblem } from '../../domain/assignment/availability.ts';
import { STAFF_ROLES } from '../../domain/assignment/staff.ts';
import { TIERS } from '../../domain/strategy/schema.ts';
import { readLanguage, readZone } from '../../domain/import/values.ts';
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

const zoneSchema = z
  .string()
  .max(60)
  .refine((zone) => isZone(zone), { message: 'must be a time zone, like "Asia/Shanghai"' });

function isZone(text: string): boolean {
  try {
    return readZone(text) === text;
  } catch {
    return false;
  }
}

const ofDay = z.string().max(5);
const shiftSchema = z
  .strictObject({
    weekday: z.int().min(1).max(7).describe('1: Monday; the day on which they begin'),
    from: ofDay.describe('HH:MM by the clock of the team'),
    to: ofDay.describe('the same, or 24:00; not after `from`: on the next day'),
  })
  .superRefine((shift, context) => {
    const problem = shiftProblem(shift);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, path: [problem.field] });
  });

const teamFields = {
  name,
  region: id.describe('whose cases it works; no two teams have the same'),
  zone: zoneSchema
    .nullable()
    .default(null)
    .describe('of its days and hours; null: that of the customers whose tasks it has'),
  active: z.boolean().default(true).describe('gets new tasks'),
};
export const teamBodySchema = z.strictObject({ teamId: id, ...teamFields });
export const teamPutSchema = z.strictObject(teamFields);
export const teamSchema = z
  .object({
    ...{ teamId: z.string(), name: z.string(), region: z.string(), active: z.boolean() },
    zone: z.string().nullable(),
  })
  .meta({ id: 'Team' });

const userFields = {
  name,
  role: roleSchema,
  team: id.describe('id of the team'),
  skills: words.default([]),
  languages: z.array(languageSchema).max(20).default([]).describe('BCP 47; none: not listed, so any'),
  regions: words.default([]).describe('that they work besides their team’s'),
  products: words.default([]).describe('that they work; none: all'),
  tiers: z
    .array(z.enum(TIERS))
    .max(TIERS.length)
    .default([])
    .describe('risk tiers that they work; none: all'),
  authority: z
    .array(common.moneySchema)
    .max(50)
    .refine((limits) => new Set(limits.map(({ currency }) => currency)).size === limits.length, {
      message: 'has a currency twice',
    })
    .nullable()
    .default(null)
    .describe('the largest arrears they deal with, in each currency that they deal with; null: any'),
  shifts: z.array(shiftSchema).max(50).default([]).describe('working hours; none: all day'),
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
    regions: z.array(z.string()),
    products: z.array(z.string()),
    tiers: z.array(z.enum(TIERS)),
    authority: z.array(common.moneySchema).nullable(),
    shifts: z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() })),
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

const day = common.dateSchema;
export const absenceBodySchema = z
  .strictObject({
    from: day,
    until: day.describe('the last day'),
    kind: z.string().trim().min(1).max(50).describe('leave, illness, training ...'),
    why: z.string().trim().max(500).default(''),
  })
  .refine(({ from, until }) => from <= until, { message: 'is before it begins', path: ['until'] });
export const absenceSchema = z
  .object({
    absenceId: z.int(),
    ...{ userId: z.string(), from: day, until: day, kind: z.string(), why: z.string() },
    ...{ reportedBy: z.string(), reportedAt: common.instantSchema },
  })
  .meta({ id: 'Absence' });
export const reportedAbsenceSchema = absenceSchema
  .extend({
    tasksMoved: z.int().describe('open tasks, not begun with, that went to others since it is today'),
  })
  .meta({ id: 'ReportedAbsence' });
export const absenceParamsSchema = idParamsSchema.extend({ absenceId: z.coerce.number().int().min(1) });
