import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Strategy } from '../../domain/strategy/schema.ts';
import { instant } from './columns.ts';

/** Published strategies; a version is never edited. */
export const strategies = pgTable(
  'strategies',
  {
    strategyId: text('strategy_id').notNull(),
    version: integer('version').notNull(),
    jurisdiction: text('jurisdiction').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    document: jsonb('document').$type<Strategy>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.strategyId, t.version] })],
);
