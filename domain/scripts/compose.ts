import { invalidInput } from '../failures.ts';
import type { LetterPolicy } from '../strategy/schema.ts';
import { checkTexts } from './audit-message.ts';
import { lawWords, type MessagePlace } from './message-law.ts';
import { scriptVersion, textFor, type Script } from './script.ts';
import { render, type ScriptLanguage } from './template.ts';
import { wordsOf, type ScriptValues, type ScriptWords } from './variables.ts';

/** A text as a customer gets it. */
export interface ComposedMessage {
  language: ScriptLanguage;
  subject: string;
  body: string;
}

/** Who the bank is to its customers. */
export type BankWords = Record<'creditor' | 'contact' | 'howToPay', string>;

/** Where a message is read and by whom it is said, and what is known of the loan. */
export interface Occasion extends MessagePlace {
  bank: BankWords;
  /** absent: not known */
  secured?: boolean;
}

/** @returns what a strategy says of the bank, in a language */
export function bankOf({ creditor, contact, howToPay }: LetterPolicy, language: ScriptLanguage): BankWords {
  return { creditor: creditor[language], contact, howToPay: howToPay[language] };
}

/**
 * Makes a message of a script.
 *
 * @param values what of the matter stands in it
 * @throws InvalidInput when a variable of the script has no value, or the script is not for the channel
 * @throws Rejected.ScriptViolation when the text, filled in, must not be sent
 */
export function composeScript(script: Script, values: ScriptValues, occasion: Occasion): ComposedMessage {
  check(fillScript(script, { ...values, ...withoutMeaning(values) }, occasion), occasion);
  return fillScript(script, values, occasion);
}

/** Numbers of loans and cases say nothing to a customer, whatever letters the bank makes them of: `COURT-17` is no court. */
function withoutMeaning({ loanTail, reference }: ScriptValues): ScriptValues {
  const number = '0000';
  return {
    ...(loanTail !== undefined && { loanTail: number }),
    ...(reference !== undefined && { reference: number }),
  };
}

/** As {@link composeScript}, without the audit: for whoever wants to see both. */
export function fillScript(script: Script, values: ScriptValues, occasion: Occasion): ComposedMessage {
  const { language, channel } = occasion;
  if (!script.channels.includes(channel)) {
    throw invalidInput(`the script ${scriptVersion(script)} is not for ${channel}`);
  }
  const { subject, body } = textFor(script, language, channel);
  const words = { ...placeWords(occasion), ...wordsOf(values, language) };
  return { language, subject: render(subject, words), body: render(body, words) };
}

/**
 * A collector's own words, behind which stands who writes where the law wants it, and how to have no more of them.
 *
 * @throws Rejected.ScriptViolation when they must not be sent
 */
export function composeWritten(written: ComposedMessage, occasion: Occasion): ComposedMessage {
  const { disclosure = '', stop = '' } = placeWords(occasion);
  const body = [written.body, disclosure, stop].filter((part) => part !== '').join('\n\n');
  const message = { ...written, body };
  check(message, occasion);
  return message;
}

function check({ subject, body }: ComposedMessage, { secured }: Occasion): void {
  checkTexts({ subject, body }, secured === undefined ? {} : { secured });
}

/** @returns who the bank is, and what the law of the place has it say there */
function placeWords(occasion: Occasion): ScriptWords {
  return { ...occasion.bank, ...lawWords(occasion, occasion.bank) };
}
