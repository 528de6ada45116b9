import { localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the complaint cannot be recorded, or undefined */
export function checkComplaint(
  state: CaseState,
  { receivedOn }: Pick<CaseEventOf<'complaint'>, 'receivedOn'>,
  now: number,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const today = localDate(now, state.zone);
  return receivedOn !== undefined && receivedOn > today
    ? refuse(
        'NotYetReceived',
        `A complaint is recorded once it is here; ${receivedOn} is after today (${today}).`,
      )
    : undefined;
}
