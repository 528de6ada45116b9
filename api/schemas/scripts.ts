import { z } from 'zod';
import { AUDIT_CATEGORIES } from '../../domain/scripts/audit/category.ts';
import { SCRIPT_STATES } from '../../domain/scripts/publication.ts';
import { scriptDraftSchema, scriptIdSchema, scriptSchema } from '../../domain/scripts/script.ts';
import { SCRIPT_LANGUAGES } from '../../domain/scripts/template.ts';
import { channelSchema } from '../../domain/strategy/schema.ts';
import * as common from './common.ts';

/** Scripts: what is said to customers, by version. */

export const scriptDraftBodySchema = scriptDraftSchema.meta({ id: 'ScriptDraft' });

export const scriptViewSchema = scriptSchema
  .extend({
    state: z.enum(SCRIPT_STATES),
    writtenBy: z.string(),
    writtenAt: common.instantSchema,
    publishedBy: z.string().optional(),
    publishedAt: common.instantSchema.optional(),
    withdrawnBy: z.string().optional(),
    withdrawnAt: common.instantSchema.optional(),
    withdrawnWhy: z.string().optional(),
  })
  .meta({ id: 'Script' });
export type ScriptView = z.infer<typeof scriptViewSchema>;

const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647);
export const scriptParamsSchema = z.object({ id: scriptIdSchema, version: versionSchema });

export const scriptListQuerySchema = z.object({
  id: scriptIdSchema.optional().describe('versions of that script only'),
  state: z.enum(SCRIPT_STATES).optional(),
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.string(), z.int().max(2_147_483_647)])).optional(),
});

export const withdrawalBodySchema = z.strictObject({ why: z.string().min(1).max(500) });

export const textViolationSchema = z.object({
  part: z.string().optional().describe('subject, body or short'),
  language: z.enum(SCRIPT_LANGUAGES).optional(),
  category: z.enum(AUDIT_CATEGORIES),
  start: z.int().describe('UTF-16 offset in the text'),
  end: z.int().describe('UTF-16 offset behind the last character'),
  words: z.string().describe('the words it is about'),
  reason: z.string(),
});

const variableValueSchema = z.union([z.string().max(2_000), z.int(), common.moneySchema]);

export const previewBodySchema = z.strictObject({
  script: z
    .union([scriptDraftSchema, z.strictObject({ id: scriptIdSchema, version: z.int().min(1) })])
    .describe('a text that is not kept, or a version that is'),
  language: z.enum(SCRIPT_LANGUAGES),
  channel: channelSchema,
  jurisdiction: z.string().min(2).max(20),
  lenderRole: z.enum(['first_party', 'third_party']).default('first_party'),
  variables: z
    .record(z.string(), variableValueSchema)
    .default({})
    .describe('by name; those that are not given have a sample'),
});
export type PreviewBody = z.infer<typeof previewBodySchema>;

export const previewSchema = z
  .object({
    subject: z.string(),
    body: z.string(),
    sms: z
      .object({ encoding: z.enum(['GSM-7', 'UCS-2']), units: z.int(), segments: z.int() })
      .optional()
      .describe('of an SMS: what it takes'),
    ok: z.boolean(),
    violations: z.array(textViolationSchema),
  })
  .meta({ id: 'ScriptPreview' });

export const messageBodySchema = z.strictObject({
  channel: z.enum(['sms', 'email', 'push']),
  language: z.enum(SCRIPT_LANGUAGES).optional().describe('absent: the one that the customer reads'),
  subject: z.string().trim().min(1).max(200).optional().describe('of an e-mail'),
  text: z.string().trim().min(1).max(2_000),
});
