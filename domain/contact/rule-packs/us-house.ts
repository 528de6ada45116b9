import { ALL_BUT_LETTER, CALLS } from '../channel.ts';
import { definePack } from '../rule.ts';

const HOUSE = {
  status: 'in-force',
  effectiveFrom: '2021-11-30',
  strength: 'house',
  actorRole: 'any',
  timeZoneBasis: 'customer',
} as const;

/** United States, the stricter readings of Regulation F: for the bank’s own calls too, over all debts of a person, and by the hour. */
export const usHousePack = definePack('US', [
  {
    ...HOUSE,
    id: 'US-HOUSE-HOURS',
    citation:
      'House policy: 08:00 to before 21:00, since a call that begins at 21:00 runs past it; the bank’s own too',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...HOUSE,
    id: 'US-HOUSE-CALLS-168-HOURS',
    citation: 'House policy: the 7 calls per debt also within any 168 hours',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 7,
    countUnit: 'placed-call',
    countPer: 'debt',
    window: { rollingHours: 168 },
    consentExceptions: ['extra-calls'],
  },
  {
    ...HOUSE,
    id: 'US-HOUSE-CALLS-PER-PERSON',
    citation: 'House policy: the 7 calls in 7 days are those about all debts of a person, 12 CFR 1006.14(a)',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 7,
    countUnit: 'placed-call',
    countPer: 'debtor',
    window: { calendarDays: 7 },
    consentExceptions: ['extra-calls'],
  },
  {
    ...HOUSE,
    id: 'US-HOUSE-CONVERSATION-PER-PERSON',
    citation: 'House policy: after a conversation 7 days without a call about any debt of the person',
    channels: [...CALLS],
    kind: 'conversation-cool-down',
    countPer: 'debtor',
    window: { calendarDays: 7 },
    consentExceptions: ['extra-calls'],
  },
]);
