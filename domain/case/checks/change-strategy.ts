import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the case cannot go by another strategy now, or undefined; whether it is published the database knows */
export function checkChangeStrategy(
  state: CaseState,
  { strategy }: Pick<CaseEventOf<'change-strategy'>, 'strategy'>,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (state.strategy === strategy) {
    return refuse('StrategyUnchanged', `The case goes by ${strategy} already.`);
  }
  // It belongs to the ladder that it was made for, and what follows from it too.
  return state.pending || state.openCall
    ? refuse('ContactUnderWay', 'A contact is under way; try again when its outcome is known.')
    : undefined;
}
