import { ALL_BUT_LETTER, CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

const MA = {
  status: 'in-force',
  effectiveFrom: '2012-03-02',
  strength: 'prohibition',
  timeZoneBasis: 'customer',
} as const;
/** 940 CMR 7.00 binds creditors, 209 CMR 18.00 collection agencies: the same numbers. */
const CREDITOR_AND_AGENCY = { ...MA, actorRole: 'any' } as const;
/** A call counts even when no message was left, if one could have been (Watkins v. Glenn Associates, 2016). */
const TELEPHONE = [...CALLS, 'sms'] as const;

/** Massachusetts, on top of the federal rules; it binds a bank that collects its own debt. */
export const usMaPack = definePack('US-MA', [
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-940CMR7.04-CALLS',
    citation:
      '940 CMR 7.04(1)(f), 209 CMR 18.16(1)(d): at most 2 communications initiated by telephone or text in 7 days, per debt',
    channels: [...TELEPHONE],
    kind: 'frequency-cap',
    limit: 2,
    countUnit: 'communication-initiated',
    countPer: 'debt',
    window: { calendarDays: 7 },
    place: 'personal',
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-940CMR7.04-CALLS-ELSEWHERE',
    citation:
      '940 CMR 7.04(1)(f), 209 CMR 18.16(1)(d): at most 2 in 30 days other than at home or on a cell phone, per debt',
    channels: [...TELEPHONE],
    kind: 'frequency-cap',
    limit: 2,
    countUnit: 'communication-initiated',
    countPer: 'contact-point',
    window: { calendarDays: 30 },
    place: 'work',
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-940CMR7.04-HOURS',
    citation:
      '940 CMR 7.04(1): calls only within waking hours, 8:00 a.m. to 9:00 p.m. when those are not known',
    channels: [...CALLS, 'visit'],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-209CMR18.17-VISITS',
    citation: '940 CMR 7.04(1), 209 CMR 18.17(6): at most one visit in 30 days, per debt',
    channels: ['visit'],
    kind: 'frequency-cap',
    limit: 1,
    countUnit: 'visit',
    countPer: 'debt',
    window: { calendarDays: 30 },
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-940CMR7.06-THIRD-PARTY',
    citation: '940 CMR 7.05, 7.06: the debt is not implied to anyone but the debtor',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
    spouseIsDebtor: true,
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-HOUSE-CALLS-PER-PERSON',
    citation: 'House policy: the 2 communications in 7 days are those about all debts of a person',
    strength: 'house',
    channels: [...TELEPHONE],
    kind: 'frequency-cap',
    limit: 2,
    countUnit: 'communication-initiated',
    countPer: 'debtor',
    window: { calendarDays: 7 },
  },
  {
    ...CREDITOR_AND_AGENCY,
    id: 'US-MA-HOUSE-HOURS',
    citation: 'House policy: the waking hours for every medium',
    strength: 'house',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
]);
