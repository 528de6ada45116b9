import { z } from 'zod';
import { CHANNELS, TIERS, type Channel, type Tier } from '../strategy/schema.ts';

/**
 * How customers respond, as data. Without better knowledge these are assumptions, not measurements: each says what it
 * stands for, all can be replaced by a file, and the hazards can be estimated from the payment history of a portfolio
 * (estimate-hazard.ts). docs/how-to/simulate.md explains them.
 */

const share = z.number().min(0).max(1);
const positive = z.number().min(0);
const byTier = (low: number, middle: number, high: number) =>
  z.strictObject({ low: positive, middle: positive, high: positive }).default({ low, middle, high });
const byChannel = (defaults: Record<Channel, number>, value = positive) =>
  z.strictObject(
    Object.fromEntries(CHANNELS.map((c) => [c, value.default(defaults[c])])) as Record<
      Channel,
      z.ZodDefault<z.ZodNumber>
    >,
  );

export const hazardBandSchema = z.strictObject({
  /** days past due from which it holds */
  fromDay: z.int().min(0),
  /** payments per day of a customer whom nobody contacts */
  perDay: positive,
});
export type HazardBand = z.infer<typeof hazardBandSchema>;

export const responseModelSchema = z.strictObject({
  /** who pays without being asked: most in the first days, hardly anybody after a quarter */
  hazard: z
    .array(hazardBandSchema)
    .min(1)
    .refine((bands) => bands.every(({ fromDay }, i) => i === 0 || fromDay > (bands[i - 1]?.fromDay ?? 0)), {
      message: 'bands are in order of fromDay',
    })
    .default([
      { fromDay: 0, perDay: 0.02 },
      { fromDay: 15, perDay: 0.012 },
      { fromDay: 31, perDay: 0.006 },
      { fromDay: 61, perDay: 0.003 },
      { fromDay: 91, perDay: 0.0015 },
    ]),
  /** factor on all willingness to pay, by the risk that the scorecard sees at the start */
  willing: byTier(1.4, 0.9, 0.5),
  /** a payment is of all that is overdue with this probability, else of 20 to 80 % of it */
  paysAll: share.default(0.7),
  /** a message that the provider accepts arrives with this probability; else it has failed */
  arrives: byChannel({ sms: 0.97, email: 0.95, push: 0.9, voice: 1, letter: 0.97 }, share).prefault({}),
  /** probability that a contact that arrives brings a payment that would not have come; of a call: to somebody who was spoken to */
  brings: byChannel({ sms: 0.05, email: 0.03, push: 0.03, voice: 0.08, letter: 0.12 }, share).prefault({}),
  /** ... of the legal notice */
  legalBrings: share.default(0.25),
  /** what a contact brings halves with each of so many days past due */
  bringsHalfLifeDays: z.number().positive().default(60),
  /** what it brings is paid within so many days on average */
  bringsWithinDays: z.number().positive().default(3),
  /** each contact of the last seven days multiplies what the next one brings */
  fatigue: share.default(0.85),
  calls: z
    .strictObject({
      /** hours from the task to the call, at most */
      withinHours: positive.default(8),
      /** by hour of the customer's clock, 0 to 23: the customer, and nobody else, answers */
      rightParty: z
        .array(share)
        .length(24)
        .default([
          ...Array<number>(8).fill(0.1),
          ...[0.2, 0.25, 0.3, 0.3, 0.35, 0.3, 0.25, 0.25, 0.25, 0.3, 0.4, 0.45, 0.45, 0.3],
          ...[0.15, 0.1],
        ]),
      /** of calls that do not reach the customer: somebody else answers */
      thirdParty: share.default(0.06),
      /** whoever was reached promises to pay */
      promises: share.default(0.4),
      /** days until the promised date, at most; three at least */
      promisedWithinDays: z.int().min(3).default(12),
      /** promises that are kept, by risk */
      kept: byTier(0.8, 0.6, 0.4),
      /** of the others: a part of 30 to 70 % is paid */
      partly: share.default(0.4),
    })
    .prefault({}),
  /** probability that a contact leads to a complaint, by channel ... */
  complaints: byChannel(
    { sms: 0.0004, email: 0.0002, push: 0.0003, voice: 0.002, letter: 0.001 },
    share,
  ).prefault({}),
  /** ... and by how much each contact of the last seven days adds to it, as a share of it */
  complaintsPerRecentContact: positive.default(0.5),
  supervisors: z
    .strictObject({
      /** days until an answer, at most */
      withinDays: positive.default(2),
      /** of letters, of legal actions, and of all else that is asked for, those that are approved */
      approves: z
        .strictObject({ letter: share.default(0.95), legal: share.default(0.7), other: share.default(0.5) })
        .prefault({}),
    })
    .prefault({}),
  /** what it costs, minor units of the loans' currency: a message that left, a call that was made, ... */
  costMinor: byChannel({ sms: 5, email: 1, push: 1, voice: 300, letter: 800 }).prefault({}),
  /** ... more for a call in which the customer was spoken to */
  conversationCostMinor: positive.default(900),
  /** ... and a legal action, with the fees of the court */
  legalCostMinor: positive.default(50_000),
});
export type ResponseModel = z.infer<typeof responseModelSchema>;

/** What is assumed where nothing else is known. */
export const ASSUMED_RESPONSE: ResponseModel = responseModelSchema.parse({});

/**
 * Thresholds of repayment probability by which customers respond. They are not those of a strategy: a strategy that calls
 * everybody low risk does not make them pay.
 */
const RISK_FROM = { low: 0.7, middle: 0.4 } as const;

/** @param probability of repayment, 0..1 @returns the risk by which a customer responds */
export function riskOf(probability: number): Tier {
  if (probability >= RISK_FROM.low) return 'low';
  return probability >= RISK_FROM.middle ? 'middle' : 'high';
}

/** @param daysPastDue >= 0 @returns payments per day without any contact */
export function hazardAt(bands: readonly HazardBand[], daysPastDue: number): number {
  return bands.findLast(({ fromDay }) => fromDay <= daysPastDue)?.perDay ?? 0;
}

/**
 * When a customer pays without being asked.
 *
 * @param daysPastDue at the start, >= 0
 * @param exposure a draw of the exponential distribution of mean 1, divided by the willingness
 * @returns days from the start, Infinity for never
 * @example daysToPayment([{ fromDay: 0, perDay: 0.1 }, { fromDay: 10, perDay: 0.2 }], 5, 1) // 7.5
 */
export function daysToPayment(bands: readonly HazardBand[], daysPastDue: number, exposure: number): number {
  let left = exposure;
  let at = daysPastDue;
  for (const [index, { fromDay, perDay }] of bands.entries()) {
    const end = bands[index + 1]?.fromDay ?? Infinity;
    if (end <= at) continue;
    at = Math.max(at, fromDay);
    const needed = perDay > 0 ? left / perDay : Infinity;
    if (at + needed <= end) return at + needed - daysPastDue;
    left -= (end - at) * perDay;
    at = end;
  }
  return Infinity;
}

export const RISKS = TIERS;
