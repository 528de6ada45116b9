import { localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import { lastDayOf } from '../moratorium.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the moratorium cannot be taken, or undefined */
export function checkMoratorium(
  state: CaseState,
  event: Pick<CaseEventOf<'moratorium'>, 'moratorium' | 'startOn' | 'lastOn' | 'treatmentEndedOn'>,
  now: number,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const lastOn = lastDayOf(event);
  if (lastOn === undefined) {
    return event.moratorium === 'other'
      ? refuse('MoratoriumWithoutEnd', 'Give the last day of the moratorium as it was notified.')
      : undefined;
  }
  const today = localDate(now, state.zone);
  if (lastOn < event.startOn || lastOn < today) {
    return refuse('MoratoriumOver', `The moratorium ended on ${lastOn}; today is ${today}.`);
  }
  return undefined;
}
