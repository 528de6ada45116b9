import { z } from 'zod';
import { modelContentSchema } from '../../domain/risk/model-version.ts';
import * as common from './common.ts';

/** Models of risk that the bank has learnt from its own past, and which protected attributes they may use. */

const whySchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .describe('the decision behind it, for whoever asks later');
const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647);

export const riskModelParamsSchema = z.object({ version: versionSchema });
export const riskModelListQuerySchema = z.object({
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.number().int()).optional(),
});
export const modelChangeBodySchema = z.strictObject({ why: whySchema });

export const riskModelSummarySchema = z
  .object({
    version: z.int(),
    name: z.string().describe('as every score carries it'),
    state: z
      .enum(['candidate', 'published'])
      .describe('published: has been published once; `current` says which counts'),
    current: z.boolean().describe('cases are scored by it'),
    trainedBy: z.string(),
    trainedAt: common.instantSchema,
    trainedTo: common.dateSchema.describe('newest day of the figures that it has learnt from'),
    horizonDays: z.int(),
    rows: z.int().describe('days of overdue loans that it has learnt from'),
    later: modelContentSchema.shape.later.describe('on days later than all that it has learnt from'),
    allowedProtected: z.array(z.object({ column: z.string(), attribute: z.string(), reason: z.string() })),
    notAllowed: z
      .array(z.string())
      .describe('protected attributes that it uses though no compliance officer allows it now'),
    segments: z.int().describe('into which it divides cases; 0: none'),
    segmentsWhy: z.string().nullable().describe('what was found, or why nothing was'),
    amountsIn: z
      .string()
      .nullable()
      .describe('currency of the amounts that it looks at; null: it looks at none, or does not say'),
    amountsWhy: z.string().nullable().describe('why it looks at no amounts'),
    why: z.string().nullable().describe('why it was published or not, beside the model that counted then'),
  })
  .meta({ id: 'RiskModelSummary' });

export const riskModelSchema = riskModelSummarySchema
  .extend({
    content: z.looseObject({}).describe('points of every bin, and how loans and scores were spread'),
  })
  .meta({ id: 'RiskModel' });

export const publicationSchema = z.object({
  model: z.string().describe('that counts from then on'),
  action: z.enum(['published', 'rolled-back']),
  by: z.string(),
  at: common.instantSchema,
  why: z.string(),
});

export const riskModelListSchema = common.pageSchema(riskModelSummarySchema).extend({
  current: z.string().describe('by which cases are scored'),
  publications: z.array(publicationSchema).describe('what has counted since when, oldest first'),
});

export const trainingStartedSchema = z.object({
  workflowId: z.string(),
  runId: z.string().describe('of the run; one that was under way already is joined'),
});

export const rolledBackSchema = z.object({
  current: z.string().describe('by which cases are scored now'),
  passedOver: z.array(z.string()).describe('why models that counted in between were not brought back'),
});

export const permissionBodySchema = z.strictObject({
  attribute: z.string().min(1).max(60).describe('like "age"'),
  allowed: z.boolean(),
  why: whySchema,
});

export const permissionSchema = z
  .object({
    attribute: z.string(),
    allowed: z.boolean(),
    by: z.string(),
    at: common.instantSchema,
    why: z.string(),
  })
  .meta({ id: 'AttributePermission' });

export const permissionListSchema = z.object({
  known: z.array(z.string()).describe('attributes that features of cases tell'),
  allowed: z.array(z.string()).describe('those that models may use now'),
  items: z.array(permissionSchema).describe('all that was ever said, oldest first'),
});

export const permissionRecordedSchema = permissionSchema.extend({
  usedBy: z
    .string()
    .nullable()
    .describe(
      'the model that counts and uses it all the same, until it is rolled back or another is published',
    ),
});
