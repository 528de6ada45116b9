import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Pool } from '../db/client.ts';
import { OutlookRepository } from '../db/outlook-repository.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { LoanId } from '../domain/ids.ts';
import type { AlertActivities } from './alert-types.ts';
import { toFailure } from './to-failure.ts';

export interface TellRegionDeps {
  pool: Pool;
  caseClient: {
    /** false: no case of the loan is running */
    tell(loanId: LoanId, event: CaseEventOf<'macro-alert'>): Promise<boolean>;
  };
}

/** Cases of a region that are read at once; a heartbeat after each so many. */
const PAGE = 500;
/** Signals under way at once: enough to keep a Temporal frontend busy. */
const CONCURRENT = 32;

/**
 * Tells a whole region, page by page: cut off anywhere and repeated it goes on after the last page, and a case that
 * is told twice knows the event by its id.
 */
export function createAlertActivities({ pool, caseClient }: TellRegionDeps): AlertActivities {
  const outlook = new OutlookRepository(pool);

  async function tellAll(loanIds: readonly LoanId[], event: CaseEventOf<'macro-alert'>): Promise<number> {
    const queue = loanIds.values();
    let told = 0;
    const lanes = Array.from({ length: CONCURRENT }, async () => {
      for (const loanId of queue) if (await caseClient.tell(loanId, event)) told += 1;
    });
    await Promise.all(lanes);
    return told;
  }

  return {
    async tellRegion({ region, event }) {
      const resumed = activityInfo().heartbeatDetails as { after: string; casesTold: number } | undefined;
      let { after, casesTold } = resumed ?? { after: '', casesTold: 0 };
      try {
        for (;;) {
          const loanIds = await outlook.openCasesIn(region, after, PAGE);
          const last = loanIds.at(-1);
          if (last === undefined) return { casesTold };
          casesTold += await tellAll(loanIds, event);
          after = last;
          heartbeat({ after, casesTold });
        }
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}
