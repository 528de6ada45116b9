import { localDate } from '../../calendar.ts';
import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

/** @returns why the report on the letter cannot be recorded, or undefined */
export function checkLetterOutcome(
  state: CaseState,
  { contactId, outcome, servedOn }: Pick<CaseEventOf<'letter-outcome'>, 'contactId' | 'outcome' | 'servedOn'>,
  now: number,
): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  const { letter, zone } = state;
  if (letter?.contactId !== contactId) {
    return refuse('LetterNotOpen', `Letter ${contactId} is not one that this case has in the post.`);
  }
  if (outcome === 'served' && letter.servedAtMs !== undefined) {
    return refuse('LetterNotOpen', `Letter ${contactId} is recorded as served already.`);
  }
  if (servedOn === undefined) return undefined;
  const [postedOn, today] = [localDate(letter.postedAtMs, zone), localDate(now, zone)];
  return servedOn < postedOn || servedOn > today
    ? refuse('ServiceDateImpossible', `The letter was posted on ${postedOn} and today is ${today}.`)
    : undefined;
}
