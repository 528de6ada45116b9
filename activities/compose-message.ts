import { collectableMinor } from '../domain/case/state.ts';
import { daysLate } from '../domain/case/days-late.ts';
import { formatMoney } from '../domain/money.ts';
import { instalmentAt } from '../domain/plan/track.ts';
import { scriptOf } from '../domain/scripts/built-in/index.ts';
import { letterLaw } from '../domain/scripts/letter-law.ts';
import {
  render,
  scriptLanguage,
  type ScriptLanguage,
  type ScriptVariables,
} from '../domain/scripts/template.ts';
import type { ContactInDelivery } from '../db/delivery-repository.ts';

export interface ComposedMessage {
  language: string;
  subject: string;
  body: string;
}

/**
 * @param now epoch milliseconds
 * @returns the text a customer gets, in the language the customer reads
 * @throws InvalidInput when a variable of the script has no value
 */
export function composeMessage(contact: ContactInDelivery, now: number): ComposedMessage {
  const language = scriptLanguage(contact.language);
  const text = scriptOf(contact.script).texts[language];
  const variables = { ...variablesOf(contact, now), ...formalVariables(contact, language) };
  return { language, subject: render(text.subject, variables), body: render(text.body, variables) };
}

function variablesOf(contact: ContactInDelivery, now: number): Partial<ScriptVariables> {
  const { state, customerName } = contact;
  const promised = promisedIn(contact);
  return {
    name: customerName,
    amount: formatMoney(collectableMinor(state), state.currency),
    daysPastDue: String(daysLate(state, now)),
    loanTail: state.loanId.slice(-4),
    ...(state.oldestDueOn && { dueOn: state.oldestDueOn }),
    ...(promised && {
      promisedAmount: formatMoney(promised.amountMinor, state.currency),
      promisedOn: promised.dueOn,
    }),
  };
}

/** @returns what a formal letter says besides: who is owed what, until when, and what the law of the place has it say */
function formalVariables(
  { formal, state, jurisdiction }: ContactInDelivery,
  language: ScriptLanguage,
): Partial<ScriptVariables> {
  if (!formal) return {};
  const { arrears, letters, answerDays } = formal;
  const money = (minor: number) => formatMoney(minor, state.currency);
  return {
    creditor: letters.creditor[language],
    contact: letters.contact,
    reference: state.caseId,
    principalAmount: money(arrears.principalMinor),
    interestAmount: money(arrears.interestMinor),
    feeAmount: money(arrears.feeMinor),
    disputedAmount: money(state.arrearsMinor - collectableMinor(state)),
    answerDays: String(answerDays),
    ...letterLaw(jurisdiction, language),
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
