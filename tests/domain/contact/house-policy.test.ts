import { describe, expect, it } from 'vitest';
import { decideContact } from '../../../domain/contact/decide-contact.ts';
import { checkHousePolicy } from '../../../domain/contact/house-policy.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import { definePack, type RuleInput, type RulePack } from '../../../domain/contact/rule.ts';
import { gateFacts, past } from './gate-fixtures.ts';

const us = rulePackOf('US', { basis: 'letter' }) as RulePack;
const cn = rulePackOf('CN', { basis: 'letter' }) as RulePack;
const ie = rulePackOf('EU-IE', { basis: 'letter' }) as RulePack;

const base = {
  id: 'BANK-1',
  citation: 'Decision of the board, 2026-05-01',
  status: 'in-force',
  effectiveFrom: '2026-05-01',
  strength: 'house',
  actorRole: 'any',
  channels: ['voice'],
  timeZoneBasis: 'customer',
} as const;
const house = (rule: RuleInput) => definePack('house', [rule]);
const hours = (from: string, to: string, boundary: 'inclusive-end' | 'exclusive-end' = 'exclusive-end') =>
  house({ ...base, kind: 'hours', window: { from, to }, boundary });
const cap = (limit: number, calendarDays: number, changes: Partial<RuleInput> = {}) =>
  house({
    ...base,
    kind: 'frequency-cap',
    limit,
    countUnit: 'placed-call',
    countPer: 'debt',
    window: { calendarDays },
    ...changes,
  } as RuleInput);

describe('a house policy that is stricter stands', () => {
  it.each<[string, RulePack, RulePack]>([
    ['shorter hours', us, hours('09:00', '20:00')],
    ['the same hours', us, hours('08:00', '21:00', 'inclusive-end')],
    ['fewer calls', us, cap(3, 7)],
    ['as many calls in a longer time', us, cap(7, 14)],
    ['more calls in a longer time', us, cap(10, 30)],
    ['something the law does not count', us, cap(20, 1, { countUnit: 'unanswered-attempt' })],
    [
      'hours of another channel',
      ie,
      house({
        ...base,
        channels: ['email'],
        kind: 'hours',
        window: { from: '06:00', to: '23:00' },
        boundary: 'exclusive-end',
      }),
    ],
    [
      'days of its own',
      ie,
      house({ ...base, kind: 'no-contact-days', weekdays: [6], publicHolidays: false }),
    ],
  ])('%s', (_name, pack, policy) => {
    expect(checkHousePolicy(pack, policy)).toEqual([]);
  });
});

describe('a house policy that is looser is refused with the rule it would break', () => {
  it.each<[string, RulePack, RulePack, string]>([
    ['an earlier opening', us, hours('07:59', '20:00'), 'US-REGF-1006.6-HOURS'],
    ['a later close', us, hours('09:00', '21:30'), 'US-REGF-1006.6-HOURS'],
    ['the second at the end', cn, hours('08:00', '22:00', 'inclusive-end'), 'CN-GBT45251-HOURS'],
    ['more calls', us, cap(8, 7), 'US-REGF-1006.14-CALLS'],
    ['more calls in a shorter time', us, cap(8, 1), 'US-REGF-1006.14-CALLS'],
    [
      'a shorter rest after a conversation',
      us,
      house({ ...base, kind: 'conversation-cool-down', countPer: 'debt', window: { calendarDays: 3 } }),
      'US-REGF-1006.14-CONVERSATION',
    ],
    [
      'third persons',
      us,
      house({ ...base, kind: 'third-party-contact', permitted: 'debtor-unreachable' }),
      'US-REGF-1006.6-THIRD-PARTY',
    ],
    [
      'a rule of law of the same name',
      us,
      house({
        ...base,
        id: 'US-REGF-1006.6-HOURS',
        kind: 'hours',
        window: { from: '10:00', to: '11:00' },
        boundary: 'exclusive-end',
      }),
      'US-REGF-1006.6-HOURS',
    ],
  ])('%s', (_name, pack, policy, breaks) => {
    expect(checkHousePolicy(pack, policy)[0]).toMatchObject({ breaks });
    const selection = { basis: 'letter', house: policy } as const;
    expect(() => rulePackOf(pack.jurisdiction, selection)).toThrow(breaks);
  });
});

it('decides on top of the law', () => {
  const pack = rulePackOf('US', { basis: 'letter', house: cap(2, 7) });
  const history = [past('2026-06-06T15:00:00Z'), past('2026-06-07T15:00:00Z')];
  const decision = decideContact(pack, gateFacts({ history }), Date.parse('2026-06-07T18:00:00Z'));
  expect(decision).toEqual({
    decision: 'defer',
    untilMs: Date.parse('2026-06-13T12:00:00Z'),
    rules: ['BANK-1', 'US-REGF-1006.6-HOURS'],
  });
});

describe('rest days in China, as a house may want them', () => {
  const rest = house({
    ...base,
    timeZoneBasis: { official: 'Asia/Shanghai' },
    kind: 'no-contact-days',
    weekdays: [6, 7],
    publicHolidays: true,
    makeUpDaysOpen: true,
  });
  const pack = rulePackOf('CN', { house: rest });
  // National day 2026: seven days from 1 October, worked for on two weekend days.
  const holidays = {
    place: 'CN',
    from: '2026-01-01',
    to: '2026-12-31',
    publicHolidays: ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`),
    makeUpWorkDays: ['2026-09-20', '2026-10-10'],
  };
  it.each([
    ['in the holiday: the first working day', '2026-10-01T04:00:00Z', '2026-10-08T00:00:00Z'],
    ['on an ordinary Saturday', '2026-10-17T04:00:00Z', '2026-10-19T00:00:00Z'],
    ['on a Friday night before a Saturday that is worked', '2026-10-09T15:00:00Z', '2026-10-10T00:00:00Z'],
    ['on the night after it', '2026-10-10T15:00:00Z', '2026-10-12T00:00:00Z'],
  ])('%s', (_name, at, until) => {
    const facts = gateFacts({ customerZone: 'Asia/Shanghai', holidays });
    expect(decideContact(pack, facts, Date.parse(at))).toMatchObject({ untilMs: Date.parse(until) });
  });
});
