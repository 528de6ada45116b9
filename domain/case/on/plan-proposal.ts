import { DAY_MS } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { askSupervisors } from '../asks.ts';
import { checkPlanPolicy } from '../checks/plan-policy.ts';
import { checkPlanProposal } from '../checks/plan-proposal.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { placeHold } from '../holds.ts';
import { planWords } from '../plan-words.ts';
import type { CaseState } from '../state.ts';

/** A plan is for supervisors to approve; until they have, or the time is over, nobody is asked for money. */
export function onPlanProposal(
  state: CaseState,
  event: CaseEventOf<'plan-proposal'>,
  context: CaseContext,
): Transition {
  const { now, strategy } = context;
  const { plan, means, note, documentIds, by } = event;
  const offer = { plan, capacityMinor: means.capacityMinor };
  const rejection = checkPlanProposal(state, event) ?? checkPlanPolicy(state, offer, strategy, now);
  if (rejection) return { rejection };
  const { twoPersonsFromMinor = Infinity, answerDays } = strategy.authority;
  const dueAtMs = now + answerDays * DAY_MS;
  const about = { kind: 'plan-approval' as const, planId: event.id, plan };
  const words = planWords(plan, state.currency);
  const asked = askSupervisors(
    state,
    {
      kind: about.kind,
      dueAtMs,
      persons: state.arrearsMinor >= twoPersonsFromMinor ? 2 : 1,
      askedBy: by,
      about,
    },
    `Approve the repayment plan: ${words}`,
    context,
  );
  const taskId = asked.tasksOpened[0]?.taskId;
  const review = {
    kind: 'hardship-review' as const,
    sinceMs: now,
    untilMs: dueAtMs,
    owner: 'supervisor',
    ...(taskId && { taskId }),
  };
  const data = { plan, means, ...(note && { note }), ...(documentIds && { documentIds }) };
  const capacity = formatMoney(means.capacityMinor, state.currency);
  return accepted(
    placeHold(asked.state, review, now),
    entryOf(event, data, `${words}; the customer can pay ${capacity} a month`),
    { tasksOpened: asked.tasksOpened },
  );
}
