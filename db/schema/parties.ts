import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { encrypted } from './columns.ts';

/** Who owes: customers, how they can be reached, what they allow, how others rate them. */

export const customers = pgTable('customers', {
  customerId: text('customer_id').primaryKey(),
  name: text('name').notNull(),
  /** BCP 47 */
  language: text('language').notNull(),
  /** IANA zone where the customer is */
  timezone: text('timezone').notNull(),
  region: text('region').notNull(),
  birthDate: date('birth_date', { mode: 'string' }),
  occupation: text('occupation'),
  /** major units as the bank reports it */
  annualIncome: numeric('annual_income'),
  vulnerable: boolean('vulnerable').notNull(),
  /** columns of the import file that this system does not know */
  extra: jsonb('extra').notNull().default({}),
});

/** An address of a customer. The value is encrypted; the keyed hash finds and compares it. */
export const contactPoints = pgTable(
  'contact_points',
  {
    contactPointId: text('contact_point_id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    kind: text('kind').$type<'phone' | 'email'>().notNull(),
    value: encrypted('value').notNull(),
    valueHash: text('value_hash').notNull(),
    usable: boolean('usable').notNull().default(true),
  },
  (t) => [unique().on(t.customerId, t.kind)],
);

/** Whether a customer allows a channel. No row: not allowed. */
export const consents = pgTable(
  'consents',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    channel: text('channel').notNull(),
    granted: boolean('granted').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.channel] })],
);

export const externalRatings = pgTable(
  'external_ratings',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    source: text('source').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    score: integer('score'),
    grade: text('grade'),
    extra: jsonb('extra').notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.source, t.asOf] })],
);
