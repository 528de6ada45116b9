import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { addDays, localDate } from '../../domain/calendar.ts';
import type { ClockSpec } from '../../domain/clock.ts';
import { scheduleId } from '../../domain/ids.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import type { dailyOperationsWorkflow } from '../../workflows/daily-operations-workflow.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

/** When a region's day begins. */
const AT = '05:30';
/** Days from the first: until then the core system announces loans itself. */
const FIRST_DAY = 2;
/** The largest region has its operations every day, each of the others every so many: two cores do no more in a second. */
const OTHERS_EVERY = 3;

interface MorningsDeps {
  client: Client;
  taskQueue: string;
  clockSpec: ClockSpec;
  time: VirtualTime;
  asOf: string;
  /** in order, the largest among them */
  regions: readonly string[];
  largest: string;
}

/**
 * Daily operations of the regions, by the workflow that a schedule starts for a bank. Never two at once for a region, and
 * what would be late is left out. Until the demo is stopped.
 */
export async function runMornings({ regions, largest, time, asOf, ...deps }: MorningsDeps): Promise<void> {
  for (let number = FIRST_DAY; ; number += 1) {
    const day = addDays(asOf, number);
    await time.until(atLocalTime(day, AT, ZONE));
    if (localDate(time.now(), ZONE) !== day) continue;
    const due = regions.filter((region, index) => region === largest || isTurn(index, number));
    await Promise.all(due.map((region) => runMorning(deps, region, day)));
  }
}

/** All of them on the first day, since nobody has announced all loans; then by turns. */
function isTurn(index: number, day: number): boolean {
  return day === FIRST_DAY || (day + index) % OTHERS_EVERY === 0;
}

async function runMorning(
  { client, taskQueue, clockSpec }: Pick<MorningsDeps, 'client' | 'taskQueue' | 'clockSpec'>,
  region: string,
  day: string,
): Promise<void> {
  try {
    await client.workflow.start<typeof dailyOperationsWorkflow>('dailyOperationsWorkflow', {
      ...{ taskQueue, workflowId: scheduleId(region) },
      args: [{ region, zone: ZONE, day, clock: { ...clockSpec } }],
      staticSummary: `Daily operations, region ${region}`,
    });
  } catch (error) {
    // The last one is not over.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
