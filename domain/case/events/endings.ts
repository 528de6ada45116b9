import { z } from 'zod';
import type { CloseReason } from '../state.ts';
import { amountMinor, eventSchema, isoDate, why } from './fields.ts';

/** How cases end, and what supervisors do to the course of one. */

/** What a core system says has become of a loan; each ends its case. */
export const LOAN_CHANGES = [
  'restructured',
  'written-off',
  'sold',
  'recalled',
] as const satisfies readonly CloseReason[];
export type LoanChange = (typeof LOAN_CHANGES)[number];

export const loanChangeEventSchema = eventSchema('loan-change', {
  change: z.enum(LOAN_CHANGES),
  effectiveOn: isoDate,
  /** when it was reported first: what was before the case opened is none of its business */
  reportedAtMs: z.int(),
  /** as the core system says it */
  why: why.optional(),
});

/** An amount that is taken for everything that is overdue, if it is paid by that day. */
export const settlementEventSchema = eventSchema('settlement', { amountMinor, dueOn: isoDate, why });

/** For people to read; nothing follows from it. */
export const noteEventSchema = eventSchema('note', { text: z.string().trim().min(1).max(2000) });

/** The case goes on by another published version. */
export const changeStrategyEventSchema = eventSchema('change-strategy', {
  strategy: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9-]*@[1-9]\d{0,5}$/, 'a strategy is named like cn-retail@2'),
  why,
});
