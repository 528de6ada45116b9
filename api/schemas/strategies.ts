import { z } from 'zod';
import { STAGES } from '../../domain/case/state.ts';
import { strategyDraftSchema } from '../../domain/strategy/draft.ts';
import { OUTCOME_METRICS } from '../../domain/strategy/experiment-outcome.ts';
import { STRATEGY_STATES } from '../../domain/strategy/publication.ts';
import { rungActionSchema, strategySchema, tierSchema } from '../../domain/strategy/schema.ts';
import * as common from './common.ts';

/** Strategies: what cases go by, by version; experiments with them; moves of running cases. */

const strategyIdSchema = strategySchema.shape.id.max(60);
const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647);
const versionNameSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*@[1-9]\d{0,5}$/, 'a strategy is named like cn-retail@2');
const whySchema = z.string().min(1).max(500);

export const strategyDraftBodySchema = strategyDraftSchema
  .extend({ id: strategyIdSchema })
  .meta({ id: 'StrategyDraft' });
export const strategyParamsSchema = z.object({ id: strategyIdSchema, version: versionSchema });

export const strategyListQuerySchema = z.object({
  id: strategyIdSchema.optional().describe('versions of that strategy only'),
  state: z.enum(STRATEGY_STATES).optional(),
  jurisdiction: z.string().min(2).max(20).optional(),
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.string(), z.int().max(2_147_483_647)])).optional(),
});

export const strategyViewSchema = strategySchema
  .omit({ publishedBy: true })
  .extend({
    state: z.enum(STRATEGY_STATES),
    current: z.boolean().describe('new cases of the jurisdiction go by it, those of an experiment apart'),
    heldBack: z.boolean().describe('published for experiments and moves; new cases go by another'),
    openCases: z.int().describe('that go by it'),
    writtenBy: z.string(),
    writtenAt: common.instantSchema,
    publishedBy: z.string().optional(),
    publishedAt: common.instantSchema.optional(),
    adoptedBy: z.string().optional(),
    adoptedAt: common.instantSchema.optional(),
    withdrawnBy: z.string().optional(),
    withdrawnAt: common.instantSchema.optional(),
    withdrawnWhy: z.string().optional(),
  })
  .meta({ id: 'Strategy' });
export type StrategyView = z.infer<typeof strategyViewSchema>;

export const strategyCheckSchema = z.object({
  ok: z.boolean(),
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
});

export const publicationBodySchema = z
  .strictObject({
    newCases: z
      .boolean()
      .default(true)
      .describe('new cases go by it from now on; false: it is for experiments and moves'),
  })
  .nullish()
  .transform((body) => body ?? { newCases: true });
export const strategyWithdrawalBodySchema = z.strictObject({ why: whySchema });

const namesSchema = z.array(z.string().min(1).max(100)).min(1).max(100);
export const moveBodySchema = z.strictObject({
  to: versionNameSchema.describe('the published version that the cases are to go by'),
  why: whySchema.describe('goes onto the timeline of each case'),
  dryRun: z.boolean().describe('true: only says what would happen'),
  tiers: z.array(tierSchema).min(1).optional().describe('only these; absent: all'),
  stages: z
    .array(z.enum(STAGES).exclude(['closed']))
    .min(1)
    .optional(),
  regions: namesSchema.optional(),
});

const countsSchema = z.record(z.string(), z.int());
export const movePreviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  cases: z.int(),
  byStage: countsSchema,
  byTier: countsSchema,
  rungs: z
    .array(
      z.object({
        tier: tierSchema,
        fromRung: z.int(),
        toRung: z.int(),
        onDay: z.int(),
        do: rungActionSchema,
        cases: z.int(),
      }),
    )
    .describe('from which step of the ladder to which, counted from 0'),
  refused: countsSchema.describe('cases that would refuse as they stand now, by the rule'),
});

export const moveSchema = z
  .object({
    moveId: z.string(),
    from: z.string(),
    to: z.string(),
    tiers: z.array(tierSchema).optional(),
    stages: z.array(z.string()).optional(),
    regions: z.array(z.string()).optional(),
    why: z.string(),
    requestedBy: z.string(),
    requestedAt: common.instantSchema,
    cases: z.int().describe('that were to be moved when it was asked for'),
    finishedAt: common.instantSchema.optional(),
    outcome: z
      .object({ moved: z.int(), gone: z.int(), refused: countsSchema })
      .optional()
      .describe('absent: it is under way'),
  })
  .meta({ id: 'StrategyMove' });
export type MoveView = z.infer<typeof moveSchema>;

export const moveResultSchema = z.object({ preview: movePreviewSchema, move: moveSchema.optional() });
export const moveParamsSchema = z.object({ moveId: z.string().min(1).max(200) });

const experimentIdSchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'an id is like softer-start');
export const experimentParamsSchema = z.object({ id: experimentIdSchema });
export const experimentBodySchema = z.strictObject({
  id: experimentIdSchema,
  challenger: versionNameSchema.describe('a published version; the champion is what new cases go by now'),
  share: z.number().gt(0).lt(1).describe('of new cases that go by the challenger'),
  why: whySchema,
});
export const experimentSchema = z
  .object({
    id: z.string(),
    jurisdiction: z.string(),
    champion: z.string(),
    challenger: z.string(),
    share: z.number(),
    why: z.string(),
    startedBy: z.string(),
    startedAt: common.instantSchema,
    endedBy: z.string().optional(),
    endedAt: common.instantSchema.optional(),
    endedWhy: z.string().optional(),
  })
  .meta({ id: 'StrategyExperiment' });
export type ExperimentView = z.infer<typeof experimentSchema>;

export const outcomeQuerySchema = z.object({
  horizonDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('what happens within so many days of its opening counts for a case, once it is that old'),
});

const intervalSchema = z.object({ from: z.number(), to: z.number() });
const estimateSchema = z.object({ value: z.number(), interval: intervalSchema.optional() });
export const experimentOutcomeSchema = experimentSchema.extend({
  horizonDays: z.int(),
  cases: z.object({ champion: z.int(), challenger: z.int() }).describe('that are old enough to count'),
  assigned: z.object({ champion: z.int(), challenger: z.int() }),
  metrics: z.array(
    z.object({
      metric: z.enum(OUTCOME_METRICS),
      champion: estimateSchema,
      challenger: estimateSchema,
      comparison: z
        .object({
          difference: z.number().describe('of the challenger less the champion'),
          interval: intervalSchema.describe('at 95 %'),
          pValue: z.number(),
          detectable: z.number().describe('the smallest difference that would be seen in four of five'),
        })
        .optional(),
      verdict: z.enum(['challenger-higher', 'champion-higher', 'no-difference', 'not-enough-data']),
      why: z.string(),
    }),
  ),
});
