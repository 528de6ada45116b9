import { caseWith } from './case-with.ts';
import { DAY_MS } from '../calendar.ts';
import { legalId } from '../ids.ts';
import { personsNeeded } from '../legal/approvals.ts';
import { formatMoney } from '../money.ts';
import { askSupervisors } from './asks.ts';
import { legalActionOf } from './legal-action.ts';
import { takeRung } from './take-rung.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import type { AskAnswer } from './answer-ask.ts';
import type { AskAbout, CaseState } from './state.ts';

/** Going to court: never without somebody's approval, and what is opened once there is one. */

interface Changed {
  state: CaseState;
  effects: Effects;
}

/**
 * @param rung index of the legal rung that has become due
 * @returns the case that asks its supervisors; undefined when they have approved already
 */
export function askForLegalAction(state: CaseState, rung: number, context: CaseContext): Changed | undefined {
  if (legalActionOf(state)) return undefined;
  const { now, strategy } = context;
  const persons = personsNeeded(state.arrearsMinor, strategy.legal);
  const dueAtMs = now + strategy.legal.approvalDays * DAY_MS;
  const about: AskAbout = { kind: 'legal-approval', rung };
  const summary = `Approve legal action for ${formatMoney(state.arrearsMinor, state.currency)}`;
  const asked = askSupervisors(
    state,
    { kind: about.kind, dueAtMs, persons, askedBy: 'system', about },
    summary,
    context,
  );
  const why =
    persons === 2 ? 'nobody is taken to court unless two persons approve' : 'a supervisor has to approve';
  return accepted(asked.state, systemEntry('legal-approval-asked', { rung, persons, dueAtMs }, why), {
    tasksOpened: asked.tasksOpened,
  });
}

/** @returns the case after the answer: the rung is due again, or passed over */
export function answerLegalApproval(
  state: CaseState,
  { rung }: Extract<AskAbout, { kind: 'legal-approval' }>,
  { approved, approvedBy }: AskAnswer & { approvedBy: string[] },
  context: CaseContext,
): Changed {
  if (state.rung !== rung) {
    const why = 'the case has been planned anew meanwhile: it asks again when the rung is due';
    return accepted(state, systemEntry('legal-approval-moot', { rung }, why));
  }
  if (!approved) {
    const why = 'legal action was not approved';
    return accepted(takeRung(state, rung, context), systemEntry('rung-skipped', { rung }, why));
  }
  const ordinal = (state.legalAction?.ordinal ?? 0) + 1;
  return accepted(
    caseWith(state, { legalAction: { id: legalId(state.caseId, ordinal), ordinal, approvedBy } }),
    [],
  );
}

/** @returns the case whose approved legal action is opened with this decision; unchanged when it is open already */
export function openLegalAction(state: CaseState, { now }: CaseContext): CaseState {
  const action = legalActionOf(state);
  if (!action || action.openedAtMs !== undefined) return state;
  return caseWith(state, { legalAction: { openedAtMs: now, step: 'notice', ...action } });
}
