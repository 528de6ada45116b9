import { invalidInput } from '../failures.ts';

export const SCRIPT_LANGUAGES = ['zh-CN', 'en'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** What a script may mention. All are text, ready to be read. */
export interface ScriptVariables {
  name: string;
  /** the amount asked for, e.g. `CNY 1,234.50` */
  amount: string;
  daysPastDue: string;
  /** due date of the oldest unpaid instalment */
  dueOn: string;
  /** the last characters of the loan number */
  loanTail: string;
  promisedAmount: string;
  promisedOn: string;
  /** of formal letters: who writes, and how to be reached */
  creditor: string;
  contact: string;
  /** by which the creditor finds the matter */
  reference: string;
  principalAmount: string;
  interestAmount: string;
  feeAmount: string;
  disputedAmount: string;
  /** days to answer, from receipt */
  answerDays: string;
  /** what the law of the place has a letter say, see letter-law.ts */
  consequences: string;
  dispute: string;
  help: string;
}

/** The same text for every channel; the subject is used where the channel has one. */
export interface ScriptText {
  subject: string;
  body: string;
}

export interface Script {
  id: string;
  version: number;
  /** it quotes the books: amounts by kind, creditor and law are read for it */
  formal?: true;
  texts: Readonly<Record<ScriptLanguage, ScriptText>>;
}

/**
 * Fills in a text.
 *
 * @param template text with `{variable}` places
 * @returns the text as it is sent
 * @throws InvalidInput naming the variable that is unknown or empty: nothing half-filled is ever sent
 * @example render('Dear {name}', { name: 'Li Na' }) // 'Dear Li Na'
 */
export function render(template: string, variables: Partial<ScriptVariables>): string {
  return template.replace(/\{(\w+)\}/g, (_place, key: string) => {
    const value = variables[key as keyof ScriptVariables];
    if (value === undefined || value === '') throw invalidInput(`the script needs a value for {${key}}`);
    return value;
  });
}

/** @param language BCP 47 @returns the language of the scripts that such a customer reads */
export function scriptLanguage(language: string): ScriptLanguage {
  return language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
