import { cursorBatches } from '../cursor.ts';
import type pg from 'pg';
import type { ImportFile, KnownIds } from './import-files.ts';

/** @returns what nobody has told of yet */
export function noKnownIds(): KnownIds {
  return { customers: new Set(), loans: new Map(), teams: new Set(), regions: new Map() };
}

/** Adds what the database has of what the file's rows refer to; what an import file has said of it stands. */
export async function addKnownIds(
  tx: pg.PoolClient,
  { name, refersTo }: ImportFile,
  { customers, loans, teams, regions }: KnownIds,
): Promise<void> {
  if (refersTo === 'customers') {
    for await (const batch of cursorBatches<[string]>(tx, 'SELECT customer_id FROM customers')) {
      for (const [customerId] of batch) customers.add(customerId);
    }
  } else if (refersTo === 'loans') {
    for await (const batch of cursorBatches<[string, string]>(tx, 'SELECT loan_id, currency FROM loans')) {
      for (const [loanId, currency] of batch) if (!loans.has(loanId)) loans.set(loanId, currency);
    }
  } else if (name === 'teams' || refersTo === 'teams') {
    // Whose region is whose cannot change between being read and being merged.
    if (name === 'teams') await tx.query('LOCK TABLE teams IN SHARE ROW EXCLUSIVE MODE');
    for await (const batch of cursorBatches<[string, string]>(tx, 'SELECT team_id, region FROM teams')) {
      for (const [teamId, region] of batch) {
        teams.add(teamId);
        if (!regions.has(region)) regions.set(region, teamId);
      }
    }
  }
}
