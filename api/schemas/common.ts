import { z } from 'zod';
import { TIERS } from '../../domain/strategy/schema.ts';
import { STAGES } from '../../domain/case/state.ts';

/** Parts that many requests and answers have in common. */

export const loanIdSchema = z.string().min(1).max(100).describe('id of the loan in the core system');
export const instantSchema = z.iso.datetime({ offset: true }).describe('ISO 8601 with zone');
/** PostgreSQL knows no year 0. */
export const dateSchema = z.iso.date().refine((date) => date >= '0001', 'is before the year 1');
export const stageSchema = z.enum(STAGES);
export const tierSchema = z.enum(TIERS);

export const amountSchema = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be a decimal amount as text, like "123.45"')
  .describe('decimal amount as text');
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, like "CNY"')
  .describe('ISO 4217');

export const moneySchema = z
  .strictObject({ amount: amountSchema, currency: currencySchema })
  .meta({ id: 'Money', examples: [{ amount: '123.45', currency: 'CNY' }] });
export type Money = z.infer<typeof moneySchema>;

/** Headers of every POST. */
export const postHeadersSchema = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('a repeat with the same key and body gets the first answer and does nothing twice'),
  'x-actor': z.string().min(1).max(100).optional().describe('who asks; recorded as the actor'),
});

/**
 * A cursor is opaque to callers; here it is the key of the last row of a page.
 *
 * @param key what must be in it
 */
export function cursorSchema<Key extends z.ZodType>(key: Key) {
  return z
    .string()
    .max(500)
    .transform((text, context): z.output<Key> => {
      const parsed = key.safeParse(decode(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: 'must be the nextCursor of an earlier page' });
      return z.NEVER;
    })
    .describe('nextCursor of the page before');
}

/** @returns the cursor that goes on after `key`; null at the end */
export function nextCursor(rows: number, limit: number, key: unknown): string | null {
  return rows < limit ? null : Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

export const limitSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .describe('most items of a page');

/** @returns the schema of a page of a list */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('for the next page; null on the last'),
  });
}
