import { z } from 'zod';
import type { Recipe } from '../features/recipe.ts';

const weighted = z.tuple([z.string(), z.number()]).readonly();

const recipe: z.ZodType<Recipe> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('column'), column: z.string() }),
    z.object({ kind: z.literal('ratio'), top: z.array(weighted), bottom: z.array(weighted).optional() }),
    z.object({ kind: z.enum(['max', 'min']), of: z.array(recipe) }),
    z.object({ kind: z.literal('count-above'), of: z.array(recipe), threshold: z.number() }),
    z.object({ kind: z.literal('periods-since'), of: z.array(recipe), threshold: z.number() }),
  ]),
);

/** What a value is worth. */
const worth = {
  /** added to the score; more is better for the bank */
  points: z.number(),
  /** for people, in English: 'PAY_0 is 2 or more'; of features of a case words are made anew when somebody reads them */
  reason: z.string(),
  /** of the training rows, 0..1; what a drift is measured against; 0 where nobody has trained the model */
  share: z.number().min(0).max(1),
};

const numberTerm = z.object({
  kind: z.literal('number'),
  name: z.string(),
  label: z.string(),
  family: z.string(),
  recipe,
  direction: z.enum(['raises', 'lowers', 'unknown']),
  /** mean distance of its points from 0 over the training rows */
  importance: z.number().min(0),
  /** ascending; a value belongs to the first bin that it is below, the last one has no bound */
  bins: z.array(z.object({ below: z.number().optional(), ...worth })).min(1),
  missing: z.object(worth),
});

const categoryTerm = z.object({
  kind: z.literal('category'),
  name: z.string(),
  label: z.string(),
  family: z.string(),
  importance: z.number().min(0),
  bins: z.array(z.object({ values: z.array(z.string()), ...worth })),
  missing: z.object(worth),
  /** a text that was rare in training, or not there */
  unseen: z.object(worth),
});

const axis = z.object({
  name: z.string(),
  label: z.string(),
  recipe,
  whole: z.boolean(),
  cuts: z.array(z.number()),
});

/** Two features together: `points[i][j]` where x is in its bin i and y in its bin j. */
const pairTerm = z.object({
  kind: z.literal('pair'),
  name: z.string(),
  family: z.string(),
  importance: z.number().min(0),
  x: axis,
  y: axis,
  points: z.array(z.array(z.number())),
  /** points where x or y is missing */
  missing: z.number(),
});

const quality = z.object({
  rows: z.number().int(),
  events: z.number().int(),
  auc: z.number().nullable(),
  brier: z.number(),
  logLoss: z.number(),
  ks: z.number().nullable(),
  reliability: z
    .array(z.object({ rows: z.number().int(), predicted: z.number(), observed: z.number() }))
    .readonly(),
});

/** The model's file: all that it takes to score a row and to say why. */
export const riskModelSchema = z.object({
  format: z.literal('arrears-risk-model'),
  version: z.literal(1),
  /** the same for the same content */
  id: z.string().min(1),
  /** column that was learnt */
  target: z.string(),
  /** what 1 in it means; `probability` is that of this event */
  event: z.enum(['default', 'repayment']),
  /** odds of repayment are even at `evenOdds` points and double with each further `doubling` points */
  scale: z.object({ evenOdds: z.number(), doubling: z.number().positive() }),
  /** points that every row begins with */
  base: z.number(),
  /** columns that a file must have */
  columns: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('number'), name: z.string() }),
      z.object({ kind: z.literal('category'), name: z.string(), categories: z.array(z.string()) }),
    ]),
  ),
  terms: z.array(z.discriminatedUnion('kind', [numberTerm, categoryTerm, pairTerm])),
  /** null: nobody has trained it, it is what experts think */
  training: z
    .object({
      rows: z.number().int(),
      events: z.number().int(),
      seed: z.number().int(),
      newest: z.enum(['lowest', 'highest']),
      rounds: z.number().int(),
      pairRounds: z.number().int(),
      /** log-odds were multiplied by `slope` and moved by `shift` */
      calibration: z.object({ slope: z.number(), shift: z.number() }),
      /** of the training rows, each judged without having been learnt from */
      heldOut: quality,
      /** columns that are not in the model, and why */
      dropped: z.array(z.object({ column: z.string(), why: z.string() })),
      /** protected attributes that somebody allowed, and on what ground */
      allowedProtected: z.array(z.object({ column: z.string(), attribute: z.string(), reason: z.string() })),
    })
    .nullable(),
});

export type RiskModel = z.infer<typeof riskModelSchema>;
/** A model that was learnt from rows. */
export type TrainedModel = RiskModel & { training: NonNullable<RiskModel['training']> };
export type ModelTerm = RiskModel['terms'][number];
export type NumberTerm = Extract<ModelTerm, { kind: 'number' }>;
export type CategoryTerm = Extract<ModelTerm, { kind: 'category' }>;
export type PairTerm = Extract<ModelTerm, { kind: 'pair' }>;
