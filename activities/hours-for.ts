import type { CaseFacts } from '../domain/case/facts.ts';
import type { KnownHours } from '../domain/contact/best-time.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Strategy } from '../domain/strategy/schema.ts';
import type { HoursReader } from '../db/hours-reader.ts';
import type { Transaction } from '../db/transaction.ts';

/** A case, and what it may go by in a decision. */
interface Chosen {
  facts: Pick<CaseFacts, 'loan' | 'customer'>;
  strategy: Strategy;
  /** that its events name */
  published?: Readonly<Record<string, Strategy>>;
}

/**
 * Reads the hours of contact that the decisions of a batch may plan by, for all of its customers at once.
 *
 * @returns of each case what it knows of them; nothing, and nothing is read, where it does not plan by hours
 */
export async function hoursFor(
  hours: Pick<HoursReader, 'ofAll'> | undefined,
  cases: readonly Chosen[],
  { now, tx }: { now: number; tx: Transaction },
): Promise<(facts: Chosen['facts']) => Pick<CaseFacts, 'hours'>> {
  const planning = cases.filter(({ strategy, published = {} }) =>
    [strategy, ...Object.values(published)].some(({ preferredTime }) => preferredTime === 'best'),
  );
  if (!hours || planning.length === 0) return () => ({});
  const whom = planning.map(({ facts: { loan, customer } }) => ({
    ...{ customerId: loan.customerId, region: loan.region, zone: customer.zone },
  }));
  const known: ReadonlyMap<CustomerId, KnownHours> = await hours.ofAll(whom, now, tx);
  const asking = new Set(planning.map(({ facts }) => facts.loan.loanId));
  return ({ loan }) => {
    const ofCustomer = asking.has(loan.loanId) ? known.get(loan.customerId) : undefined;
    return ofCustomer ? { hours: ofCustomer } : {};
  };
}
