import { caseWith } from '../case-with.ts';
import { contactId } from '../../ids.ts';
import { checkMessage } from '../checks/message.ts';
import { askGate } from '../contact-facts.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { refusedByGate } from '../refused-by-gate.ts';
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
  if (decision.decision !== 'allow') return { rejection: refusedByGate('message', decision, state.zone) };
  const id = contactId(state.caseId, sequence);
  const { rules } = decision;
  return accepted(
    caseWith(state, { pending: { contactId: id, channel, reservedAtMs: now, written: true } }),
    entryOf(event, { channel, messageId, contactId: id, rules }, 'allowed; in the collector’s own words'),
    { contact: { contactId: id, channel, purpose: 'collect', script: nameOfWritten(messageId), rules } },
  );
}
