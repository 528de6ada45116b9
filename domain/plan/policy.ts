import { z } from 'zod';

/** What plans a bank offers to a customer in hardship, and how a plan is tracked. */
export const planPolicySchema = z.strictObject({
  /** arrears are spread over at most so many months */
  longestSpreadMonths: z.int().min(1).max(120).default(12),
  /** a re-termed loan is paid off within so many months; a loan that has longer to run is not re-termed */
  longestTermMonths: z.int().min(1).max(480).default(60),
  /** at first only interest is paid for at most so many months; 0: never */
  interestOnlyMonths: z.int().min(0).max(24).default(6),
  /** no instalment of a new schedule, and no share of the arrears, is smaller, minor units */
  leastInstalmentMinor: z.int().min(1).default(5_000),
  /** of what income leaves after outgoings, a plan takes at most this share, 0..1 */
  highestShareOfDisposable: z.number().gt(0).max(1).default(0.7),
  /** where only the income is known, a plan takes at most this share of it, 0..1 */
  highestShareOfIncome: z.number().gt(0).max(1).default(0.3),
  /** the first instalment is due at most so many days from today */
  latestFirstDays: z.int().min(1).default(62),
  /** days after the date of an instalment before it is judged */
  toleranceDays: z.int().min(0).default(3),
  /** missing at most this much still counts as kept, minor units */
  toleranceMinor: z.int().min(0).default(100),
  /** from this share of an instalment it is partly kept, below it is missed, 0..1 */
  partlyKeptShare: z.number().min(0).max(1).default(0.5),
  /** the customer is reminded so many days before each instalment; 0: not at all */
  remindDaysBefore: z.int().min(0).default(1),
  /** so many missed instalments end the plan */
  missesToEnd: z.int().min(1).default(2),
  /** no further plan is taken when more than so many were broken */
  maxBroken: z.int().min(0).default(1),
});
export type PlanPolicy = z.infer<typeof planPolicySchema>;
