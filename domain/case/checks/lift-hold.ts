import type { Rejection } from '../../failures.ts';
import type { CaseEventOf } from '../events.ts';
import { isLegalHold, type LegalHold } from '../hold.ts';
import type { CaseState } from '../state.ts';
import { checkOpen, refuse } from './refuse.ts';

type Lifting = Pick<CaseEventOf<'lift-hold'>, 'hold' | 'channels'>;

/** @returns the holds that the event ends: with channels those of some channels, without them all of the kind */
export function liftedBy(state: Pick<CaseState, 'holds'>, { hold: kind, channels }: Lifting): LegalHold[] {
  return state.holds
    .filter(isLegalHold)
    .filter(
      (hold) =>
        hold.kind === kind &&
        (channels === undefined || hold.channels?.some((channel) => channels.includes(channel)) === true),
    );
}

/** @returns why there is nothing to lift, or undefined */
export function checkLiftHold(state: CaseState, event: Lifting): Rejection | undefined {
  const closed = checkOpen(state);
  if (closed) return closed;
  if (liftedBy(state, event).length > 0) return undefined;
  const which = event.channels ? ` for ${event.channels.join(', ')}` : '';
  return refuse('NoSuchHold', `No hold '${event.hold}'${which} stands on this case.`);
}
