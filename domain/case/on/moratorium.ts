import { endOfDay } from '../../local-time.ts';
import { checkMoratorium } from '../checks/moratorium.ts';
import type { CaseContext, Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { lastDayOf } from '../moratorium.ts';
import type { CaseState } from '../state.ts';
import { holdFor } from './legal-hold.ts';

/** A time by law in which this debt is not pursued: until the end of its last day, or of the crisis. */
export function onMoratorium(
  state: CaseState,
  event: CaseEventOf<'moratorium'>,
  context: CaseContext,
): Transition {
  const rejection = checkMoratorium(state, event, context.now);
  if (rejection) return { rejection };
  const lastOn = lastDayOf(event);
  const { moratorium: type, startOn, reference } = event;
  const asked = {
    kind: 'moratorium',
    untilMs: lastOn === undefined ? undefined : endOfDay(lastOn, state.zone),
    reviewDays: context.strategy.holds.reviewDays,
    owner: 'register',
    period: { type, startOn, ...(lastOn !== undefined && { lastOn }) },
  } as const;
  const data = { ...asked.period, ...(reference !== undefined && { reference }) };
  return holdFor(state, event, asked, data, context);
}
