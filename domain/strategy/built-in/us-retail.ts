import { strategySchema, type Strategy } from '../schema.ts';

const SYSTEM = { do: 'remind', by: 'system' } as const;
/** What is written first needs no consent to texts; where e-mail fails, a text goes to who allows it. */
const EMAIL = { ...SYSTEM, channel: 'email', fallback: ['sms'] } as const;
const SMS = { ...SYSTEM, channel: 'sms', fallback: ['email'] } as const;
/** A collector calls; who cannot be reached is written to, not texted: some states count texts with calls. */
const CALL = {
  ...{ do: 'call', channel: 'voice', by: 'collector' },
  ...{ fallback: ['email'], fallbackScript: 'reminder-firm' },
} as const;
const LETTER = { do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' } as const;
const LEGAL = { do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' } as const;
const REVIEW = { do: 'review', by: 'supervisor' } as const;

/**
 * Retail loans and cards in the United States. Steps by telephone are eight days apart at least and have two calls each:
 * far below seven calls in seven days, never within a week of a conversation, and within what Massachusetts counts.
 *
 * @see 12 CFR 1006.14(b)(2), 940 CMR 7.04(1)(f)
 */
export const usRetail: Strategy = strategySchema.parse({
  id: 'us-retail',
  version: 1,
  jurisdiction: 'US',
  publishedBy: 'arrears',
  preferredTime: '10:00',
  spreadMinutes: 120,
  minGapDays: 3,
  letterAnswerDays: 30,
  restAfterPaymentDays: 7,
  disputeDays: 30,
  reviewDays: 30,
  promise: {
    latestDays: 45,
    leastShare: 0.2,
    maxBroken: 2,
    toleranceDays: 3,
    toleranceMinor: 100,
    partlyKeptShare: 0.5,
  },
  grace: { maxDays: 60, autoMaxBroken: 0, autoMaxDaysPastDue: 30, reviewDays: 3 },
  preDue: { daysBefore: 3, channels: ['email', 'sms'] },
  messages: { channels: ['email', 'sms', 'push'] },
  authority: { answerDays: 5, letterFromMinor: 2_500_000 },
  legal: { twoPersonsFromMinor: 2_500_000, answerDays: 30, appealDays: 30 },
  holds: { reviewDays: 60, lookDays: 3, conductDays: 2, complaintDays: 15 },
  calls: { attempts: 2, spacingHours: 24, workDays: 2, outcomeMinutes: 120 },
  // The bank's to set: who it is, and how it is reached and paid.
  letters: {
    deemedServedDays: 5,
    addressDays: 30,
    creditor: { 'zh-CN': '示例银行（美国）', en: 'Example Bank, N.A.' },
    contact: 'www.example.com/contact',
    howToPay: { 'zh-CN': '手机银行或任一网点', en: 'in our app, online or at any branch' },
  },
  tierFrom: { low: 0.7, middle: 0.4 },
  ladders: {
    low: [
      { onDay: 5, ...EMAIL, script: 'reminder-soft' },
      { onDay: 12, ...SMS, script: 'reminder-soft' },
      { onDay: 20, ...EMAIL, script: 'reminder-firm' },
      { onDay: 30, ...CALL, script: 'call-offer' },
      { onDay: 45, ...CALL, script: 'call-firm' },
      { onDay: 65, ...LETTER },
      { onDay: 120, ...LEGAL },
      { onDay: 180, ...REVIEW },
    ],
    middle: [
      { onDay: 3, ...EMAIL, script: 'reminder-soft' },
      { onDay: 8, ...SMS, script: 'reminder-firm' },
      { onDay: 16, ...CALL, script: 'call-offer' },
      { onDay: 25, ...CALL, script: 'call-offer' },
      { onDay: 34, ...CALL, script: 'call-firm' },
      { onDay: 50, ...LETTER },
      { onDay: 110, ...LEGAL },
      { onDay: 170, ...REVIEW },
    ],
    high: [
      { onDay: 1, ...EMAIL, fallback: ['push'], script: 'reminder-firm' },
      { onDay: 4, ...CALL, script: 'call-offer' },
      { onDay: 12, ...CALL, script: 'call-firm' },
      { onDay: 20, ...CALL, script: 'call-firm' },
      { onDay: 28, ...CALL, script: 'call-firm' },
      { onDay: 36, ...LETTER },
      { onDay: 100, ...LEGAL },
      { onDay: 160, ...REVIEW },
    ],
  },
});
