import { ALL_BUT_LETTER, CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

const CN_HOURS = { from: '08:00', to: '22:00' };

/** One official time holds in the whole country, Xinjiang included. */
const BEIJING = { timeZoneBasis: { official: 'Asia/Shanghai' }, actorRole: 'any' } as const;
const STANDARD = {
  ...BEIJING,
  status: 'in-force',
  effectiveFrom: '2025-02-28',
  strength: 'recommended',
} as const;
/** Of member banks, and of whoever collects for them. */
const GUIDELINES = { ...BEIJING, status: 'in-force', effectiveFrom: '2026-01-30' } as const;
const GUIDELINES_TITLE =
  'China Banking Association, Guidelines on collection of personal consumer loans (trial), 2026-01-30';

/** China: the national standard, the guidelines of the banking association, and the law on credit cards. */
export const cnPack = definePack('CN', [
  {
    ...STANDARD,
    id: 'CN-GBT45251-HOURS',
    citation: 'GB/T 45251-2025: no collection 22:00-08:00 daily unless agreed otherwise',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: CN_HOURS,
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...GUIDELINES,
    id: 'CN-CBA2026-HOURS',
    citation: `${GUIDELINES_TITLE}: no contact 22:00-08:00 without the debtor’s consent`,
    strength: 'prohibition',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: CN_HOURS,
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...STANDARD,
    id: 'CN-GBT45251-EFFECTIVE-CALLS',
    citation:
      'GB/T 45251-2025: at most 3 effective calls a day that the collector initiates, smart voice included, per debtor',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 3,
    countUnit: 'effective-call',
    countPer: 'debtor',
    window: { calendarDays: 1 },
  },
  {
    ...GUIDELINES,
    id: 'CN-CBA2026-UNANSWERED',
    citation: `${GUIDELINES_TITLE}: when not answered, at most 6 attempts a day at the same contact point`,
    strength: 'recommended',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 6,
    countUnit: 'unanswered-attempt',
    countPer: 'contact-point',
    window: { calendarDays: 1 },
  },
  {
    ...GUIDELINES,
    id: 'CN-HOUSE-UNANSWERED-PER-DEBTOR',
    citation: 'House policy: the 6 unanswered attempts a day are those at all of the debtor’s contact points',
    strength: 'house',
    channels: [...CALLS],
    kind: 'frequency-cap',
    limit: 6,
    countUnit: 'unanswered-attempt',
    countPer: 'debtor',
    window: { calendarDays: 1 },
  },
  {
    ...STANDARD,
    id: 'CN-GBT45251-THIRD-PARTY',
    citation:
      'GB/T 45251-2025: contacts of the debtor only when the debtor cannot be reached, is dead or without capacity; never again once one refuses',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'debtor-unreachable',
  },
  {
    ...BEIJING,
    id: 'CN-NIFA2018-THIRD-PARTY',
    citation:
      'Self-discipline convention on collection of overdue internet finance debt (2018): no third party',
    status: 'unverified',
    effectiveFrom: '2018-03-28',
    strength: 'recommended',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
]);
