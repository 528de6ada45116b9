import { CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

const INDIA = { actorRole: 'any', timeZoneBasis: { official: 'Asia/Kolkata' } } as const;
const CIRCULAR = {
  ...INDIA,
  status: 'in-force',
  effectiveFrom: '2022-08-12',
  strength: 'prohibition',
} as const;
const DIRECTIONS = {
  ...INDIA,
  status: 'in-force',
  effectiveFrom: '2022-04-01',
  strength: 'prohibition',
} as const;
const DRAFT = { ...INDIA, status: 'draft', effectiveFrom: '2026-10-01', strength: 'prohibition' } as const;
/** "Calling" on the telephone or at the door; a message calls nobody. */
const CALLING = [...CALLS, 'visit'] as const;
const EVERY_MEDIUM = [...CALLING, 'sms', 'email', 'push'] as const;

/** India: the Reserve Bank’s circular, its directions on microfinance, and a draft. */
export const inPack = definePack('IN', [
  {
    ...CIRCULAR,
    id: 'IN-RBI-2022-108-HOURS',
    citation: 'RBI/2022-23/108, 2022-08-12: no calling before 8:00 a.m. and after 7:00 p.m.',
    channels: [...CALLING],
    loans: 'not-microfinance',
    kind: 'hours',
    window: { from: '08:00', to: '19:00' },
    boundary: 'inclusive-end',
  },
  {
    ...DIRECTIONS,
    id: 'IN-RBI-MFI2022-HOURS',
    citation:
      'RBI (Regulatory Framework for Microfinance Loans) Directions 2022: no calling before 9:00 a.m. and after 6:00 p.m.',
    channels: [...CALLING],
    loans: 'microfinance',
    kind: 'hours',
    window: { from: '09:00', to: '18:00' },
    boundary: 'inclusive-end',
  },
  {
    ...CIRCULAR,
    id: 'IN-RBI-2022-108-THIRD-PARTY',
    citation: 'RBI/2022-23/108: no intrusion upon the privacy of family members, referees and friends',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
  {
    ...CIRCULAR,
    id: 'IN-HOUSE-HOURS',
    citation: 'House policy: messages keep the hours of calls, and neither begins at 19:00',
    strength: 'house',
    channels: [...EVERY_MEDIUM],
    loans: 'not-microfinance',
    kind: 'hours',
    window: { from: '08:00', to: '19:00' },
    boundary: 'exclusive-end',
  },
  {
    ...DIRECTIONS,
    id: 'IN-HOUSE-MFI-HOURS',
    citation:
      'House policy: messages about microfinance keep the hours of calls, and neither begins at 18:00',
    strength: 'house',
    channels: [...EVERY_MEDIUM],
    loans: 'microfinance',
    kind: 'hours',
    window: { from: '09:00', to: '18:00' },
    boundary: 'exclusive-end',
  },
  {
    ...DRAFT,
    id: 'IN-RBI-DRAFT2026-HOURS',
    citation: 'RBI draft Second Amendment Directions, 2026-02-12: contact only 08:00-19:00',
    channels: [...EVERY_MEDIUM],
    kind: 'hours',
    window: { from: '08:00', to: '19:00' },
    boundary: 'exclusive-end',
  },
  {
    ...DRAFT,
    id: 'IN-RBI-DRAFT2026-BORROWER-ONLY',
    citation: 'RBI draft Second Amendment Directions, 2026-02-12: borrower and guarantor only',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
  {
    ...DRAFT,
    id: 'IN-RBI-DRAFT2026-OCCASIONS',
    citation:
      'RBI draft Second Amendment Directions, 2026-02-12: no contact at festivals, weddings, bereavement',
    channels: [...EVERY_MEDIUM],
    kind: 'no-contact-days',
    weekdays: [],
    publicHolidays: true,
  },
]);
