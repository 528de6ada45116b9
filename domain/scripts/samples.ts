import type { ScriptLanguage } from './template.ts';
import { wordsOf, type ScriptValues, type ScriptWords, type VariableName } from './variables.ts';

/** Plausible values, for audits and previews. */

const ANY = {
  loanTail: '8890',
  contact: '95000',
  reference: 'L8890-1',
  amount: { amountMinor: 123_450, currency: 'CNY' },
  daysPastDue: 37,
  dueOn: '2026-10-01',
  promisedAmount: { amountMinor: 50_000, currency: 'CNY' },
  promisedOn: '2026-11-20',
  settledAmount: { amountMinor: 80_000, currency: 'CNY' },
  principalAmount: { amountMinor: 110_000, currency: 'CNY' },
  interestAmount: { amountMinor: 12_000, currency: 'CNY' },
  feeAmount: { amountMinor: 1_450, currency: 'CNY' },
  disputedAmount: { amountMinor: 20_000, currency: 'CNY' },
  answerDays: 15,
  disputeUntil: '2026-12-31',
} satisfies ScriptValues;

const OF_LANGUAGE = {
  'zh-CN': {
    name: '李娜',
    creditor: '示例银行股份有限公司',
    howToPay: '手机银行或任一网点',
    consequences: '逾期未处理的，我们可能依法提起诉讼，是否提起尚未决定。',
    dispute: '如您对金额有异议，请告诉我们。',
    help: '您也可以向独立的债务咨询机构求助。',
    complain: '投诉请致电95000。',
    stop: '拒收请回复TD',
    disclosure: '我们受您的贷款机构委托与您联系。',
  },
  en: {
    name: 'Li Na',
    creditor: 'Example Bank Co., Ltd.',
    howToPay: 'in our app or at any branch',
    consequences: 'We may consider a claim in court; nothing has been decided.',
    dispute: 'If you think that an amount is wrong, tell us.',
    help: 'You can also ask an independent debt adviser for help.',
    complain: 'Complaints: 95000.',
    stop: 'Reply STOP to opt out.',
    disclosure: 'We act for your bank.',
  },
} satisfies Record<ScriptLanguage, ScriptValues>;

/** @returns a value for every variable */
export function sampleValues(language: ScriptLanguage) {
  return { ...ANY, ...OF_LANGUAGE[language] } satisfies Record<VariableName, unknown>;
}

/** @returns a value for every variable, as it is read in the language */
export function sampleWords(language: ScriptLanguage): ScriptWords {
  return wordsOf(sampleValues(language), language);
}
