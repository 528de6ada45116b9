import { contactRuleSchema, type RulePack } from '../rule.ts';

const CN_HOURS = { from: '08:00', to: '22:00' };

/** China: hours of contact. Beijing time holds in the whole country. */
export const cnPack: RulePack = {
  jurisdiction: 'CN',
  rules: [
    contactRuleSchema.parse({
      id: 'CN-GBT45251-HOURS',
      citation: 'GB/T 45251-2025: no collection 22:00-08:00 daily unless agreed otherwise',
      status: 'in-force',
      effectiveFrom: '2025-02-28',
      strength: 'recommended',
      actorRole: 'any',
      channels: ['sms', 'email', 'push', 'voice'],
      kind: 'hours',
      window: CN_HOURS,
      timeZoneBasis: { official: 'Asia/Shanghai' },
      boundary: 'exclusive-end',
      purposeExceptions: [],
    }),
    contactRuleSchema.parse({
      id: 'CN-CBA2026-HOURS',
      citation:
        'China Banking Association, Guidelines on collection of personal consumer loans (trial), 2026-01-30: no contact 22:00-08:00 without the debtor’s consent',
      status: 'in-force',
      effectiveFrom: '2026-01-30',
      strength: 'prohibition',
      actorRole: 'first_party',
      channels: ['sms', 'email', 'push', 'voice'],
      kind: 'hours',
      window: CN_HOURS,
      timeZoneBasis: { official: 'Asia/Shanghai' },
      boundary: 'exclusive-end',
      purposeExceptions: [],
    }),
  ],
};
