import { describe, expect, it } from 'vitest';
import { checkHousePublication, checkSwitch } from '../../../domain/contact/publish-policy.ts';
import { listRules } from '../../../domain/contact/rule-list.ts';
import { jurisdictions, rulePackOf, shippedRules } from '../../../domain/contact/rule-packs/index.ts';
import { calendarOf } from '../../../domain/holidays/calendar-year.ts';
import type { ContactRule } from '../../../domain/contact/rule.ts';
import { callHours, noSmsOnSundays } from './policy-fixtures.ts';

const calendar = calendarOf(['CN'], [{ place: 'CN', year: 2026, publicHolidays: [], makeUpWorkDays: [] }]);
const on = (changes: Partial<Parameters<typeof checkHousePublication>[2]> = {}) => ({
  basis: 'prudent' as const,
  switchedOn: [],
  holidays: calendar,
  today: '2026-06-10',
  ...changes,
});
const check = (place: string, rules: ContactRule[], changes?: Parameters<typeof on>[0]) =>
  checkHousePublication(place, rules, on(changes));

describe('rules of the bank', () => {
  it.each<[string, string, ContactRule[]]>([
    ['none', 'CN', []],
    ['quiet Sundays', 'CN', [noSmsOnSundays()]],
    ['shorter hours', 'US', [callHours('09:00', '20:00')]],
    [
      'one for the letter alone, where no law has hours',
      'UK',
      [callHours('06:00', '23:00', { channels: ['letter'] })],
    ],
  ])('are published: %s', (_name, place, rules) => {
    expect(check(place, rules)).toBeUndefined();
  });

  it.each<[string, string, ContactRule, string]>([
    ['an earlier opening', 'CN', callHours('07:00', '20:00'), 'CN-GBT45251-HOURS'],
    [
      'hours looser than a house reading that applies',
      'IN',
      callHours('08:00', '19:00', { channels: ['sms'], boundary: 'inclusive-end' }),
      'IN-HOUSE-HOURS',
    ],
    [
      'a rule of the country that is looser than one of a state of it',
      'US',
      callHours('08:00', '21:00', {
        channels: ['visit'],
        boundary: 'inclusive-end',
        actorRole: 'first_party',
      }),
      'US-CA-1788.17-HOURS',
    ],
  ])('are refused with the rule they would break: %s', (_name, place, rule, breaks) => {
    const rejection = check(place, [rule]);
    expect(rejection).toMatchObject({ rule: 'HouseRuleLooser' });
    expect(rejection?.gate?.rules).toContain(breaks);
  });

  it('are compared with house readings only where those apply, and with what is switched on', () => {
    const lateTexts = callHours('08:00', '21:00', { channels: ['sms'], boundary: 'exclusive-end' });
    expect(check('IN', [lateTexts], { basis: 'letter' })).toBeUndefined();
    const switchedOn = ['IN-RBI-DRAFT2026-HOURS'];
    expect(check('IN', [lateTexts], { basis: 'letter', switchedOn })?.gate?.rules).toEqual(switchedOn);
  });

  it.each<[string, ContactRule[], string]>([
    ['two of one id', [noSmsOnSundays(), noSmsOnSundays()], 'two rules have the id BANK-QUIET-SUNDAYS'],
    [
      'the id of another place’s rule',
      [callHours('10:00', '11:00', { id: 'IE-CCA1995-46-DAYS' })],
      'is the id of a rule that ships',
    ],
    ['a zone that is none', [noSmsOnSundays({ timeZoneBasis: { official: 'Asia/Peking' } })], 'Asia/Peking'],
    ['an end before the beginning', [noSmsOnSundays({ effectiveTo: '2026-04-30' })], 'before it begins'],
    ['no day', [noSmsOnSundays({ weekdays: [] })], 'names no day'],
  ])('cannot be meant: %s', (_name, rules, message) => {
    expect(() => check('CN', rules)).toThrow(message);
  });

  it.each([
    ['no calendar', undefined],
    [
      'a calendar of other years',
      calendarOf(['CN'], [{ place: 'CN', year: 2025, publicHolidays: [], makeUpWorkDays: [] }]),
    ],
  ])('that ask for holidays wait for a calendar: %s', (_name, holidays) => {
    expect(check('CN', [noSmsOnSundays()], { holidays })).toMatchObject({ rule: 'NoHolidayCalendar' });
    const plain = noSmsOnSundays({ makeUpDaysOpen: false });
    expect(check('CN', [plain], { holidays })).toBeUndefined();
  });
});

