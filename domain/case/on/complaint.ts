import { addDays, localDate } from '../../calendar.ts';
import { taskId } from '../../ids.ts';
import { endOfDay } from '../../local-time.ts';
import { stableHash } from '../../stable-hash.ts';
import { checkComplaint } from '../checks/complaint.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { complaintDeadline, HOLD_TASKS, holdsContacts } from '../legal-reach.ts';
import { placeLegalHold } from '../legal-holds.ts';
import type { CaseState } from '../state.ts';

/**
 * A complaint is recorded with the day by which it has to be answered; that outlives the case. One about conduct
 * holds contacts until a supervisor has looked.
 */
export function onComplaint(
  state: CaseState,
  event: CaseEventOf<'complaint'>,
  context: CaseContext,
): Transition {
  const { now, sequence, strategy } = context;
  const rejection = checkComplaint(state, event, now);
  if (rejection) return { rejection };
  const receivedOn = event.receivedOn ?? localDate(now, state.zone);
  const { days, citation } = complaintDeadline(strategy.jurisdiction, strategy.holds.complaintDays);
  const dueOn = addDays(receivedOn, days);
  const { about, subject } = event;
  const id = taskId(state.caseId, sequence, complaintOrdinal(event.id));
  const complaint = {
    complaintId: id,
    taskId: id,
    about,
    subject,
    receivedOn,
    dueAtMs: endOfDay(dueOn, state.zone),
    reportedBy: event.by,
    citation,
    summary: `Answer the complaint about ${about} by ${dueOn}: ${citation}`,
  };
  const data = { complaintId: id, about, subject, receivedOn, dueOn, rule: citation };
  if (!holdsContacts(about)) {
    const entry = entryOf(event, data, `to be answered by ${dueOn}`);
    return accepted(state, entry, { complaints: [complaint] });
  }
  const held = placeLegalHold(
    state,
    {
      kind: 'complaint',
      eventId: event.id,
      reviewDays: strategy.holds.conductDays,
      task: HOLD_TASKS.complaint,
      owner: 'supervisor',
    },
    context,
  );
  const why = `to be answered by ${dueOn}; nobody is contacted before a supervisor has looked`;
  return accepted(held.state, entryOf(event, data, why), { ...held.effects, complaints: [complaint] });
}

/** The answer itself is given elsewhere: it may come when the case has closed. */
export function onComplaintAnswered(state: CaseState, event: CaseEventOf<'complaint-answered'>): Transition {
  const { complaintId, outcome, why } = event;
  return accepted(state, entryOf(event, { complaintId, outcome }, why));
}

/** Several complaints can come in one decision; each has its own task. */
function complaintOrdinal(eventId: string): number {
  return 1_000 + (stableHash(eventId) % 1_000_000);
}
