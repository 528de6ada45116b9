import type { ContactInDelivery } from '../db/delivery-repository.ts';
import { readInstalmentParts } from '../db/letter-repository.ts';
import type { Transaction } from '../db/transaction.ts';
import { arrearsByKind, type ArrearsByKind } from '../domain/arrears-by-kind.ts';
import { localDate } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';

/** @returns the arrears that a formal letter quotes by kind, as the books are when it leaves */
export async function formalContent(
  tx: Transaction,
  { loanId, state }: Pick<ContactInDelivery, 'loanId' | 'state'>,
  clock: Clock,
): Promise<ArrearsByKind> {
  const today = localDate(clock.now(), state.zone);
  const parts = await readInstalmentParts(tx, loanId, today);
  return arrearsByKind(parts, state.paidMinor, today);
}
