import type { Pool } from '../db/client.ts';
import { BY_RULES } from '../db/give-tasks.ts';
import { ShareOutRepository } from '../db/share-out-repository.ts';
import type { Clock } from '../domain/clock.ts';
import { localDate } from '../domain/calendar.ts';
import type { RegionDay, SharedWork } from './daily-types.ts';

/**
 * Gives out a region's open tasks anew, where somebody is absent, tasks wait, or loads are apart. Run again it finds
 * nothing to do.
 *
 * @param zone of the region
 */
export async function shareOutWork(
  { pool, clock }: { pool: Pool; clock: Clock },
  { region, day }: RegionDay,
  zone: string,
): Promise<SharedWork> {
  const now = clock.now();
  // A day that is caught up with is over, and so are its absences.
  if (localDate(now, zone) !== day) return { moved: 0, unassigned: 0 };
  const repository = new ShareOutRepository(pool);
  const { moves, unassigned } = await repository.shareOut(region, { now, by: BY_RULES, onlyForCause: true });
  return { moved: moves.length, unassigned };
}
