import { localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import { holdOf } from '../hold.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the case cannot be paused, or undefined */
export function checkPause(
  state: CaseState,
  { lastOn }: Pick<CaseEventOf<'pause'>, 'lastOn'>,
  now: number,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const paused = holdOf(state, 'manual');
  if (paused) return refuse('AlreadyPaused', `${paused.owner} has paused the case; resume it first.`);
  const today = localDate(now, state.zone);
  return lastOn !== undefined && lastOn < today
    ? refuse('PauseInThePast', `The last day of a pause is today (${today}) or later.`)
    : undefined;
}

/** @returns why the case cannot be resumed, or undefined */
export function checkResume(state: CaseState): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  return holdOf(state, 'manual') ? undefined : refuse('NoSuchHold', 'The case is not paused.');
}
