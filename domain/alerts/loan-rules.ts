import { z } from 'zod';

/**
 * When the figures of one loan give cause to look at it: thresholds are data, in versions that a manager publishes. All
 * are judgement until a bank has measured its own; each is set so that what it tells of is worth a person's minutes.
 */

const share = z.number().gt(0).max(10);
const days = z.int().min(1).max(730);

export const loanAlertRulesSchema = z.strictObject({
  missedPayments: z
    .strictObject({ instalments: z.int().min(1).max(24) })
    .describe('instalments by which the loan has fallen further behind than it was when its case was opened'),
  paymentFall: z
    .strictObject({ months: z.int().min(1).max(12), leftShare: z.number().gt(0).lt(1) })
    .describe(
      'months of each of two periods, the second ending on the day; told of when less than that share of the payments of the first is left in the second',
    ),
  ratingDrop: z
    .strictObject({ points: z.int().min(1).max(1000), dropShare: z.number().gt(0).lt(1), withinDays: days })
    .describe(
      'points, or share of the score before, by which the newest rating of a source is below the one before it; either is enough. The two lie at most so many days apart, and the newest is no older than that',
    ),
  externalDebt: z
    .strictObject({ ofPrincipal: share, withinDays: days })
    .describe(
      "rise of all that the customer owes elsewhere, as a share of the loan's principal, between the newest report and the one before it; the newest is no older than so many days",
    ),
  brokenPromises: z
    .strictObject({ promises: z.int().min(1).max(20) })
    .describe('promises to pay broken in the case that is open'),
  collateralValue: z
    .strictObject({ loanToValue: share, fallShare: z.number().gt(0).lt(1), withinDays: days })
    .describe(
      'what is outstanding as a share of the newest valuation, above which there is too little security; or share by which it is below the valuation before it, at most so many days old',
    ),
  quietDays: days.describe('days for which what was decided is not told of again unless it has become worse'),
});
export type LoanAlertRules = z.infer<typeof loanAlertRulesSchema>;

/** What counts until the bank publishes its own, as version 0; the reasons are in docs/alerts.md. */
export const BUILT_IN_LOAN_ALERTS: LoanAlertRules = {
  // One is what every case sees that is open on a due date, and the ladder goes on by itself; the second it has not moved.
  missedPayments: { instalments: 2 },
  // A quarter, so that a late salary or a holiday does not count; half, as the products' specification says.
  paymentFall: { months: 3, leftShare: 0.5 },
  // 40 points double the odds of most scorecards; scales differ, so a tenth of the score counts as well.
  ratingDrop: { points: 40, dropShare: 0.1, withinDays: 365 },
  // A fifth of the principal is more than a card or a phone on credit.
  externalDebt: { ofPrincipal: 0.2, withinDays: 92 },
  brokenPromises: { promises: 2 },
  // What is realised in a forced sale is often a fifth below the valuation.
  collateralValue: { loanToValue: 0.8, fallShare: 0.15, withinDays: 365 },
  // A month: each instalment is looked at once.
  quietDays: 30,
};
