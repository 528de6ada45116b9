import { z } from 'zod';

/** When a figure of the economy is worth telling a region of: data, in versions that a manager publishes. */

export const INDICATOR_LEVELS = ['watch', 'severe'] as const;

const name = z.string().trim().min(1).max(50);

export const indicatorConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('above'), value: z.number() }),
  z.strictObject({ kind: z.literal('below'), value: z.number() }),
  z.strictObject({
    kind: z.enum(['rise', 'fall']),
    by: z.number().positive().describe('in the unit of the indicator, or percent of the value before'),
    unit: z.enum(['points', 'percent']),
    periods: z
      .int()
      .min(1)
      .max(60)
      .describe('values back from the newest: 12 of a monthly series are a year'),
  }),
]);
export type IndicatorCondition = z.infer<typeof indicatorConditionSchema>;

export const indicatorRuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,48}$/, 'is made of small letters, digits and hyphens, 49 at most')
    .describe('by which people know it'),
  indicator: name.describe('as in the series'),
  when: indicatorConditionSchema,
  level: z.enum(INDICATOR_LEVELS),
});
export type IndicatorRule = z.infer<typeof indicatorRuleSchema>;

export const indicatorRulesSchema = z
  .array(indicatorRuleSchema)
  .max(200)
  .superRefine((rules, context) => {
    const seen = new Set<string>();
    rules.forEach(({ id }, index) => {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is there twice` });
      seen.add(id);
    });
  });

/** None ships: what is unusual differs from place to place, see docs/indicators.md for some to begin with. */
export const BUILT_IN_INDICATOR_RULES: readonly IndicatorRule[] = [];
