import { formatInstant } from '../../calendar.ts';
import type { GateAnswer } from '../../contact/gate-policy.ts';
import type { Rejection } from '../../failures.ts';
import { contactId } from '../../ids.ts';
import { checkMessage } from '../checks/message.ts';
import { refuse } from '../checks/refuse.ts';
import { askGate } from '../contact-facts.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';
import { nameOfWritten } from '../written-message.ts';

/**
 * A collector writes to the customer: it goes through the gate and counts like any contact. What is not permitted now
 * is refused and not put off: words that were right today may be wrong tomorrow.
 */
export function onMessage(state: CaseState, event: CaseEventOf<'message'>, context: CaseContext): Transition {
  const rejection = checkMessage(state);
  if (rejection) return { rejection };
  const { facts, now, sequence } = context;
  const { channel, messageId } = event;
  const decision = askGate({ state, purpose: 'collect', channel, facts }, now);
  if (decision.decision !== 'allow') return { rejection: notPermitted(decision, state.zone) };
  const id = contactId(state.caseId, sequence);
  const { rules } = decision;
  return accepted(
    { ...state, pending: { contactId: id, channel, reservedAtMs: now, written: true } },
    entryOf(event, { channel, messageId, contactId: id, rules }, 'allowed; in the collector’s own words'),
    { contact: { contactId: id, channel, purpose: 'collect', script: nameOfWritten(messageId), rules } },
  );
}

function notPermitted(decision: Exclude<GateAnswer, { decision: 'allow' }>, zone: string): Rejection {
  const { rules } = decision;
  const named = rules.join(', ');
  if (decision.decision === 'unanswered') {
    const message = `No message is permitted, because the gate has no answer: ${decision.why}.`;
    return { ...refuse('MessageNotPermitted', message), gate: { rules } };
  }
  if (decision.decision === 'deny') {
    const message = `No message is permitted (${named}), and waiting alone does not change it.`;
    return { ...refuse('MessageNotPermitted', message), gate: { rules } };
  }
  const { untilMs } = decision;
  const message = `No message is permitted now (${named}); it will be from ${formatInstant(untilMs, zone)}.`;
  return { ...refuse('MessageNotPermitted', message), gate: { rules, untilMs } };
}
