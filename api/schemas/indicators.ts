import { z } from 'zod';
import { indicatorRuleSchema, indicatorRulesSchema } from '../../domain/alerts/portfolio/indicator-rule.ts';
import { MEASURES } from '../../domain/alerts/portfolio/delinquency-alerts.ts';
import { SIGNALS } from '../../domain/alerts/portfolio/control-chart.ts';
import * as common from './common.ts';
import { problemSchema } from './problem.ts';
import { whySchema } from './rule-packs.ts';

/** Figures of the economy and of collateral, and how delinquency goes beside what is usual. */

const indicator = z.string().trim().min(1).max(50).describe('unemployment, house prices, ...');
const region = z.string().trim().max(100);
const source = z.string().min(1).max(50).describe('who says so');

export const indicatorItemSchema = z
  .strictObject({
    indicator,
    region: region.default('').describe('absent: all regions that have no series of their own'),
    asOf: common.dateSchema,
    value: z.number(),
    source,
  })
  .meta({ id: 'Indicator' });
export type IndicatorItem = z.infer<typeof indicatorItemSchema>;

export const valuationItemSchema = z
  .strictObject({
    loanId: common.loanIdSchema,
    asOf: common.dateSchema,
    value: common.moneySchema.describe("all that secures the loan, in the loan's currency"),
    source,
  })
  .meta({ id: 'CollateralValuation' });
export type ValuationItem = z.infer<typeof valuationItemSchema>;

export const reportedSchema = z.object({
  index: z.int().describe('place in the batch'),
  status: z.enum(['accepted', 'rejected']),
  problem: problemSchema.optional().describe('why it was rejected'),
});
export type Reported = z.infer<typeof reportedSchema>;

export const indicatorQuerySchema = z.object({
  indicator: indicator.optional(),
  region: region.optional().describe('empty: the series of all regions; absent: every series'),
  limit: common.limitSchema,
  cursor: common.cursorSchema(z.tuple([z.string(), z.string(), common.dateSchema])).optional(),
});
export const indicatorViewSchema = z.object({
  ...{ indicator: z.string(), region: z.string().describe('empty: all') },
  ...{ asOf: common.dateSchema, value: z.number(), source: z.string() },
});

export const indicatorRulesBodySchema = z.strictObject({
  rules: indicatorRulesSchema.describe(
    'all rules of the bank, in place of those before; none: it has none any more',
  ),
  why: whySchema,
});
export const indicatorRulesViewSchema = z
  .object({
    version: z.int().describe('0: what ships with the product'),
    rules: z.array(indicatorRuleSchema),
    publishedBy: z.string(),
    publishedAt: common.instantSchema.nullable().describe('null: it ships with the product'),
    why: z.string(),
  })
  .meta({ id: 'IndicatorRules' });

export const controlChartQuerySchema = z.object({
  region: z.string().min(1).max(100),
  product: z.string().min(1).max(100).optional().describe('absent: all products of the region'),
  asOf: common.dateSchema.optional().describe('absent: the newest day that is recorded'),
});

const share = z.number();

export const controlChartsSchema = z
  .object({
    region: z.string(),
    product: z.string().nullable().describe('null: all'),
    asOf: common.dateSchema,
    products: z.array(z.string()).describe('of the region, of each of which there are charts'),
    charts: z.array(
      z.object({
        measure: z
          .enum(MEASURES)
          .describe(
            'over-30: loans more than 30 days past due, of all; newly-past-due: loans past due since the day, of those of which an instalment fell due the day before',
          ),
        note: z.string().describe('how it is to be read'),
        missingDays: z.int().describe('of the base period, without which there are no limits; 0: none'),
        mean: share.nullable().describe('share that is usual; null: not known yet'),
        sigmaZ: z
          .number()
          .nullable()
          .describe('by how much more shares vary than those of independent loans would'),
        base: z
          .object({ from: common.dateSchema, to: common.dateSchema, days: z.int() })
          .nullable()
          .describe('the days that usual is made of'),
        points: z.array(
          z.object({
            day: common.dateSchema,
            part: z.enum(['base', 'judged']),
            ...{ hits: z.int(), of: z.int(), share },
            mean: share.nullable().describe('expected of the day'),
            warning: share.nullable().describe('two standard deviations above it'),
            limit: share.nullable().describe('three standard deviations above it'),
            signals: z.array(z.enum(SIGNALS)),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ControlCharts' });
