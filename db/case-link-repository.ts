import type { MadeDecision } from './decision-repository.ts';
import type { Transaction } from './transaction.ts';

/** What is added to the timeline of a case that has ended, after its last decision. */

// Whoever adds holds the customer, so that nobody else takes the same place meanwhile.
const ADD = `
INSERT INTO timeline (case_id, sequence, entry, at, type, actor, data, why)
SELECT k.case_id, k.sequence,
  (SELECT coalesce(max(entry), 0) + 1 FROM timeline t WHERE t.case_id = k.case_id AND t.sequence = k.sequence),
  $2, x.type, x.actor, x.data, x.why
FROM jsonb_to_recordset($1::jsonb) AS x(case_id text, type text, actor text, data jsonb, why text)
JOIN cases k ON k.case_id = x.case_id`;

export interface LateEntry {
  caseId: string;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  why: string;
}

/**
 * Adds entries after the last decision of their cases; the customers are locked by the caller.
 *
 * @param entries at most one of a case
 * @param now epoch milliseconds, business time
 */
export async function addLateEntries(
  tx: Transaction,
  entries: readonly LateEntry[],
  now: number,
): Promise<void> {
  const rows = entries.map(({ caseId, ...entry }) => ({ case_id: caseId, ...entry }));
  await tx.send({ name: 'add-late-entries', text: ADD, values: [JSON.stringify(rows), new Date(now)] });
}

/** Says on the timeline of a case that another one of its loan has taken its place. */
export async function writeSuccession(
  tx: Transaction,
  made: readonly MadeDecision[],
  now: number,
): Promise<void> {
  const entries = made.flatMap(({ state: { sequence, previousCaseId, caseId } }) =>
    sequence === 1 && previousCaseId
      ? [
          {
            caseId: previousCaseId,
            type: 'reopened',
            actor: 'system',
            data: { caseId },
            why: `the loan is overdue again: it goes on in case ${caseId}`,
          },
        ]
      : [],
  );
  if (entries.length > 0) await addLateEntries(tx, entries, now);
}
