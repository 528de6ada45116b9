import { z } from 'zod';
import { EXPORT_PURPOSES } from '../../domain/case/checks/export.ts';
import {
  changeStrategyEventSchema,
  LOAN_CHANGES,
  noteEventSchema,
  settlementEventSchema,
} from '../../domain/case/events/endings.ts';
import * as common from './common.ts';
import { problemSchema } from './problem.ts';

/** How cases end, and what supervisors do to the course of one. */

const { dateSchema, instantSchema, moneySchema } = common;
const { why } = settlementEventSchema.shape;

export const settlementBodySchema = z.strictObject({
  amount: moneySchema.describe('taken for all that is overdue'),
  dueOn: dateSchema.describe('the last day on which it is to be paid'),
  why,
});

export const noteBodySchema = noteEventSchema.pick({ text: true });

export const changeStrategyBodySchema = z.strictObject({
  strategy: changeStrategyEventSchema.shape.strategy.describe('a published version, for example cn-retail@2'),
  why,
});

export const reopenBodySchema = z.strictObject({ why });
export const reopenResultSchema = z.object({
  loanId: z.string(),
  previousCaseId: z.string().describe('the case that had ended; the new one names it too'),
});

export const loanChangeItemSchema = z
  .strictObject({
    changeId: z.string().min(1).max(120).describe('id of the change in the core system; it counts once'),
    loanId: common.loanIdSchema,
    change: z
      .enum(LOAN_CHANGES)
      .describe('ends the case of the loan; restructured: as soon as the books show nothing overdue'),
    effectiveOn: dateSchema,
    why: why.optional(),
  })
  .meta({ id: 'LoanChange' });
export type LoanChangeItem = z.infer<typeof loanChangeItemSchema>;

export const loanChangeResultSchema = z.object({
  index: z.int().describe('place in the batch'),
  changeId: z.string().nullable(),
  loanId: z.string().nullable(),
  status: z.enum(['accepted', 'rejected']),
  duplicate: z.boolean().optional().describe('true: it was recorded before'),
  caseTold: z.boolean().optional().describe('whether a case of the loan knows of it'),
  problem: problemSchema.optional().describe('why it was rejected'),
});
export type LoanChangeResult = z.infer<typeof loanChangeResultSchema>;

export const exportQuerySchema = z.strictObject({
  purpose: z
    .enum(EXPORT_PURPOSES)
    .describe('who it is for: a buyer, an agency that collects for us, a court'),
  why: why.describe('on the timeline with who has asked'),
  consent: z
    .enum(['true', 'false'])
    .default('false')
    .describe('of a sale, true: the customer was notified, and has consented where the law asks for that'),
});

const rows = z.array(z.record(z.string(), z.unknown()));

export const exportSchema = z
  .object({
    exportedAt: instantSchema,
    exportedBy: z.string(),
    purpose: z.enum(EXPORT_PURPOSES),
    why: z.string(),
    loan: z.record(z.string(), z.unknown()),
    customer: z
      .object({
        customerId: z.string(),
        name: z.string(),
        contactPoints: z.array(z.object({ kind: z.string(), value: z.string(), usable: z.boolean() })),
        consents: z.array(z.string()),
      })
      .catchall(z.unknown())
      .describe('with contact data in clear'),
    schedule: rows,
    payments: rows,
    contacts: rows.describe('that were reserved, with what became of each'),
    promises: rows,
    disputes: rows,
    holds: rows.describe('of the customer, that stand: they bind whoever takes over'),
    loanChanges: rows,
    cases: rows.describe('of the loan, oldest first'),
    timeline: rows.describe('of all of them'),
  })
  .meta({ id: 'LoanExport' });
export type LoanExportView = z.infer<typeof exportSchema>;
