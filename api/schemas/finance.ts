import { z } from 'zod';
import { TIMED_CHANNELS } from '../../domain/contact/best-time.ts';
import { ASSET_CLASSES } from '../../domain/daily/asset-class.ts';
import { BUCKETS } from '../../domain/delinquency.ts';
import { provisionPolicySchema } from '../../domain/finance/provision-policy.ts';
import * as common from './common.ts';
import { whySchema } from './rule-packs.ts';

/** What managers plan by: forecasts, provisions, the best time to contact somebody. */

const region = z.string().min(1).max(100).optional().describe('absent: the whole bank');
const share = z.number().min(0).max(1);
const bucket = z.enum(BUCKETS);

export const MOST_MONTHS = 24;
export const forecastQuerySchema = z.object({
  region,
  months: z.coerce.number().int().min(1).max(MOST_MONTHS).default(6).describe('months ahead'),
});

const countSchema = z.object({ expected: z.number(), low: z.number(), high: z.number() });

export const forecastSchema = z
  .object({
    region: z.string().nullable().describe('null: the whole bank'),
    asOf: common.dateSchema.describe('the day from which it looks ahead'),
    monthsSeen: z.int().describe('months whose moves it is made of; 0: of assumptions alone'),
    note: z.string().describe('how far it is to be trusted'),
    today: z.array(z.object({ bucket, loans: z.int() })),
    rollRates: z
      .array(
        z.object({
          from: bucket,
          loans: z.int().describe('that were seen to move from it'),
          to: z.array(z.object({ bucket, share })),
        }),
      )
      .describe('share of the loans of a bucket that is in each bucket a month later; sums to 1'),
    months: z.array(
      z.object({
        month: z.int(),
        on: common.dateSchema,
        buckets: z.array(
          z.object({
            bucket,
            loans: countSchema.describe('low and high hold it nine times out of ten'),
            balances: z.array(common.moneySchema).describe('expected, by currency'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Forecast' });
export type ForecastView = z.infer<typeof forecastSchema>;

export const provisionQuerySchema = z.object({
  region,
  asOf: common.dateSchema.optional().describe('end of the day; absent: of the newest that is recorded'),
});

const setAside = { loans: z.int(), balance: common.amountSchema, provision: common.amountSchema };

export const provisionsSchema = z
  .object({
    region: z.string().nullable().describe('null: the whole bank'),
    asOf: common.dateSchema,
    policyVersion: z.int().describe('of the rates; 0: those that ship'),
    currencies: z.array(
      z.object({
        currency: common.currencySchema,
        total: z.object({
          ...{ loans: z.int(), balance: common.amountSchema },
          fiveCategories: common.amountSchema,
          expectedCreditLoss: common.amountSchema,
        }),
        fiveCategories: z.array(z.object({ assetClass: z.enum(ASSET_CLASSES), ...setAside })),
        expectedCreditLoss: z.array(
          z.object({ stage: z.int().min(0).max(3).describe('0: not staged that day'), ...setAside }),
        ),
      }),
    ),
  })
  .meta({ id: 'Provisions' });
export type ProvisionsView = z.infer<typeof provisionsSchema>;

export const provisionPolicyBodySchema = z.strictObject({ policy: provisionPolicySchema, why: whySchema });
export const provisionPolicyViewSchema = z
  .object({
    version: z.int(),
    policy: provisionPolicySchema,
    publishedBy: z.string(),
    publishedAt: common.instantSchema.nullable().describe('null: it ships with the product'),
    why: z.string(),
  })
  .meta({ id: 'ProvisionPolicy' });

export const bestTimeSchema = z
  .object({
    customerId: z.string(),
    loanId: z.string().describe('of the case whose rules, tier and segment it goes by'),
    tier: common.tierSchema,
    segment: z.string().nullable().describe('that behaves like the loan; null: none'),
    zone: z.string().describe('by whose clock the hours are'),
    channels: z
      .array(
        z.object({
          channel: z.enum(TIMED_CHANNELS),
          usual: share.describe('that a contact works, at whatever time'),
          hours: z
            .array(
              z.object({
                weekday: z.int().min(1).max(7).describe('1: Monday'),
                from: z.string().describe('HH:MM'),
                probability: share,
                reason: z.string(),
              }),
            )
            .describe('the best ones that are permitted, each an hour long'),
        }),
      )
      .describe('that the customer allows and can be reached by; the one with the best hour first'),
  })
  .meta({ id: 'BestTime' });
export type BestTimeView = z.infer<typeof bestTimeSchema>;
