import { caseWith } from '../case-with.ts';
import { formatInstant, MINUTE_MS } from '../../calendar.ts';
import { callId } from '../../ids.ts';
import { ladderOf } from '../../strategy/ladder.ts';
import { DEFAULT_SCRIPT } from '../call-step.ts';
import { checkCall } from '../checks/call.ts';
import { askGate } from '../contact-facts.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { refusedByGate } from '../refused-by-gate.ts';
import type { CaseState } from '../state.ts';

/** A collector is about to call: the gate is asked, and the call is in the ledger before the phone rings. */
export function onCall(state: CaseState, event: CaseEventOf<'call'>, context: CaseContext): Transition {
  const rejection = checkCall(state, event);
  if (rejection) return { rejection };
  const { facts, now, strategy } = context;
  const decision = askGate({ state, purpose: 'collect', channel: 'voice', facts }, now);
  if (decision.decision !== 'allow') return { rejection: refusedByGate('call', decision, state.zone) };
  const begun = (state.callsBegun ?? 0) + 1;
  const id = callId(state.caseId, begun);
  const { callWork } = state;
  const rung = callWork?.task ? callWork.rung : undefined;
  const script =
    (rung === undefined ? undefined : ladderOf(strategy, state.tier)[rung]?.script) ?? DEFAULT_SCRIPT;
  const untilMs = now + strategy.calls.outcomeMinutes * MINUTE_MS;
  const openCall = {
    callId: id,
    by: event.by,
    reservedAtMs: now,
    untilMs,
    ...(callWork?.task && { taskId: callWork.task.taskId }),
  };
  const reserved = { by: event.by, script, rules: decision.rules, ...(rung !== undefined && { rung }) };
  const why = `allowed; its outcome is awaited until ${formatInstant(untilMs, state.zone)}`;
  return accepted(
    caseWith(state, { callsBegun: begun, openCall }),
    entryOf(event, { callId: id, script, rules: decision.rules }, why),
    { calls: [{ callId: id, reservedAtMs: now, begun: reserved }] },
  );
}
