import { addDays } from '../../calendar.ts';
import { endOfDay } from '../../local-time.ts';
import { formatMoney } from '../../money.ts';
import { checkPromise } from '../checks/promise.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { promisedMinor } from '../promise.ts';
import type { CaseState } from '../state.ts';

export function onPromise(state: CaseState, event: CaseEventOf<'promise'>, { now }: CaseContext): Transition {
  const rejection = checkPromise(state, event, now);
  if (rejection) return { rejection };
  const instalments = event.instalments.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const promise = { id: event.id, instalments, paidBeforeMinor: state.paidMinor, reminded: 0 };
  const lastDueOn = instalments.at(-1)?.dueOn ?? '';
  const untilMs = endOfDay(addDays(lastDueOn, state.terms.promise.toleranceDays), state.zone);
  const hold = { kind: 'promise' as const, sinceMs: now, untilMs, owner: event.by };
  const total = formatMoney(promisedMinor(promise), state.currency);
  return accepted(
    placeHold({ ...state, promise }, hold, now),
    entryOf(
      event,
      { instalments },
      `${total} promised until ${lastDueOn}; contacts stop but for one reminder`,
    ),
  );
}
