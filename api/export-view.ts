import { disputesIn, promisesIn } from '../domain/case/case-record.ts';
import type { ExportRequest, LoanExport } from '../db/export-repository.ts';
import { outward } from './case-view.ts';
import type { LoanExportView } from './schemas/endings.ts';

/** @returns the document that whoever takes the loan over gets */
export function exportView(
  found: LoanExport,
  { purpose, by, why, now }: Pick<ExportRequest, 'purpose' | 'by' | 'why' | 'now'>,
): LoanExportView {
  const { loan, customer, schedule, payments, contacts, holds, loanChanges, cases, timeline } = found;
  const document = {
    exportedAtMs: now,
    exportedBy: by,
    purpose,
    why,
    ...{ loan, customer, schedule, payments, contacts },
    promises: promisesIn(timeline),
    disputes: disputesIn(timeline),
    ...{ holds, loanChanges, cases },
    timeline: timeline.map(({ atMs, ...entry }) => ({ at: new Date(atMs).toISOString(), ...entry })),
  };
  return outward(document, loan.currency) as LoanExportView;
}
