import { addDays, localDate, type IsoDate } from '../domain/calendar.ts';
import type { ReplyWish } from '../domain/case/events/replies.ts';
import { collectableMinor } from '../domain/case/state.ts';
import { DomainFailure } from '../domain/failures.ts';
import type { ContactId, LoanId } from '../domain/ids.ts';
import { scriptLanguage, type ScriptLanguage } from '../domain/scripts/template.ts';
import type { ReportedContact } from '../db/callback-repository.ts';
import type { RouteDeps } from './ports.ts';
import { carryOut, tellCases } from './take-reply.ts';

/** A call by a machine that is going on, and what can be said and noted in it. */

export interface MachineCall {
  contactId: ContactId;
  contact: ReportedContact;
  language: ScriptLanguage;
  /** what the script says; not before it is known who is listening */
  body: string;
  /** international */
  number: string;
}

/** @returns undefined when no such call was made */
export async function callOf({ replies }: RouteDeps, contactId: string): Promise<MachineCall | undefined> {
  const [contact, handover] = await Promise.all([
    replies.callbacks.contact(contactId),
    replies.handovers.find(contactId),
  ]);
  if (contact?.channel !== 'voice' || !handover) return undefined;
  const { language, body, address: number } = handover;
  return { contactId: contact.contactId, contact, language: scriptLanguage(language), body, number };
}

/** Of what can be promised by a key: soon, so that it is meant, and no later than a promise may be. */
const PROMISE_DAYS = 7;

export interface OfferedPromise {
  amountMinor: number;
  currency: string;
  dueOn: IsoDate;
}

/** @returns what the customer may promise by a key: all that is asked for; undefined: nothing, or not in this way */
export async function offeredPromise(
  { cases, clock }: RouteDeps,
  { contact }: MachineCall,
): Promise<OfferedPromise | undefined> {
  const state = (await cases.newestOf(contact.loanId))?.state;
  if (!state || state.closed || state.promise) return undefined;
  const amountMinor = collectableMinor(state);
  if (amountMinor === 0) return undefined;
  const days = Math.min(PROMISE_DAYS, state.terms.promise.latestDays);
  return { amountMinor, currency: state.currency, dueOn: addDays(localDate(clock.now(), state.zone), days) };
}

/**
 * Notes the promise that was offered in words and taken by two keys: that one is the customer, and that one promises.
 *
 * @returns false when the case refuses it, or cannot be asked: then a collector calls back
 */
export async function promiseBy(
  deps: RouteDeps,
  { contactId, contact }: MachineCall,
  { amountMinor, dueOn }: Omit<OfferedPromise, 'currency'>,
): Promise<boolean> {
  try {
    const instalments = [{ dueOn, amountMinor }];
    const event = { type: 'promise', id: `call:${contactId}`, by: 'customer', instalments } as const;
    await deps.caseClient.ask(contact.loanId, event);
    return true;
  } catch (error) {
    if (error instanceof DomainFailure) return false;
    throw error;
  }
}

/** What was pressed, kept and carried out as if it had been written; the same key in the same call counts once. */
export async function takeKey(
  deps: RouteDeps,
  { contact, number }: MachineCall,
  { callSid, key, meaning }: { callSid: string; key: string; meaning: ReplyWish },
): Promise<void> {
  const { customerId, loanId } = contact;
  const messageId = `${callSid}.${meaning}`;
  const { callbacks } = deps.replies;
  const kept = {
    messageId,
    channel: 'voice' as const,
    customerId,
    loanId,
    address: number,
    body: `key ${key}`,
    meaning,
  };
  await callbacks.keepInbound(kept, deps.clock.now());
  await carryOut(deps, { from: number, channel: 'voice', meaning, owners: { customers: [{ customerId }] } });
  const openCases = await callbacks.openCasesOf(customerId, 'voice');
  await tellCases(deps, {
    messageId,
    channel: 'voice',
    reply: { meaning },
    openCases: ofLoanFirst(openCases, loanId),
  });
}

function ofLoanFirst<Case extends { loanId: LoanId }>(openCases: readonly Case[], loanId: LoanId): Case[] {
  return openCases.toSorted((a, b) => Number(b.loanId === loanId) - Number(a.loanId === loanId));
}
