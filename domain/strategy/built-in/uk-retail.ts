import { strategySchema, type Strategy } from '../schema.ts';

const SYSTEM = { do: 'remind', by: 'system' } as const;
const EMAIL = { ...SYSTEM, channel: 'email', fallback: ['sms'] } as const;
const SMS = { ...SYSTEM, channel: 'sms', fallback: ['email'] } as const;
/** A call is to hear how the customer stands; who is not reached is offered help in writing. */
const CALL = {
  ...{ do: 'call', channel: 'voice', script: 'call-offer', by: 'collector' },
  ...{ fallback: ['email', 'sms'], fallbackScript: 'reminder-soft' },
} as const;
const LETTER = { do: 'letter', channel: 'letter', script: 'formal-demand', by: 'system' } as const;
const LEGAL = { do: 'legal', channel: 'letter', script: 'legal-notice', by: 'supervisor' } as const;
const REVIEW = { do: 'review', by: 'supervisor' } as const;

/**
 * Retail loans and cards in the United Kingdom. Forbearance comes first: every step offers help, small promises are
 * taken, grace is given when nobody answers, and high risk means an earlier talk, not a harsher one.
 *
 * @see CONC 7.3.4R (forbearance), 7.3.10R (no pressure), 7.9.4R (no unreasonable times)
 */
export const ukRetail: Strategy = strategySchema.parse({
  id: 'uk-retail',
  version: 1,
  jurisdiction: 'UK',
  publishedBy: 'arrears',
  preferredTime: '10:00',
  spreadMinutes: 120,
  minGapDays: 4,
  letterAnswerDays: 30,
  restAfterPaymentDays: 14,
  restAfterPaymentLeastShare: 0.05,
  disputeDays: 56,
  reviewDays: 30,
  promise: {
    latestDays: 60,
    leastShare: 0.05,
    maxBroken: 3,
    maxRenegotiations: 3,
    toleranceDays: 3,
    toleranceMinor: 100,
    partlyKeptShare: 0.5,
  },
  grace: {
    ...{ maxDays: 60, autoMaxBroken: 1, autoMaxDaysPastDue: 60, autoMaxGrants: 2, reviewDays: 3 },
    whenUnanswered: 'grant',
  },
  plan: {
    longestSpreadMonths: 24,
    leastInstalmentMinor: 500,
    highestShareOfDisposable: 0.5,
    highestShareOfIncome: 0.15,
    missesToEnd: 3,
    maxBroken: 2,
  },
  preDue: { daysBefore: 5, channels: ['sms', 'email'] },
  authority: { answerDays: 5, letterFromMinor: 2_500_000 },
  settlement: { discountShare: 0.3, latestDays: 90 },
  legal: { twoPersonsFromMinor: 1_000_000, answerDays: 30, appealDays: 21 },
  holds: { reviewDays: 60, lookDays: 2, conductDays: 2, complaintDays: 28 },
  calls: { attempts: 2, spacingHours: 24, workDays: 3, outcomeMinutes: 120 },
  // The bank's to set: who it is, and how it is reached and paid.
  letters: {
    deemedServedDays: 5,
    addressDays: 30,
    creditor: { 'zh-CN': '示例银行（英国）', en: 'Example Bank plc' },
    contact: 'www.example.com/contact',
    howToPay: { 'zh-CN': '手机银行或任一网点', en: 'in our app, online or at any branch' },
  },
  tierFrom: { low: 0.7, middle: 0.4 },
  ladders: {
    low: [
      { onDay: 5, ...SMS, script: 'reminder-soft' },
      { onDay: 14, ...EMAIL, script: 'reminder-soft' },
      { onDay: 28, ...EMAIL, script: 'reminder-firm' },
      { onDay: 42, ...CALL },
      { onDay: 70, ...LETTER },
      { onDay: 150, ...LEGAL },
      { onDay: 210, ...REVIEW },
    ],
    middle: [
      { onDay: 3, ...SMS, script: 'reminder-soft' },
      { onDay: 8, ...EMAIL, script: 'reminder-soft' },
      { onDay: 16, ...CALL },
      { onDay: 30, ...CALL },
      { onDay: 45, ...EMAIL, script: 'reminder-firm' },
      { onDay: 60, ...LETTER },
      { onDay: 130, ...LEGAL },
      { onDay: 190, ...REVIEW },
    ],
    high: [
      { onDay: 1, ...SMS, script: 'reminder-soft' },
      { onDay: 6, ...CALL },
      { onDay: 14, ...EMAIL, script: 'reminder-soft' },
      { onDay: 21, ...CALL },
      { onDay: 35, ...EMAIL, script: 'reminder-firm' },
      { onDay: 49, ...LETTER },
      { onDay: 120, ...LEGAL },
      { onDay: 180, ...REVIEW },
    ],
  },
});
