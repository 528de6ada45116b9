import { lockWork, moveWork } from '../give-tasks.ts';
import type { Transaction } from '../transaction.ts';
import type { ImportFile } from './import-files.ts';
import { STAGE } from './stage-sql.ts';

const CHANGING = `
SELECT user_id FROM ${STAGE} s JOIN users u USING (user_id)
WHERE (s.active, s.role, s.team_id) IS DISTINCT FROM (u.active, u.role, u.team_id)`;

/**
 * Merges a file about people while nobody is given anything: the open tasks of whoever leaves, or changes team or
 * role, go to others by the rules. Other files are merged just so.
 */
export async function mergePeople<T>(
  tx: Transaction,
  { name }: Pick<ImportFile, 'name'>,
  merge: () => Promise<T>,
): Promise<T> {
  if (name !== 'teams' && name !== 'users') return merge();
  const changing =
    name === 'users' ? (await tx.query<{ user_id: string }>(CHANGING)).rows.map((row) => row.user_id) : [];
  await lockWork(tx, changing);
  await tx.settled();
  const merged = await merge();
  // The bank's own day: an import is of the real world.
  await moveWork(tx, changing);
  await tx.settled();
  return merged;
}
