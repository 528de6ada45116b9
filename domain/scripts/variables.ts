import type { IsoDate } from '../calendar.ts';
import { invalidInput } from '../failures.ts';
import { formatMinor, formatMoney } from '../money.ts';
import type { ScriptLanguage } from './template.ts';

/** What a script may mention, and how each of it reads in a language. */

export const VARIABLE_TYPES = ['text', 'money', 'date', 'integer'] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

/** Everything that the system can fill in; nothing else can stand in a script. */
export const VARIABLES = {
  name: 'text',
  /** who the debt is owed to, how to reach them, how to pay them */
  creditor: 'text',
  contact: 'text',
  howToPay: 'text',
  /** the last characters of the loan number, of several loans one after the other */
  loanTail: 'text',
  /** by which the creditor finds the matter */
  reference: 'text',
  /** what is asked for */
  amount: 'money',
  daysPastDue: 'integer',
  /** due date of the oldest unpaid instalment */
  dueOn: 'date',
  promisedAmount: 'money',
  promisedOn: 'date',
  /** what was agreed to settle all that was overdue */
  settledAmount: 'money',
  /** of formal letters: the amounts by kind */
  principalAmount: 'money',
  interestAmount: 'money',
  feeAmount: 'money',
  disputedAmount: 'money',
  /** days to answer, from receipt */
  answerDays: 'integer',
  /** last day to dispute a debt of which a third party gives notice */
  disputeUntil: 'date',
  /** what the law of the place has a letter say, see letter-law.ts */
  consequences: 'text',
  dispute: 'text',
  /** what the law of the place has every message say, see message-law.ts */
  help: 'text',
  complain: 'text',
  stop: 'text',
  disclosure: 'text',
} as const satisfies Readonly<Record<string, VariableType>>;
export type VariableName = keyof typeof VARIABLES;

export interface ScriptMoney {
  /** minor units */
  amountMinor: number;
  /** ISO 4217 */
  currency: string;
}

/** A value as the system knows it: text, a date, a whole number, or money. */
export type VariableValue = string | number | ScriptMoney;
export type ScriptValues = Partial<Record<VariableName, VariableValue>>;
export type ScriptWords = Partial<Record<VariableName, string>>;

/** @returns whether the system knows what would stand there */
export function isVariable(name: string): name is VariableName {
  return Object.hasOwn(VARIABLES, name);
}

/**
 * Writes values as people read them.
 *
 * @param values absent, or an empty text: there is nothing to say
 * @throws InvalidInput naming the value that is not of its variable's type
 * @example wordsOf({ dueOn: '2026-11-02' }, 'en') // { dueOn: '2 November 2026' }
 * @example wordsOf({ amount: { amountMinor: 50_000, currency: 'CNY' } }, 'zh-CN') // { amount: '500.00元' }
 */
export function wordsOf(values: ScriptValues, language: ScriptLanguage): ScriptWords {
  const words: ScriptWords = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isVariable(name)) throw invalidInput(`{${name}} is no variable of scripts`);
    words[name] = inWords(name, value, language);
  }
  return words;
}

function inWords(name: VariableName, value: VariableValue, language: ScriptLanguage): string {
  switch (VARIABLES[name]) {
    case 'text':
      if (typeof value === 'string') return value;
      break;
    case 'integer':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
      break;
    case 'date':
      if (typeof value === 'string') return dateInWords(name, value, language);
      break;
    case 'money':
      if (typeof value === 'object') return moneyInWords(value, language);
  }
  throw invalidInput(`{${name}} takes ${EXPECTED[VARIABLES[name]]}`);
}

const EXPECTED: Readonly<Record<VariableType, string>> = {
  text: 'a text',
  integer: 'a whole number',
  date: 'a date like "2026-11-02"',
  money: 'money like {"amount":"123.45","currency":"CNY"}',
};

function moneyInWords({ amountMinor, currency }: ScriptMoney, language: ScriptLanguage): string {
  if (language !== 'zh-CN' || currency !== 'CNY') return formatMoney(amountMinor, currency);
  return `${formatMinor(amountMinor, currency).replace(/\B(?=(\d{3})+\.)/g, ',')}元`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function dateInWords(name: VariableName, date: IsoDate, language: ScriptLanguage): string {
  const [year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)?.slice(1).map(Number) ?? [];
  const monthName = MONTHS[(month ?? 0) - 1];
  if (!year || !month || !day || !monthName) throw invalidInput(`{${name}} takes ${EXPECTED.date}`);
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : `${day} ${monthName} ${year}`;
}
