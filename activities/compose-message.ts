import type { ContactInDelivery } from '../db/delivery-repository.ts';
import { addDays, localDate } from '../domain/calendar.ts';
import { daysLate } from '../domain/case/days-late.ts';
import { collectableMinor } from '../domain/case/state.ts';
import { notFound } from '../domain/failures.ts';
import { instalmentAt } from '../domain/plan/track.ts';
import { bankOf, composeScript, composeWritten, type ComposedMessage } from '../domain/scripts/compose.ts';
import { letterLaw } from '../domain/scripts/letter-law.ts';
import { scriptLanguage } from '../domain/scripts/template.ts';
import type { ScriptValues } from '../domain/scripts/variables.ts';
import type { Wording } from './wording.ts';

/**
 * @param now epoch milliseconds
 * @returns the text a customer gets, in the language the customer reads
 * @throws NotFound when no version of the script is published for the place
 * @throws InvalidInput when a variable of the script has no value, or the script is not for the channel
 * @throws Rejected.ScriptViolation when the text, filled in, must not be sent
 */
export function composeMessage(contact: ContactInDelivery, wording: Wording, now: number): ComposedMessage {
  const { jurisdiction, lenderRole, secured, channel } = contact;
  const { script, written, letters } = wording;
  const language = written?.language ?? scriptLanguage(contact.language);
  const occasion = { jurisdiction, lenderRole, secured, language, channel, bank: bankOf(letters, language) };
  if (written) return composeWritten(written, occasion);
  if (!script) {
    throw notFound(`no version of the script '${contact.script}' is published for ${jurisdiction}`);
  }
  return composeScript(
    script,
    { ...valuesOf(contact, now), ...formalValues(contact, wording, now) },
    occasion,
  );
}

function valuesOf(contact: ContactInDelivery, now: number): ScriptValues {
  const { state, customerName, covers } = contact;
  const promised = promisedIn(contact);
  const oldest = {
    zone: state.zone,
    oldestDueOn: firstDue([state.oldestDueOn, ...covers.map(({ dueOn }) => dueOn)]),
  };
  const money = (amountMinor: number) => ({ amountMinor, currency: state.currency });
  return {
    name: customerName,
    amount: money(covers.reduce((sum, { amountMinor }) => sum + amountMinor, collectableMinor(state))),
    daysPastDue: daysLate(oldest, now),
    loanTail: [state, ...covers]
      .map(({ loanId }) => loanId.slice(-4))
      .join(scriptLanguage(contact.language) === 'zh-CN' ? '、' : ' and '),
    reference: state.caseId,
    ...(oldest.oldestDueOn && { dueOn: oldest.oldestDueOn }),
    ...(state.settlement && { settledAmount: money(state.settlement.amountMinor) }),
    ...(promised && { promisedAmount: money(promised.amountMinor), promisedOn: promised.dueOn }),
  };
}

function firstDue(dates: readonly (string | null)[]): string | null {
  return dates.filter((date) => date !== null).sort()[0] ?? null;
}

/** Days from posting in which a dispute of a debt that was given notice of is in time: five to arrive, thirty to write. */
const DISPUTE_DAYS = 40;

/** @returns what a formal letter says besides: what is owed of what kind, until when, and what the law has it say */
function formalValues(
  { state, jurisdiction, language }: ContactInDelivery,
  { arrears, answerDays }: Wording,
  now: number,
): ScriptValues {
  if (!arrears) return {};
  const disputed = state.arrearsMinor - collectableMinor(state);
  const money = (amountMinor: number) => ({ amountMinor, currency: state.currency });
  return {
    principalAmount: money(arrears.principalMinor),
    interestAmount: money(arrears.interestMinor),
    feeAmount: money(arrears.feeMinor),
    ...(disputed > 0 && { disputedAmount: money(disputed) }),
    disputeUntil: addDays(localDate(now, state.zone), DISPUTE_DAYS),
    answerDays,
    ...letterLaw(jurisdiction, scriptLanguage(language)),
  };
}

/** @returns what the customer is told of the promise, or of the instalment of the plan that the contact is about */
function promisedIn({ state, script }: Pick<ContactInDelivery, 'state' | 'script'>) {
  const { promise, plan, paidMinor } = state;
  if (!plan) {
    const promised = promise?.instalments[Math.max(0, promise.reminded - 1)];
    // What was promised and is in dispute since is not asked for.
    return promised && { ...promised, amountMinor: Math.min(promised.amountMinor, collectableMinor(state)) };
  }
  const next = script === 'plan-missed' ? plan.outcomes.length : plan.reminded;
  const { dueOn, missingMinor } = instalmentAt(plan, Math.max(0, next - 1), paidMinor);
  return { dueOn, amountMinor: missingMinor };
}
