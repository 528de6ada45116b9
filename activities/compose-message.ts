import { collectableMinor } from '../domain/case/state.ts';
import { daysLate } from '../domain/case/days-late.ts';
import { formatMoney } from '../domain/money.ts';
import { scriptOf } from '../domain/scripts/built-in/index.ts';
import { render, scriptLanguage, type ScriptVariables } from '../domain/scripts/template.ts';
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
  const variables = variablesOf(contact, now);
  return { language, subject: render(text.subject, variables), body: render(text.body, variables) };
}

function variablesOf({ state, customerName }: ContactInDelivery, now: number): Partial<ScriptVariables> {
  const promised = state.promise?.instalments[Math.max(0, state.promise.reminded - 1)];
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
