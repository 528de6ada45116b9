import { CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

/** Its reach over newer credit agreements is to be checked by the bank; here it covers all of them. */
const SECTION_46 = {
  status: 'in-force',
  effectiveFrom: '1996-05-13',
  strength: 'prohibition',
  actorRole: 'any',
  timeZoneBasis: 'customer',
  purposeExceptions: ['legal-service'],
} as const;
const SUNDAY = 7;
const VISITS_AND_CALLS = [...CALLS, 'visit'] as const;
const WINDOW = { from: '09:00', to: '21:00' };

/** Ireland: section 46 of the Consumer Credit Act. The EU has no hours and no counts of its own. */
export const euIePack = definePack('EU-IE', [
  {
    ...SECTION_46,
    id: 'IE-CCA1995-46-HOURS',
    citation:
      'Consumer Credit Act 1995 s.46(a)(ii)(I): no visit or call from 9 in the evening to 9 in the morning',
    channels: [...VISITS_AND_CALLS],
    kind: 'hours',
    window: WINDOW,
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...SECTION_46,
    id: 'IE-CCA1995-46-DAYS',
    citation: 'Consumer Credit Act 1995 s.46(a)(ii)(II): no visit or call on a Sunday or a public holiday',
    channels: [...VISITS_AND_CALLS],
    kind: 'no-contact-days',
    weekdays: [SUNDAY],
    publicHolidays: true,
    consentExceptions: ['outside-hours'],
  },
  {
    ...SECTION_46,
    id: 'IE-CCA1995-46-WORK',
    citation:
      'Consumer Credit Act 1995 s.46(a)(i): no visit or call at the place of employment without consent',
    channels: [...VISITS_AND_CALLS],
    kind: 'work-place',
  },
  {
    ...SECTION_46,
    id: 'IE-CCA1995-46-THIRD-PARTY',
    citation: 'Consumer Credit Act 1995 s.46(b): not the employer or a member of the family',
    channels: [...VISITS_AND_CALLS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
  {
    ...SECTION_46,
    id: 'IE-HOUSE-MESSAGE-HOURS',
    citation: 'House policy: messages that ring a telephone keep the hours of calls',
    strength: 'house',
    channels: ['sms', 'push'],
    kind: 'hours',
    window: WINDOW,
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...SECTION_46,
    id: 'IE-HOUSE-THIRD-PARTY',
    citation: 'House policy: nobody but who owes, by any medium',
    strength: 'house',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
]);
