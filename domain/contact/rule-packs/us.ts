import { ALL_BUT_LETTER, CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

/** Regulation F binds debt collectors, not a bank that collects its own debt (15 USC 1692a(6)). */
const REG_F = {
  status: 'in-force',
  effectiveFrom: '2021-11-30',
  actorRole: 'third_party',
  timeZoneBasis: 'customer',
} as const;

/** United States, federal: Regulation F and the TCPA. */
export const usPack = definePack('US', [
  {
    ...REG_F,
    id: 'US-REGF-1006.6-HOURS',
    citation:
      '12 CFR 1006.6(b)(1)(i): before 8:00 a.m. and after 9:00 p.m. at the consumer’s location, any medium; unknown location: every plausible one',
    strength: 'prohibition',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'inclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.6-CONSUMER-HOURS',
    citation: '12 CFR 1006.6(b)(1): times that the consumer has named as inconvenient',
    strength: 'prohibition',
    channels: [...ALL_BUT_LETTER],
    kind: 'customer-hours',
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.14-CALLS',
    citation:
      '12 CFR 1006.14(b)(2)(i)(A): more than 7 calls within 7 consecutive days, per person and debt; not connected calls apart, (b)(3)(ii), and with direct prior consent for 7 days, (b)(3)(i)',
    strength: 'presumption',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 7,
    countUnit: 'placed-call',
    countPer: 'debt',
    window: { calendarDays: 7 },
    consentExceptions: ['extra-calls'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.14-CONVERSATION',
    citation:
      '12 CFR 1006.14(b)(2)(i)(B): no call within 7 consecutive days of a conversation about the debt, its date being day 1',
    strength: 'presumption',
    channels: [...CALLS],
    kind: 'conversation-cool-down',
    countPer: 'debt',
    window: { calendarDays: 7 },
    consentExceptions: ['extra-calls'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.6-CEASE',
    citation: '12 CFR 1006.6(c)(1): a written refusal; (c)(2): termination and remedy notices excepted',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'cease',
    purposeExceptions: ['remedy-notice', 'termination-notice', 'legal-service'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.6-ATTORNEY',
    citation: '12 CFR 1006.6(b)(2): a consumer who is represented by an attorney',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'attorney',
    purposeExceptions: ['legal-service'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.14-OPT-OUT',
    citation: '12 CFR 1006.6(e), 1006.14(h): a medium that the consumer has opted out of',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'opt-out',
    purposeExceptions: ['opt-out-confirmation'],
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.6-THIRD-PARTY',
    citation: '12 CFR 1006.6(d)(1), 15 USC 1692c(b): no one but the consumer, who includes the spouse',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
    spouseIsDebtor: true,
  },
  {
    ...REG_F,
    id: 'US-REGF-1006.38-DISPUTE',
    citation: '12 CFR 1006.38(d)(2): after a timely written dispute collection ceases until verification',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'hold',
    holds: ['dispute'],
    purposeExceptions: ['legal-service'],
  },
  {
    ...REG_F,
    id: 'US-TCPA-CONSENT',
    citation: '47 USC 227(b)(1)(A): prior express consent for texts and for artificial voice',
    effectiveFrom: '1992-12-20',
    strength: 'prohibition',
    actorRole: 'any',
    channels: ['sms', 'ai_voice'],
    kind: 'consent',
    purposeExceptions: ['opt-out-confirmation'],
  },
]);
