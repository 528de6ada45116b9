import { z } from 'zod';
import { ASSET_CLASSES, FIVE_CATEGORIES } from '../daily/asset-class.ts';
import { BUCKETS } from '../delinquency.ts';

/**
 * What is set aside for loans: rates are data, in versions that a named person publishes. Two ways side by side: by the
 * five categories of the supervisor, and by the expected credit loss of the books.
 */

const share = z.number().min(0).max(1);
const day = z.int().min(0).max(10_000);

const categoriesSchema = z
  .array(z.strictObject({ assetClass: z.enum(ASSET_CLASSES), fromDay: day, provisionRate: share }))
  .length(ASSET_CLASSES.length, 'there are five categories')
  .superRefine((rules, context) => {
    rules.forEach((rule, index) => {
      const [before, lawful] = [rules[index - 1], FIVE_CATEGORIES[index]];
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: [index], message });
      if (rule.assetClass !== lawful?.assetClass) {
        refuse(`the categories are, in order: ${ASSET_CLASSES.join(', ')}`);
      } else if (before ? rule.fromDay <= before.fromDay : rule.fromDay !== 0) {
        refuse(`${rule.assetClass} has to begin ${before ? `after ${before.assetClass}` : 'on day 0'}`);
      } else if (rule.fromDay > lawful.fromDay) {
        refuse(`${rule.assetClass} begins on day ${lawful.fromDay} past due at the latest`);
      } else if (before && rule.provisionRate < before.provisionRate) {
        refuse(`less is set aside for ${rule.assetClass} than for ${before.assetClass}`);
      }
    });
  });

const pdSchema = z
  .strictObject({ twelveMonths: share, lifetime: share })
  .refine(({ twelveMonths, lifetime }) => lifetime >= twelveMonths, {
    message: 'a default within twelve months is one within the lifetime',
  });

const eclSchema = z
  .strictObject({
    /** days past due from which the risk counts as significantly increased: stage 2 */
    stage2FromDay: z.int().min(1),
    /** days past due from which a loan counts as in default: stage 3 */
    stage3FromDay: z.int().min(2),
    /** probability of default by delinquency bucket; of a loan in stage 3 it is 1 */
    pd: z.record(z.enum(BUCKETS), pdSchema),
    /** share of the balance that is lost in a default */
    lgd: z.strictObject({ secured: share, unsecured: share }),
  })
  .refine(({ stage2FromDay, stage3FromDay }) => stage2FromDay < stage3FromDay, {
    message: 'stage 3 begins after stage 2',
  });

export const provisionPolicySchema = z.strictObject({ categories: categoriesSchema, ecl: eclSchema });
export type ProvisionPolicy = z.infer<typeof provisionPolicySchema>;

/**
 * What counts until the bank publishes its own, as version 0.
 *
 * Categories and their rates: see {@link FIVE_CATEGORIES}. Stages: the presumptions of IFRS 9 that more than 30 days
 * past due is a significant increase of risk and more than 90 a default. Probabilities of default and the loss in one are
 * assumptions, judgement and not measurement: a bank replaces them by its own.
 *
 * @see IFRS 9 5.5.11, B5.5.19, B5.5.37
 */
export const BUILT_IN_PROVISIONS: ProvisionPolicy = {
  categories: [...FIVE_CATEGORIES],
  ecl: {
    stage2FromDay: 31,
    stage3FromDay: 91,
    pd: {
      current: { twelveMonths: 0.02, lifetime: 0.04 },
      '1-30': { twelveMonths: 0.12, lifetime: 0.18 },
      '31-60': { twelveMonths: 0.35, lifetime: 0.45 },
      '61-90': { twelveMonths: 0.6, lifetime: 0.7 },
      '91-120': { twelveMonths: 1, lifetime: 1 },
      '121-180': { twelveMonths: 1, lifetime: 1 },
      '180+': { twelveMonths: 1, lifetime: 1 },
    },
    lgd: { secured: 0.35, unsecured: 0.75 },
  },
};
