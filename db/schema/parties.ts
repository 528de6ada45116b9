import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { MacroLevel } from '../../domain/case/state.ts';
import { encrypted, instant, minor } from './columns.ts';
import type { ContactWishes } from '../../domain/contact/wishes.ts';

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
  /** a letter came back: post is of no use until an address is found */
  postReturned: boolean('post_returned').notNull().default(false),
  /** columns of the import file that this system does not know */
  extra: jsonb('extra').notNull().default({}),
});

export type ContactPointKind = 'phone' | 'email' | 'push' | 'post';

/** An address of a customer. The value is encrypted; the keyed hash finds and compares it. */
export const contactPoints = pgTable(
  'contact_points',
  {
    contactPointId: text('contact_point_id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    /** `push`: a PushAddress as JSON; `post`: the lines of a postal address */
    kind: text('kind').$type<ContactPointKind>().notNull(),
    value: encrypted('value').notNull(),
    valueHash: text('value_hash').notNull(),
    usable: boolean('usable').notNull().default(true),
  },
  (t) => [unique().on(t.customerId, t.kind, t.valueHash), index('contact_points_by_value').on(t.valueHash)],
);

/** What a customer has said about when to be contacted. */
export const contactWishes = pgTable('contact_wishes', {
  customerId: text('customer_id')
    .primaryKey()
    .references(() => customers.customerId),
  wishes: jsonb('wishes').$type<ContactWishes>().notNull(),
  notedBy: text('noted_by').notNull(),
  notedAt: instant('noted_at').notNull(),
});

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
    /** when it was reported as it stands; null: it was imported */
    reportedAt: instant('reported_at'),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.source, t.asOf] })],
);

/** All that a customer owes elsewhere, as a credit bureau reports it. */
export const externalDebts = pgTable(
  'external_debts',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.customerId),
    source: text('source').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    totalMinor: minor('total_minor').notNull(),
    currency: text('currency').notNull(),
    /** as of a rating */
    reportedAt: instant('reported_at'),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.source, t.asOf] })],
);

/** How the economy of a region fares; the newest alert of each indicator counts, and of these the worst. */
export const macroAlerts = pgTable(
  'macro_alerts',
  {
    region: text('region').notNull(),
    indicator: text('indicator').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    level: text('level').$type<MacroLevel>().notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.region, t.indicator, t.asOf] })],
);
