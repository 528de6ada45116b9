import { z } from 'zod';
import { MACRO_LEVELS } from '../state.ts';
import { eventSchema, isoDate } from './fields.ts';

/** What makes repayment more or less likely, as credit bureaus and the bank's own economists report it. */

const reported = { source: z.string().min(1).max(50), asOf: isoDate };

/** A rating of the customer is in the books. */
export const ratingEventSchema = eventSchema('rating', {
  ...reported,
  score: z.int().nullable(),
  grade: z.string().max(20).nullable(),
});

/** All that the customer owes elsewhere, as of that day. */
export const externalDebtEventSchema = eventSchema('external-debt', {
  ...reported,
  /** minor units of the loan's currency */
  totalMinor: z.int().min(0),
});

export const macroAlertEventSchema = eventSchema('macro-alert', {
  ...reported,
  /** unemployment, house prices ... */
  indicator: z.string().min(1).max(50),
  level: z.enum(MACRO_LEVELS),
});
