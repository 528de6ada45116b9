import { addDays, DAY_MS, localDate } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { askSupervisors } from '../asks.ts';
import { refuse } from '../checks/refuse.ts';
import { checkSettlement } from '../checks/settlement.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { forgivenBy, settlementDeadline } from '../settlement.ts';
import type { CaseState } from '../state.ts';

/** A settlement is for supervisors to approve; the ladder goes on until they have. */
export function onSettlement(
  state: CaseState,
  event: CaseEventOf<'settlement'>,
  context: CaseContext,
): Transition {
  const { now, strategy } = context;
  const latest = addDays(localDate(now, state.zone), strategy.settlement.latestDays);
  const rejection =
    checkSettlement(state, event, now) ??
    (event.dueOn > latest
      ? refuse('SettlementTooLate', `A settlement is paid by ${latest} at the latest.`)
      : undefined);
  if (rejection) return { rejection };
  const { id, by: askedBy, amountMinor, dueOn, why } = event;
  const offer = { id, amountMinor, dueOn, madeAtMs: now };
  const forgivenMinor = forgivenBy(state, offer);
  const persons = forgivenMinor > state.arrearsMinor * strategy.settlement.discountShare ? 2 : 1;
  const about = { kind: 'settlement-approval' as const, offer };
  // What nobody has approved by its day has no day left to be paid on.
  const dueAtMs = Math.min(now + strategy.authority.answerDays * DAY_MS, settlementDeadline(state, offer));
  const [amount, forgiven] = [amountMinor, forgivenMinor].map((minor) => formatMoney(minor, state.currency));
  const summary = `Approve ${amount} by ${dueOn} as full settlement; ${forgiven} is forgiven`;
  const asked = askSupervisors(
    state,
    { kind: about.kind, dueAtMs, persons, askedBy, about },
    summary,
    context,
  );
  return accepted(asked.state, entryOf(event, { amountMinor, dueOn, forgivenMinor, persons }, why), {
    tasksOpened: asked.tasksOpened,
  });
}