describe('a rule that is switched', () => {
  it.each<[string, string, boolean, string[], string | undefined]>([
    ['a draft, on', 'IN-RBI-DRAFT2026-HOURS', true, [], undefined],
    [
      'an unverified one, off again',
      'CN-NIFA2018-THIRD-PARTY',
      false,
      ['CN-NIFA2018-THIRD-PARTY'],
      undefined,
    ],
    ['on twice', 'IN-RBI-DRAFT2026-HOURS', true, ['IN-RBI-DRAFT2026-HOURS'], 'RuleNotSwitchable'],
    ['off, and never was on', 'IN-RBI-DRAFT2026-HOURS', false, [], 'RuleNotSwitchable'],
    ['one in force, off', 'CN-CBA2026-HOURS', false, [], 'RuleNotSwitchable'],
  ])('%s', (_name, ruleId, switchOn, switchedOn, rejection) => {
    const place = ruleId.slice(0, 2);
    expect(checkSwitch({ ruleId, on: switchOn }, on({ switchedOn }), place)?.rule).toBe(rejection);
  });
});

describe('the list of rules', () => {
  const chosen = { basis: 'prudent' as const, switchedOn: [], house: [] };
  const of = (id: string, changes: object = {}, day = '2026-06-10') =>
    listRules('IN', { ...chosen, ...changes }, day).find(({ rule }) => rule.id === id);

  it.each<[string, object, string, string, boolean, RegExp | undefined]>([
    ['a rule of law', {}, '2026-06-10', 'IN-RBI-2022-108-HOURS', true, undefined],
    ['before its day', {}, '2020-01-01', 'IN-RBI-2022-108-HOURS', false, /in force from 20/],
    ['a draft', {}, '2026-06-10', 'IN-RBI-DRAFT2026-HOURS', false, /a draft/],
    [
      'a draft that is on, before its day',
      { switchedOn: ['IN-RBI-DRAFT2026-HOURS'] },
      '2026-06-10',
      'IN-RBI-DRAFT2026-HOURS',
      false,
      /in force from/,
    ],
    [
      'a draft that is on',
      { switchedOn: ['IN-RBI-DRAFT2026-HOURS'] },
      '2026-12-01',
      'IN-RBI-DRAFT2026-HOURS',
      true,
      undefined,
    ],
    ['a house reading', {}, '2026-06-10', 'IN-HOUSE-HOURS', true, undefined],
    [
      'a house reading by the letter',
      { basis: 'letter' },
      '2026-06-10',
      'IN-HOUSE-HOURS',
      false,
      /the letter/,
    ],
    [
      'the bank’s own, by the letter too',
      { basis: 'letter', house: [callHours('10:00', '11:00')] },
      '2026-06-10',
      'BANK-HOURS',
      true,
      undefined,
    ],
    [
      'the bank’s own draft',
      { house: [callHours('10:00', '11:00', { status: 'draft' })] },
      '2026-06-10',
      'BANK-HOURS',
      false,
      /publish it as in force/,
    ],
    [
      'the bank’s own when it is over',
      { house: [callHours('10:00', '11:00', { effectiveTo: '2026-06-09' })] },
      '2026-06-10',
      'BANK-HOURS',
      false,
      /until 2026-06-09/,
    ],
  ])('says of %s whether it decides', (_name, changes, day, id, applied, whyNot) => {
    const found = of(id, changes, day);
    expect(found?.applied).toBe(applied);
    if (whyNot) expect(found?.whyNot).toMatch(whyNot);
    else expect(found?.whyNot).toBeUndefined();
  });

  it('has every rule that ships for the place', () => {
    for (const place of jurisdictions()) {
      const ids = listRules(place, chosen, '2026-06-10').map(({ rule }) => rule.id);
      expect(ids).toEqual(shippedRules(place).map(({ id }) => id));
      expect(ids).toEqual(rulePackOf(place)?.rules.map(({ id }) => id));
    }
  });
});
