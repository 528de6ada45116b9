import type { ContactInDelivery, FormalContent } from '../db/delivery-repository.ts';
import { readInstalmentParts } from '../db/letter-repository.ts';
import type { Transaction } from '../db/transaction.ts';
import { arrearsByKind } from '../domain/arrears-by-kind.ts';
import { localDate } from '../domain/calendar.ts';
import type { DecideDeps } from './decide-cases.ts';

/** @returns what a formal letter quotes, as the books are when it leaves */
export async function formalContent(
  tx: Transaction,
  { loanId, state }: ContactInDelivery,
  { strategies, clock }: DecideDeps,
): Promise<FormalContent> {
  const today = localDate(clock.now(), state.zone);
  const parts = await readInstalmentParts(tx, loanId, today);
  const { letters, letterAnswerDays } = await strategies.pinnedAs(state.strategy, tx);
  return { arrears: arrearsByKind(parts, state.paidMinor, today), letters, answerDays: letterAnswerDays };
}
