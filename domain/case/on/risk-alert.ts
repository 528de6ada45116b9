import { DAY_MS } from '../../calendar.ts';
import { formatMoney } from '../../money.ts';
import { askSupervisors } from '../asks.ts';
import { checkRiskAlert, LEGAL_NOT_HURRIED } from '../checks/risk-alert.ts';
import { accepted, entryOf, type CaseContext, type Effects, type Transition } from '../context.ts';
import { openErrand } from '../errands.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseAlertAction } from '../events/risk-alert.ts';
import { hurryLadder } from '../hurry-ladder.ts';
import { toRescore } from '../rescore.ts';
import type { CaseState } from '../state.ts';

type RiskAlert = CaseEventOf<'risk-alert'>;
interface Taken {
  state: CaseState;
  /** what follows from it, after the supervisor's own words */
  effect: string;
  data?: Record<string, unknown>;
  tasks?: Pick<Effects, 'tasksOpened'>;
}

/** A supervisor has taken an alert on the loan: what is done about it, and the case is scored anew. */
export function onRiskAlert(state: CaseState, event: RiskAlert, context: CaseContext): Transition {
  const rejection = checkRiskAlert(state, event);
  if (rejection) return { rejection };
  const taken = TAKE[event.action](state, event, context);
  if (!taken) return { rejection: LEGAL_NOT_HURRIED };
  const { alertId, action, why } = event;
  return accepted(
    toRescore(taken.state, `alert ${alertId} was taken`),
    entryOf(event, { alertId, action, ...taken.data }, `${why}; ${taken.effect}`),
    taken.tasks,
  );
}

const TAKE: Record<
  CaseAlertAction,
  (state: CaseState, event: RiskAlert, context: CaseContext) => Taken | undefined
> = {
  'compress-ladder': compressLadder,
  'early-recall': askToRecall,
  'more-security': askForSecurity,
};

/** Not undone when the alert turns out to have been nothing: supervisors can pause a case. */
function compressLadder(state: CaseState, _event: RiskAlert, context: CaseContext): Taken | undefined {
  const hurried = hurryLadder(state, context);
  if (!hurried) return undefined;
  const { days } = hurried;
  if (hurried.state === state) {
    return { state, data: { days }, effect: 'the next step is near already; the case is scored anew' };
  }
  const effect = 'the next step comes sooner, never on the same day; the day in court stays where it was';
  return { state: hurried.state, data: { days }, effect };
}

/** Recalling is never done by an alert: another person than the one who took it has to approve. */
function askToRecall(state: CaseState, { alertId, by }: RiskAlert, context: CaseContext): Taken {
  const { now, strategy } = context;
  const about = { kind: 'close-approval', reason: 'recalled' } as const;
  const dueAtMs = now + strategy.authority.answerDays * DAY_MS;
  // As with any end of a case whoever asks for it is the first of the two.
  const ask = { kind: about.kind, dueAtMs, persons: 1, askedBy: by, about } as const;
  const owed = formatMoney(state.arrearsMinor, state.currency);
  const summary = `Approve that the loan is recalled early, ${owed} overdue (alert ${alertId})`;
  const asked = askSupervisors(state, ask, summary, context);
  return {
    state: asked.state,
    tasks: { tasksOpened: asked.tasksOpened },
    effect: 'a second person has to approve the early recall',
  };
}

function askForSecurity(state: CaseState, { alertId }: RiskAlert, context: CaseContext): Taken {
  const open = state.errands?.find(({ kind }) => kind === 'ask-security');
  if (open) {
    return { state, data: { taskId: open.taskId }, effect: 'more security is being asked for already' };
  }
  const dueAtMs = context.now + context.strategy.calls.workDays * DAY_MS;
  const summary = `Ask the customer for more security (alert ${alertId}), and complete this with what came of it`;
  const { state: after, task } = openErrand(state, 'ask-security', { dueAtMs, summary }, context);
  return {
    state: after,
    data: { taskId: task.taskId },
    tasks: { tasksOpened: [task] },
    effect: 'a collector asks the customer for more security',
  };
}
