import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkSale } from './export.ts';
import { checkOpen } from './refuse.ts';

/**
 * @returns why the case cannot be closed, or undefined
 * @see PIPL art. 23: whoever hands personal data to another says so, and has the separate consent of the person
 */
export function checkClose(
  state: CaseState,
  { reason, consent }: Pick<CaseEventOf<'close'>, 'reason' | 'consent'>,
): Rejection | undefined {
  return checkOpen(state) ?? (reason === 'sold' ? checkSale(consent) : undefined);
}
