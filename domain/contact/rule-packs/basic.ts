import { ALL_BUT_LETTER, CALLS, CONTACT_CHANNELS } from '../channel.ts';
import { definePack } from '../rule.ts';

const everywhere = {
  status: 'in-force',
  effectiveFrom: '1970-01-01',
  actorRole: 'any',
  channels: [...CONTACT_CHANNELS],
  timeZoneBasis: 'customer',
} as const;

const decency = { ...everywhere, strength: 'principle' } as const;
const house = { ...everywhere, strength: 'house' } as const;

/** What holds in every jurisdiction: what the customer has asked for, and what a case is resting for. */
export const basicPack = definePack('*', [
  {
    ...decency,
    id: 'BASIC-OPT-OUT',
    citation: 'A channel that the customer has opted out of is not used; one reply confirms it',
    kind: 'opt-out',
    purposeExceptions: ['opt-out-confirmation'],
  },
  {
    ...decency,
    id: 'BASIC-CUSTOMER-HOURS',
    citation: 'Hours that the customer has named as inconvenient are left alone',
    channels: [...ALL_BUT_LETTER],
    kind: 'customer-hours',
  },
  {
    ...decency,
    id: 'BASIC-MORATORIUM',
    citation: 'No pursuit of a debt that is under a moratorium; what the customer asks is answered',
    kind: 'moratorium',
    purposeExceptions: ['reply-to-query', 'legal-service', 'opt-out-confirmation', 'acknowledge'],
  },
  {
    ...decency,
    id: 'BASIC-PLAN-HOLD',
    citation: 'No pursuit while a repayment plan is being worked out, 30 days unless the case says otherwise',
    kind: 'plan-hold',
    defaultDays: 30,
    purposeExceptions: ['reply-to-query', 'legal-service', 'opt-out-confirmation', 'acknowledge'],
  },
  {
    ...house,
    id: 'HOUSE-CEASE',
    citation:
      'House policy: a written wish to be left alone is respected wherever the law does not ask for it',
    kind: 'cease',
    purposeExceptions: [
      'reply-to-query',
      'remedy-notice',
      'termination-notice',
      'legal-service',
      'opt-out-confirmation',
    ],
  },
  {
    ...house,
    id: 'HOUSE-ATTORNEY',
    citation: 'House policy: who is represented is spoken to through the representative',
    kind: 'attorney',
    purposeExceptions: ['reply-to-query', 'legal-service', 'opt-out-confirmation'],
  },
  {
    ...house,
    id: 'HOUSE-THIRD-PARTY',
    citation: 'House policy: nobody but who owes is contacted while the debtor can be reached',
    kind: 'third-party-contact',
    permitted: 'debtor-unreachable',
  },
  {
    ...house,
    id: 'HOUSE-WORK-PLACE',
    citation: 'House policy: nobody is called or visited at work',
    channels: [...CALLS, 'visit'],
    kind: 'work-place',
    purposeExceptions: ['legal-service'],
  },
]);
