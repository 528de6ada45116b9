import { describe, expect, it } from 'vitest';
import {
  askPolicy,
  gatePolicy,
  GATE_UNANSWERED,
  mayStillLeave,
  shippedPolicy,
} from '../../../domain/contact/gate-policy.ts';
import { gateFacts } from './gate-fixtures.ts';
import { callHours, noSmsOnSundays } from './policy-fixtures.ts';

const none = { switchedOn: [], house: [], calendars: [] };
const calendars = [
  { place: 'CN', year: 2026, publicHolidays: ['2026-10-01'], makeUpWorkDays: ['2026-09-20'] },
];
const sms = { channel: 'sms', customerZone: 'Asia/Shanghai', actorRole: 'first_party' } as const;
const quiet = gatePolicy('CN', 'prudent', { ...none, house: [noSmsOnSundays()], calendars });
const ask = (policy: Parameters<typeof askPolicy>[0], at: string) => {
  const { holidays } = policy;
  const facts = gateFacts({ ...sms, ...(holidays && { holidays }) });
  return askPolicy(policy, facts, Date.parse(at));
};
const leaves = (policy: Parameters<typeof askPolicy>[0], at: string) =>
  mayStillLeave(policy, { ...sms, purpose: 'collect' }, Date.parse(at));

describe('a house rule of quiet Sundays', () => {
  it.each([
    ['a Sunday', '2026-11-01T04:00:00Z', 'defer', false],
    ['the second before it', '2026-10-31T13:59:59Z', 'allow', true],
    ['a Sunday that is worked', '2026-09-20T04:00:00Z', 'allow', true],
    ['a Monday', '2026-11-02T04:00:00Z', 'allow', true],
  ])('%s', (_name, at, decision, open) => {
    expect(ask(quiet, at).decision).toBe(decision);
    expect(leaves(quiet, at)).toBe(open);
  });

  it('defers to Monday at eight', () => {
    expect(ask(quiet, '2026-11-01T04:00:00Z')).toMatchObject({
      untilMs: Date.parse('2026-11-02T00:00:00Z'),
      rules: expect.arrayContaining(['BANK-QUIET-SUNDAYS']) as unknown,
    });
  });

  it('has no answer in a year without calendar, and nothing leaves', () => {
    const sunday = '2027-01-03T04:00:00Z';
    expect(ask(quiet, sunday)).toEqual({
      decision: 'unanswered',
      rules: [GATE_UNANSWERED],
      why: expect.stringMatching(
        /no holiday calendar covers 2027-01-03, which BANK-QUIET-SUNDAYS needs/,
      ) as unknown,
    });
    expect(leaves(quiet, sunday)).toBe(false);
    expect(ask(quiet, '2027-01-04T04:00:00Z').decision).toBe('allow');
  });
});

it('is looked at a last time without any calendar where it asks for none', () => {
  const house = [noSmsOnSundays({ makeUpDaysOpen: false })];
  const policy = gatePolicy('CN', 'prudent', { ...none, house });
  expect(leaves(policy, '2026-11-01T04:00:00Z')).toBe(false);
  expect(leaves(policy, '2026-11-02T04:00:00Z')).toBe(true);
});

it('is what ships where the bank has published nothing', () => {
  for (const place of ['CN', 'US', 'US-TX', 'UK', 'IN']) {
    expect(gatePolicy(place, 'prudent', none)).toEqual(shippedPolicy(place));
  }
  expect(gatePolicy('XX', 'prudent', none)).toEqual({});
});

it('stops nobody’s contact when a law has overtaken a rule of the bank: both hold', () => {
  const policy = gatePolicy('CN', 'prudent', { ...none, house: [callHours('06:00', '23:00')], calendars });
  const facts = gateFacts({ ...sms, channel: 'voice' });
  const late = askPolicy(policy, facts, Date.parse('2026-06-10T14:30:00Z'));
  expect(late).toMatchObject({ decision: 'defer', untilMs: Date.parse('2026-06-11T00:00:00Z') });
});

it('reads by the letter where the bank does, with its own rules all the same', () => {
  const house = [callHours('10:00', '11:00')];
  const policy = gatePolicy('US', 'letter', { ...none, house });
  const ids = policy.pack?.rules.map(({ id }) => id);
  expect(ids).toContain('BANK-HOURS');
  expect(ids).not.toContain('US-HOUSE-HOURS');
});
