import { definePack, type ContactRule, type RuleInput } from '../../../domain/contact/rule.ts';

/** @returns a rule of a bank: no text message on Sundays, unless it is one that is worked in exchange */
export function noSmsOnSundays(changes: Partial<RuleInput> = {}): ContactRule {
  const [rule] = definePack('bank', [
    {
      id: 'BANK-QUIET-SUNDAYS',
      citation: 'Decision of the board, 2026-05-01',
      status: 'in-force',
      effectiveFrom: '2026-05-01',
      strength: 'house',
      actorRole: 'any',
      channels: ['sms'],
      timeZoneBasis: { official: 'Asia/Shanghai' },
      kind: 'no-contact-days',
      weekdays: [7],
      publicHolidays: false,
      makeUpDaysOpen: true,
      ...changes,
    } as RuleInput,
  ]).rules;
  return rule as ContactRule;
}

/** @returns a rule of a bank about the hours of calls */
export function callHours(from: string, to: string, changes: Partial<RuleInput> = {}): ContactRule {
  const [rule] = definePack('bank', [
    {
      id: 'BANK-HOURS',
      citation: 'Decision of the board, 2026-05-01',
      status: 'in-force',
      effectiveFrom: '2026-05-01',
      strength: 'house',
      actorRole: 'any',
      channels: ['voice'],
      timeZoneBasis: 'customer',
      kind: 'hours',
      window: { from, to },
      boundary: 'exclusive-end',
      ...changes,
    } as RuleInput,
  ]).rules;
  return rule as ContactRule;
}
