import { ALL_BUT_LETTER, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

const UK = { status: 'in-force', actorRole: 'any', timeZoneBasis: 'customer' } as const;
const CONC = { ...UK, effectiveFrom: '2014-04-01' } as const;
/** A moratorium is counted in the days of the register. */
const REGISTER = { timeZoneBasis: { official: 'Europe/London' } } as const;
const NOT_PURSUIT = ['reply-to-query', 'legal-service', 'opt-out-confirmation', 'acknowledge'] as const;

/** United Kingdom: CONC and the Debt Respite Scheme (England and Wales; Scotland has its own). */
export const ukPack = definePack('UK', [
  {
    ...CONC,
    id: 'UK-CONC-7.9.4R-HOURS',
    // The text names no hours: without a number it could not be kept by a machine.
    citation:
      'CONC 7.9.4R: no unreasonable times; 08:00 to before 21:00 is the house’s measure of reasonable',
    strength: 'principle',
    channels: [...ALL_BUT_LETTER],
    kind: 'hours',
    window: { from: '08:00', to: '21:00' },
    boundary: 'exclusive-end',
    consentExceptions: ['outside-hours'],
  },
  {
    ...CONC,
    id: 'UK-CONC-7.9.4R-REQUESTS',
    citation: 'CONC 7.9.4R: due regard to reasonable requests, as of shift workers',
    strength: 'principle',
    channels: [...ALL_BUT_LETTER],
    kind: 'customer-hours',
  },
  {
    ...CONC,
    id: 'UK-CONC-7.9-THIRD-PARTY',
    citation: 'CONC 7.9: the debt is not disclosed to others',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'third-party-contact',
    permitted: 'never',
  },
  {
    ...CONC,
    id: 'UK-CONC-7.3.11R-PLAN',
    citation:
      'CONC 7.3.11R, 7.3.12G: pursuit is suspended while a repayment plan is developed, about 30 days',
    strength: 'principle',
    channels: [...CONTACT_CHANNELS],
    kind: 'plan-hold',
    defaultDays: 30,
    purposeExceptions: [...NOT_PURSUIT],
  },
  {
    ...UK,
    ...REGISTER,
    id: 'UK-SI2020-1311-MORATORIUM',
    citation:
      'Debt Respite Scheme Regulations, SI 2020/1311 reg 7, 11: no contact about enforcing a moratorium debt; replies to the debtor excepted, 11(2)',
    effectiveFrom: '2021-05-04',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'moratorium',
    purposeExceptions: [...NOT_PURSUIT],
  },
  {
    ...CONC,
    id: 'UK-CONC-7.10-CAPACITY',
    citation: 'CONC 7.10: pursuit is suspended where the customer’s mental capacity is in doubt',
    status: 'unverified',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'hold',
    holds: ['hardship-review', 'deceased-review'],
    purposeExceptions: [...NOT_PURSUIT],
  },
  {
    ...CONC,
    id: 'UK-CONC-7.14-DISPUTE',
    citation: 'CONC 7.14: pursuit is suspended while a dispute is investigated',
    status: 'unverified',
    strength: 'prohibition',
    channels: [...CONTACT_CHANNELS],
    kind: 'hold',
    holds: ['dispute'],
    purposeExceptions: [...NOT_PURSUIT],
  },
]);
