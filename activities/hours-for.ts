import type { CaseFacts } from '../domain/case/facts.ts';
import type { Strategy } from '../domain/strategy/schema.ts';
import type { HoursReader } from '../db/hours-reader.ts';
import type { Transaction } from '../db/transaction.ts';

/** What a case may go by in a decision. */
interface Chosen {
  strategy: Strategy;
  /** that its events name */
  published: Readonly<Record<string, Strategy>>;
}

/** @returns the hours of contact that a decision may plan by; nothing, and nothing is read, where it does not */
export async function hoursFor(
  hours: Pick<HoursReader, 'of'> | undefined,
  { strategy, published }: Chosen,
  { loan: { customerId, region }, customer: { zone } }: CaseFacts,
  { now, tx }: { now: number; tx: Transaction },
): Promise<Pick<CaseFacts, 'hours'>> {
  const plans = [strategy, ...Object.values(published)].some(({ preferredTime }) => preferredTime === 'best');
  return hours && plans ? { hours: await hours.of({ customerId, region, zone }, now, tx) } : {};
}
