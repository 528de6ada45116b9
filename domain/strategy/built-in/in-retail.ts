import { strategySchema, type Strategy } from '../schema.ts';

const SYSTEM = { do: 'remind', by: 'system' } as const;
const SMS = { ...SYSTEM, channel: 'sms', fallback: ['email'] } as const;
const EMAIL = { ...SYSTEM, channel: 'email', fallback: ['sms'] } as const;
const CALL = {
  ...{ do: 'call', channel: 'voice', by: 'collector' },
  ...{ fallback: ['sms', 'email'], fallbackScript: 'reminder-firm' },
} as const;
const LETTER = { do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' } as const;
const LEGAL = { do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' } as const;
const REVIEW = { do: 'review', by: 'supervisor' } as const;

/**
 * Retail loans and cards in India. The day of contact ends at 19:00, for microfinance at 18:00: the first call of a step
 * is before 13:00 and the second three hours later. Court is never before a letter that gives sixty days to answer.
 *
 * @see RBI/2022-23/108, RBI (Regulatory Framework for Microfinance Loans) Directions 2022
 */
export const inRetail: Strategy = strategySchema.parse({
  id: 'in-retail',
  version: 1,
  jurisdiction: 'IN',
  publishedBy: 'arrears',
  preferredTime: '10:30',
  spreadMinutes: 120,
  minGapDays: 2,
  letterAnswerDays: 60,
  restAfterPaymentDays: 5,
  disputeDays: 30,
  reviewDays: 30,
  promise: {
    latestDays: 30,
    leastShare: 0.15,
    maxBroken: 2,
    toleranceDays: 2,
    toleranceMinor: 1_000,
    partlyKeptShare: 0.5,
  },
  grace: { maxDays: 45, autoMaxBroken: 0, autoMaxDaysPastDue: 30, reviewDays: 3 },
  plan: { leastInstalmentMinor: 50_000, toleranceMinor: 1_000 },
  authority: { answerDays: 5, letterFromMinor: 50_000_000 },
  legal: { twoPersonsFromMinor: 100_000_000, answerDays: 30, appealDays: 30 },
  holds: { reviewDays: 60, lookDays: 3, conductDays: 2, complaintDays: 30 },
  calls: { attempts: 2, spacingHours: 3, workDays: 2, outcomeMinutes: 120 },
  // The bank's to set: who it is, and how it is reached and paid.
  letters: {
    deemedServedDays: 7,
    addressDays: 30,
    creditor: { 'zh-CN': '示例银行（印度）', en: 'Example Bank Limited' },
    contact: 'www.example.com/contact',
    howToPay: { 'zh-CN': '手机银行或任一网点', en: 'in our app, by UPI or at any branch' },
  },
  tierFrom: { low: 0.7, middle: 0.4 },
  ladders: {
    low: [
      { onDay: 3, ...SMS, script: 'reminder-soft' },
      { onDay: 9, ...EMAIL, script: 'reminder-soft' },
      { onDay: 16, ...SMS, script: 'reminder-firm' },
      { onDay: 27, ...CALL, script: 'call-offer' },
      { onDay: 40, ...CALL, script: 'call-firm' },
      { onDay: 60, ...LETTER },
      { onDay: 150, ...LEGAL },
      { onDay: 210, ...REVIEW },
    ],
    middle: [
      { onDay: 1, ...SMS, script: 'reminder-soft' },
      { onDay: 5, ...EMAIL, script: 'reminder-firm' },
      { onDay: 10, ...SMS, script: 'reminder-firm' },
      { onDay: 15, ...CALL, script: 'call-offer' },
      { onDay: 22, ...CALL, script: 'call-offer' },
      { onDay: 32, ...CALL, script: 'call-firm' },
      { onDay: 45, ...LETTER },
      { onDay: 130, ...LEGAL },
      { onDay: 190, ...REVIEW },
    ],
    high: [
      { onDay: 1, ...SMS, script: 'reminder-firm' },
      { onDay: 4, ...CALL, script: 'call-offer' },
      { onDay: 10, ...CALL, script: 'call-firm' },
      { onDay: 16, ...CALL, script: 'call-firm' },
      { onDay: 23, ...CALL, script: 'call-firm' },
      { onDay: 32, ...LETTER },
      { onDay: 120, ...LEGAL },
      { onDay: 180, ...REVIEW },
    ],
  },
});
