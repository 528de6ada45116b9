import { ALL_BUT_LETTER, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

/** Cal. Civ. Code 1788.17 puts creditors under 15 USC 1692b to 1692j; the numbers of Regulation F are not among them. */
const ROSENTHAL = {
  status: 'in-force',
  effectiveFrom: '2000-01-01',
  strength: 'prohibition',
  actorRole: 'first_party',
  timeZoneBasis: 'customer',
} as const;

/** California, on top of the federal rules: what an agency must keep, the bank must too. */
export const usCaPack = definePack('US-CA', [
  {
    ...ROSENTHAL,
    id: 'US-CA-1788.17-HOURS',
    citation:
      'Cal. Civ. Code 1788.17 with 15 USC 1692c(a)(1): after 8 a.m. and before 9 p.m. at the consumer’s location',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...ROSENTHAL,
    id: 'US-CA-1788.17-CEASE',
    citation:
      'Cal. Civ. Code 1788.17 with 15 USC 1692c(c): a written refusal; notices of termination and remedy excepted',
    channels: [...CONTACT_CHANNELS],
    kind: 'cease',
    purposeExceptions: ['remedy-notice', 'termination-notice', 'legal-service'],
  },
  {
    ...ROSENTHAL,
    id: 'US-CA-1788.17-ATTORNEY',
    citation: 'Cal. Civ. Code 1788.17 with 15 USC 1692c(a)(2): a consumer who is represented by an attorney',
    channels: [...CONTACT_CHANNELS],
    kind: 'attorney',
    purposeExceptions: ['legal-service'],
  },
  {
    ...ROSENTHAL,
    id: 'US-CA-1788.17-THIRD-PARTY',
    citation:
      'Cal. Civ. Code 1788.12, 1788.17 with 15 USC 1692c(b): no one but the consumer, who includes the spouse',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
    spouseIsDebtor: true,
  },
]);
