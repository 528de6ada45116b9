import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Answers to POST requests by their Idempotency-Key, so that a repeated request gets the first answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    key: text('key').primaryKey(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    body: jsonb('body'),
    at: instant('at').notNull(),
  },
  // The old ones are forgotten day by day.
  (t) => [index('idempotency_keys_at').on(t.at)],
);
