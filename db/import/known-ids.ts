import { cursorBatches } from '../cursor.ts';
import type pg from 'pg';
import type { ImportFile, KnownIds } from './import-files.ts';

/** @returns what nobody has told of yet */
export function noKnownIds(): KnownIds {
  return { customers: new Set(), loans: new Map() };
}

/** Adds what the database has of what the file's rows refer to; what an import file has said of it stands. */
export async function addKnownIds(
  tx: pg.PoolClient,
  { refersTo }: ImportFile,
  { customers, loans }: KnownIds,
): Promise<void> {
  if (refersTo === 'customers') {
    for await (const batch of cursorBatches<[string]>(tx, 'SELECT customer_id FROM customers')) {
      for (const [customerId] of batch) customers.add(customerId);
    }
  } else if (refersTo === 'loans') {
    for await (const batch of cursorBatches<[string, string]>(tx, 'SELECT loan_id, currency FROM loans')) {
      for (const [loanId, currency] of batch) if (!loans.has(loanId)) loans.set(loanId, currency);
    }
  }
}
