import { date, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** How far the loans of a day are from those that a model has learnt from: the score, and each feature of the model. */
export const modelStability = pgTable(
  'model_stability',
  {
    /** `bank-7` */
    model: text('model').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** `score`, or the feature */
    name: text('name').notNull(),
    label: text('label').notNull(),
    /** population stability index, 0.. */
    psi: doublePrecision('psi').notNull(),
    /** what has grown most, in words */
    most: text('most').notNull(),
    /** days of loans that were compared */
    rows: integer('rows').notNull(),
  },
  (t) => [primaryKey({ columns: [t.model, t.day, t.name] })],
);
