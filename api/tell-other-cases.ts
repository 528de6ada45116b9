import type { LoanId } from '../domain/ids.ts';
import { DomainFailure } from '../domain/failures.ts';
import { forEachConcurrently } from './batch.ts';
import type { UpdateEvent } from './case-client.ts';
import type { RouteDeps } from './ports.ts';

/** What may place, change or end a hold of the customer: the database says whether it has. */
const CHANGE_HOLDS: readonly UpdateEvent['type'][] = [
  'cease',
  'attorney',
  'vulnerability',
  'bankruptcy',
  'death',
  'complaint',
  'lift-hold',
  'approval',
];

export function changesHolds(event: Pick<UpdateEvent, 'type'>): boolean {
  return CHANGE_HOLDS.includes(event.type);
}

/**
 * Tells the customer's other open cases that a hold has changed. They are held by it already: each reads the holds
 * in the transaction in which it decides. Told, they show it at once and stop waiting for a contact that will not be
 * made; so what cannot be told now is not an error.
 *
 * @param event that has changed it, @param asked the loan whose case was asked; null when none was
 * @returns how many were told
 */
export async function tellOtherCases(
  { caseClient, customerHolds }: Pick<RouteDeps, 'caseClient' | 'customerHolds'>,
  { id, by }: { id: string; by: string },
  asked: LoanId | null,
): Promise<number> {
  const loanIds = await customerHolds.reachedBy(id, asked);
  let told = 0;
  await forEachConcurrently(loanIds, async (loanId) => {
    try {
      const event = { type: 'customer-hold', id: `customer-hold:${id}`, by } as const;
      if (await caseClient.tell(loanId, event)) told += 1;
    } catch (error) {
      if (!(error instanceof DomainFailure && error.type === 'UpstreamUnavailable')) throw error;
    }
  });
  return told;
}
