import { DAY_MS } from '../../calendar.ts';
import { endOfDay } from '../../local-time.ts';
import { checkPause } from '../checks/pause.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import type { CaseState } from '../state.ts';

/** A supervisor stops the case: until a day, or until somebody looks at it again. Payments are handled all the same. */
export function onPause(state: CaseState, event: CaseEventOf<'pause'>, context: CaseContext): Transition {
  const { now, strategy } = context;
  const rejection = checkPause(state, event, now);
  if (rejection) return { rejection };
  const { lastOn, by: owner, why } = event;
  const untilMs =
    lastOn === undefined ? now + strategy.holds.reviewDays * DAY_MS : endOfDay(lastOn, state.zone);
  const hold = {
    kind: 'manual' as const,
    sinceMs: now,
    untilMs,
    owner,
    ...(lastOn === undefined && { review: true as const }),
  };
  const data = { hold: 'manual', untilAtMs: untilMs, ...(lastOn !== undefined && { lastOn }) };
  return accepted(placeHold(state, hold, now), entryOf(event, data, why));
}
