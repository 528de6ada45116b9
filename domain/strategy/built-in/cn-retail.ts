import { strategySchema, type Strategy } from '../schema.ts';

/** A collector calls; who cannot be reached gets a message. */
const CALL = {
  ...{ do: 'call', channel: 'voice', by: 'collector' },
  ...{ fallback: ['sms'], fallbackScript: 'reminder-firm' },
} as const;

/**
 * Retail loans and cards in China. Low risk is reminded softly, middle risk is called, high risk is called
 * early and written to within a month. Court is never before a letter and three months.
 */
export const cnRetail: Strategy = strategySchema.parse({
  id: 'cn-retail',
  version: 1,
  jurisdiction: 'CN',
  publishedBy: 'arrears',
  preferredTime: '10:00',
  spreadMinutes: 60,
  minGapDays: 2,
  letterAnswerDays: 15,
  restAfterPaymentDays: 3,
  disputeDays: 30,
  reviewDays: 30,
  promise: {
    latestDays: 30,
    leastShare: 0.2,
    maxBroken: 2,
    toleranceDays: 2,
    toleranceMinor: 100,
    partlyKeptShare: 0.5,
  },
  letters: {
    deemedServedDays: 5,
    addressDays: 30,
    creditor: { 'zh-CN': '示例银行股份有限公司', en: 'Example Bank Co., Ltd.' },
    contact: '95000',
  },
  authority: { answerDays: 5, letterFromMinor: 20_000_000 },
  grace: { maxDays: 30, autoMaxBroken: 0, autoMaxDaysPastDue: 30, reviewDays: 3 },
  tierFrom: { low: 0.7, middle: 0.4 },
  ladders: {
    low: [
      { onDay: 3, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system', fallback: ['email'] },
      { onDay: 7, do: 'remind', channel: 'email', script: 'reminder-soft', by: 'system', fallback: ['sms'] },
      { onDay: 14, do: 'remind', channel: 'sms', script: 'reminder-firm', by: 'system', fallback: ['email'] },
      { onDay: 25, ...CALL, script: 'call-offer' },
      { onDay: 35, ...CALL, script: 'call-firm' },
      { onDay: 60, do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' },
      { onDay: 120, do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' },
      { onDay: 180, do: 'review', by: 'supervisor' },
    ],
    middle: [
      { onDay: 1, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system', fallback: ['email'] },
      { onDay: 4, do: 'remind', channel: 'email', script: 'reminder-firm', by: 'system', fallback: ['sms'] },
      { onDay: 8, do: 'remind', channel: 'sms', script: 'reminder-firm', by: 'system', fallback: ['email'] },
      { onDay: 12, ...CALL, script: 'call-offer' },
      { onDay: 18, ...CALL, script: 'call-offer' },
      { onDay: 28, ...CALL, script: 'call-firm' },
      { onDay: 45, do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' },
      { onDay: 100, do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' },
      { onDay: 160, do: 'review', by: 'supervisor' },
    ],
    high: [
      { onDay: 1, do: 'remind', channel: 'sms', script: 'reminder-firm', by: 'system', fallback: ['email'] },
      { onDay: 3, ...CALL, script: 'call-offer' },
      { onDay: 7, ...CALL, script: 'call-firm' },
      { onDay: 12, ...CALL, script: 'call-firm' },
      { onDay: 20, ...CALL, script: 'call-firm' },
      { onDay: 30, do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' },
      { onDay: 90, do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' },
      { onDay: 150, do: 'review', by: 'supervisor' },
    ],
  },
});
