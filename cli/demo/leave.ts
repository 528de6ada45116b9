import { addDays, localDate } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { supervisorOf } from '../../domain/portfolio/roster.ts';
import type { BankApi, PersonReply } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

/** From this day on it is looked each morning at who has work, days from the first. */
const FROM_DAY = 10;
const LAST_DAY = 60;
/** So many days, the first included, somebody is not there. */
const DAYS = 6;

/**
 * A collector who has work falls ill in the middle of it, and is away for some days: others get it. Should they have
 * begun with all of it meanwhile, it is one of another region's turn some other day.
 */
export async function fallIll(deps: { api: BankApi; time: VirtualTime; asOf: string }): Promise<void> {
  const { api, time, asOf } = deps;
  const hit = new Set<string>();
  for (let day = FROM_DAY; day <= LAST_DAY; day += 1) {
    await time.until(atLocalTime(addDays(asOf, day), '10:30', ZONE));
    const path = '/v1/users?role=collector&limit=200';
    const { reply } = await api.read({ path, actor: 'personnel' });
    const busy = ((reply.items ?? []) as PersonReply[]).filter(
      ({ openTasks, region }) => openTasks > 0 && !hit.has(region),
    );
    const ill = busy.toSorted((a, b) => b.openTasks - a.openTasks)[0];
    if (!ill) continue;
    hit.add(ill.region);
    const from = localDate(time.now(), ZONE);
    const body = { from, until: addDays(from, DAYS - 1), kind: 'illness', why: 'called in sick' };
    const answer = await api.ask(`demo-ill-${ill.userId}`, {
      ...{ path: `/v1/users/${ill.userId}/absences`, actor: supervisorOf(ill.region), body },
    });
    if ((answer.reply.tasksMoved ?? 0) > 0) return;
  }
}
