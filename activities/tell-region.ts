import type { Pool } from '../db/client.ts';
import { OutlookRepository } from '../db/outlook-repository.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { LoanId } from '../domain/ids.ts';
import type { AlertActivities } from './alert-types.ts';
import { walkCases } from './walk-cases.ts';

export interface TellRegionDeps {
  pool: Pool;
  caseClient: {
    /** false: no case of the loan is running */
    tell(loanId: LoanId, event: CaseEventOf<'macro-alert'>): Promise<boolean>;
  };
}

/** Tells a whole region: a case that is told twice knows the event by its id. */
export function createAlertActivities({ pool, caseClient }: TellRegionDeps): AlertActivities {
  const outlook = new OutlookRepository(pool);

  return {
    async tellRegion({ region, event }) {
      const { casesTold } = await walkCases({
        begin: { after: '', casesTold: 0 },
        page: (after, limit) => outlook.openCasesIn(region, after, limit),
        keyOf: (loanId) => loanId,
        take: async (loanId, progress) => {
          if (await caseClient.tell(loanId, event)) progress.casesTold += 1;
        },
      });
      return { casesTold };
    },
  };
}
