import { z } from 'zod';
import { riskModelSchema } from './model/schema.ts';
import { segmentationSchema } from './segmentation.ts';

/** Figures of one model on rows that are later than all that it has learnt from. */
const laterSchema = z.object({
  rows: z.number().int(),
  events: z.number().int(),
  auc: z.number().nullable(),
  brier: z.number(),
  logLoss: z.number(),
  reliability: z.array(z.object({ rows: z.number().int(), predicted: z.number(), observed: z.number() })),
});
export type LaterFigures = z.infer<typeof laterSchema>;

/** What a training run has made, and what is published and taken back as one. The number is given by the database. */
export const modelContentSchema = z.object({
  /** date of the newest figures that it has learnt from */
  trainedTo: z.string(),
  /** days within which a case is repaid, or defaults */
  horizonDays: z.number().int().min(1),
  /** of repayment of all that is overdue within the horizon */
  repayment: riskModelSchema,
  /** of 90 days past due within the horizon; null: too few to learn from */
  default: riskModelSchema.nullable(),
  /** currency of the amounts that its models look at; null: they look at none; absent: of the time before it was said */
  amountsIn: z.string().nullable().optional(),
  /** why they look at no amounts; absent: they may */
  amountsWhy: z.string().optional(),
  segmentation: segmentationSchema.nullable(),
  /** what was found of segments, or why nothing was */
  segmentationWhy: z.string().optional(),
  /** null: there were no later rows */
  later: z.object({ repayment: laterSchema, default: laterSchema.nullable() }).nullable(),
  /** points of the training rows by tenths: bounds, and the share of rows in each; what drift of scores is measured against */
  scores: z.object({ bounds: z.array(z.number()), shares: z.array(z.number()) }),
});
export type ModelContent = z.infer<typeof modelContentSchema>;

type WithoutBins<T> = T extends null ? null : Omit<T, 'terms'>;

/** A version without what only scoring needs, for lists. */
export interface ModelOutline extends Omit<ModelContent, 'repayment' | 'default' | 'scores'> {
  repayment: WithoutBins<ModelContent['repayment']>;
  default: WithoutBins<ModelContent['default']>;
}

/** @example modelVersionName(7) // 'bank-7' */
export function modelVersionName(version: number): string {
  return `bank-${version}`;
}
