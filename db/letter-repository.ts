import type { InstalmentParts } from '../domain/arrears-by-kind.ts';
import type { Transaction } from './transaction.ts';

/** @returns what has fallen due before that date on the loan, by its parts, in order of due date */
export async function readInstalmentParts(
  tx: Transaction,
  loanId: string,
  before: string,
): Promise<InstalmentParts[]> {
  const { rows } = await tx.query<{ due_on: string; principal: string; interest: string; fee: string }>({
    name: 'instalment-parts',
    text: `SELECT due_on::text, principal_due_minor AS principal, interest_due_minor AS interest, fee_due_minor AS fee
           FROM instalments WHERE loan_id = $1 AND due_on < $2::date ORDER BY due_on, number`,
    values: [loanId, before],
  });
  return rows.map((row) => ({
    dueOn: row.due_on,
    principalMinor: Number(row.principal),
    interestMinor: Number(row.interest),
    feeMinor: Number(row.fee),
  }));
}
