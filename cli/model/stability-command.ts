import { checkStability, type CheckedStability } from '../../activities/check-stability.ts';
import { createDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { DRIFT_WORDS } from '../../domain/risk/stability.ts';
import type { CommandContext } from '../command.ts';
import { createClock } from '../runtime.ts';
import { openDatabase } from '../services.ts';

/** Compares the overdue loans of now with those of training, and says what was found. */
export async function stability({ cleanup, progress, result }: CommandContext): Promise<void> {
  const { url, embedded } = await openDatabase({ cleanup, onProgress: progress.show });
  if (embedded) await migrate(url);
  const database = createDatabase(url, { maxConnections: 1 });
  cleanup.add('database connections', () => database.close());
  progress.show('Comparing loans');
  const found = await checkStability({ pool: database.pool, clock: createClock() });
  result(stabilityText(found), found);
}

/** For people: one line for the score and one for each feature, the farthest moved first. */
export function stabilityText({ said, rows, measured, alerts }: CheckedStability): string {
  const width = Math.max(...measured.map(({ label }) => label.length), 0);
  return [
    said,
    ...(measured.length > 0 ? ['', `${rows.toLocaleString('en')} days of overdue loans compared:`] : []),
    ...measured.map(
      ({ label, psi, drift, most }) =>
        `${psi.toFixed(3).padStart(7)}  ${label.padEnd(width)}  ${DRIFT_WORDS[drift]}; ${most}`,
    ),
    ...(alerts > 0 ? ['', 'An alert was raised: supervisors find it among the open ones.'] : []),
  ].join('\n');
}
