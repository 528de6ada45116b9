import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decideContact, type ContactFacts } from '../../../domain/contact/decide-contact.ts';
import { rulePackOf, shippedPacks } from '../../../domain/contact/rule-packs/index.ts';
import type { Basis } from '../../../domain/contact/rule.ts';
import { builtInCalendar } from '../../../domain/holidays/index.ts';
import { gateFacts, past } from './gate-fixtures.ts';

type Row = [name: string, at: string, changes: Partial<ContactFacts>, expected: string];

/** `allow`, `deny`, or the instant of a deferral. */
function outcome(place: string, basis: Basis, at: string, changes: Partial<ContactFacts>): string {
  const holidays = builtInCalendar(place);
  const facts = gateFacts({ ...changes, ...(holidays && { holidays }) });
  const decision = decideContact(rulePackOf(place, { basis }), facts, Date.parse(at));
  return decision.decision === 'defer'
    ? new Date(decision.untilMs).toISOString().replace('.000Z', 'Z')
    : decision.decision;
}

const calls = (count: number, changes = {}) =>
  Array.from({ length: count }, (_, i) => past(`2026-06-0${1 + (i % 7)}T1${i % 8}:00:00Z`, changes));
const bank = { actorRole: 'first_party' } as const;

describe('United States, by the letter', () => {
  const DAY = '2026-06-07T18:00:00Z';
  const NIGHT = '2026-06-08T02:00:00Z';
  it.each<Row>([
    ['an agency at night', NIGHT, {}, '2026-06-08T12:00:00Z'],
    ['a bank at night', NIGHT, bank, 'allow'],
    ['an e-mail at night', NIGHT, { channel: 'email' }, '2026-06-08T12:00:00Z'],
    ['a letter at night', NIGHT, { channel: 'letter' }, 'allow'],
    ['at night with consent', NIGHT, { consentOutsideHours: true }, 'allow'],
    [
      'two coasts in the morning',
      '2026-06-08T12:30:00Z',
      { otherZones: ['America/Los_Angeles'] },
      '2026-06-08T15:00:00Z',
    ],
    [
      'two coasts in the evening',
      '2026-06-08T01:30:00Z',
      { otherZones: ['America/Los_Angeles'] },
      '2026-06-08T15:00:00Z',
    ],
    [
      'hours that are not welcome',
      DAY,
      { inconvenientHours: [{ from: '12:00', to: '17:30' }] },
      '2026-06-07T21:30:00Z',
    ],
    [
      'not welcome over midnight',
      DAY,
      { inconvenientHours: [{ from: '13:00', to: '10:00' }] },
      '2026-06-08T14:00:00Z',
    ],
    ['six calls', DAY, { history: calls(6) }, 'allow'],
    ['seven calls', DAY, { history: calls(7) }, '2026-06-08T12:00:00Z'],
    ['seven calls by a bank', DAY, { ...bank, history: calls(7) }, 'allow'],
    ['seven calls, then a text', DAY, { channel: 'sms', history: calls(7) }, 'allow'],
    ['seven texts, then a call', DAY, { history: calls(7, { channel: 'sms' }) }, 'allow'],
    [
      'seven calls by a machine',
      DAY,
      { channel: 'ai_voice', history: calls(7, { channel: 'ai_voice' }) },
      '2026-06-08T12:00:00Z',
    ],
    ['seven calls by the customer', DAY, { history: calls(7, { direction: 'inbound' }) }, 'allow'],
    ['seven calls about another debt', DAY, { history: calls(7, { debtIds: ['L2'] }) }, 'allow'],
    [
      'seven calls, of which one may have failed',
      DAY,
      { history: [...calls(6), past('2026-06-06T15:00:00Z', { outcome: 'unknown' })] },
      '2026-06-08T12:00:00Z',
    ],
    [
      'a call about both debts',
      DAY,
      { debtIds: ['L2', 'L1'], history: calls(7, { debtIds: ['L2'] }) },
      '2026-06-08T12:00:00Z',
    ],
    [
      'a conversation',
      DAY,
      { history: [past('2026-06-03T15:00:00Z', { outcome: 'conversation' })] },
      '2026-06-10T12:00:00Z',
    ],
    [
      'a conversation that the customer began',
      DAY,
      { history: [past('2026-06-03T15:00:00Z', { outcome: 'conversation', direction: 'inbound' })] },
      '2026-06-10T12:00:00Z',
    ],
    [
      'a conversation on the seventh day',
      DAY,
      { history: [past('2026-06-01T04:00:00Z', { outcome: 'conversation' })] },
      '2026-06-08T12:00:00Z',
    ],
    [
      'a conversation on the eighth day',
      DAY,
      { history: [past('2026-06-01T03:59:59Z', { outcome: 'conversation' })] },
      'allow',
    ],
    [
      'a conversation about another debt',
      DAY,
      { history: [past('2026-06-03T15:00:00Z', { outcome: 'conversation', debtIds: ['L2'] })] },
      'allow',
    ],
    [
      'a conversation about both',
      DAY,
      { history: [past('2026-06-03T15:00:00Z', { outcome: 'conversation', debtIds: ['L2', 'L1'] })] },
      '2026-06-10T12:00:00Z',
    ],
    [
      'consent to more calls, first day',
      DAY,
      { history: calls(9), extraCallsConsentOn: '2026-06-07' },
      'allow',
    ],
    [
      'consent to more calls, seventh day',
      DAY,
      { history: calls(9), extraCallsConsentOn: '2026-06-01' },
      'allow',
    ],
    // Which of the calls were made with it nobody has written down: all of them count.
    [
      'consent that has ended',
      DAY,
      { history: calls(7), extraCallsConsentOn: '2026-05-31' },
      '2026-06-08T12:00:00Z',
    ],
    ['a written refusal', DAY, { ceased: true }, 'deny'],
    ['a remedy notice after it', DAY, { ceased: true, purpose: 'remedy-notice', channel: 'letter' }, 'allow'],
    ['a written refusal to a bank', DAY, { ...bank, ceased: true }, 'allow'],
    ['an attorney', DAY, { attorney: true }, 'deny'],
    ['opted out of texts', DAY, { channel: 'sms', optedOut: ['sms'] }, 'deny'],
    [
      'the confirmation of it',
      DAY,
      { channel: 'sms', optedOut: ['sms'], purpose: 'opt-out-confirmation', consented: false },
      'allow',
    ],
    ['a call to who opted out of texts', DAY, { optedOut: ['sms'] }, 'allow'],
    ['a machine’s call to who opted out of calls', DAY, { channel: 'ai_voice', optedOut: ['voice'] }, 'deny'],
    ['the spouse', DAY, { contactRole: 'spouse' }, 'allow'],
    ['a neighbour', DAY, { contactRole: 'third-party', debtorUnreachable: true }, 'deny'],
    ['a dispute', DAY, { holds: ['dispute'] }, 'deny'],
    ['clocks go forward', '2026-03-08T11:59:59Z', {}, '2026-03-08T12:00:00Z'],
    ['clocks go back', '2026-11-01T12:30:00Z', {}, '2026-11-01T13:00:00Z'],
  ])('%s', (_name, at, changes, expected) => {
    expect(outcome('US', 'letter', at, changes)).toBe(expected);
  });
});

describe('United States, prudently', () => {
  const DAY = '2026-06-07T18:00:00Z';
  it.each<Row>([
    ['a bank at night', '2026-06-08T02:00:00Z', bank, '2026-06-08T12:00:00Z'],
    ['the last second of the day', '2026-06-08T01:00:00Z', {}, '2026-06-08T12:00:00Z'],
    [
      'seven calls about another debt',
      DAY,
      { history: calls(7, { debtIds: ['L2'] }) },
      '2026-06-08T12:00:00Z',
    ],
    [
      'a conversation about another debt',
      DAY,
      { history: [past('2026-06-03T15:00:00Z', { outcome: 'conversation', debtIds: ['L2'] })] },
      '2026-06-10T12:00:00Z',
    ],
    [
      'seven calls in 168 hours',
      '2026-06-08T12:30:00Z',
      { history: [past('2026-06-01T20:00:00Z'), ...calls(7).slice(1)] },
      '2026-06-08T20:00:00Z',
    ],
    ['consent to more calls', DAY, { history: calls(9), extraCallsConsentOn: '2026-06-07' }, 'allow'],
    ['a written refusal to a bank', DAY, { ...bank, ceased: true }, 'deny'],
  ])('%s', (_name, at, changes, expected) => {
    expect(outcome('US', 'prudent', at, changes)).toBe(expected);
  });
});

describe('states', () => {
  const DAY = '2026-06-07T18:00:00Z';
  it.each<[place: string, ...Row]>([
    ['US-MA', 'one call by a bank', DAY, { ...bank, history: calls(1) }, 'allow'],
    [
      'US-MA',
      'two calls by a bank',
      DAY,
      { ...bank, history: [past('2026-06-02T15:00:00Z'), past('2026-06-05T15:00:00Z')] },
      '2026-06-09T12:00:00Z',
    ],
    [
      'US-MA',
      'a call and a text',
      DAY,
      {
        ...bank,
        history: [
          past('2026-06-02T15:00:00Z'),
          past('2026-06-05T15:00:00Z', { channel: 'sms', outcome: 'sent' }),
        ],
      },
      '2026-06-09T12:00:00Z',
    ],
    ['US-MA', 'two about another debt', DAY, { ...bank, history: calls(2, { debtIds: ['L2'] }) }, 'allow'],
    [
      'US-MA',
      'two at work in 30 days',
      DAY,
      {
        ...bank,
        place: 'work',
        contactPoint: 'work',
        history: [
          past('2026-05-20T15:00:00Z', { contactPoint: 'work' }),
          past('2026-05-25T15:00:00Z', { contactPoint: 'work' }),
        ],
      },
      '2026-06-19T12:00:00Z',
    ],
    [
      'US-MA',
      'a second visit',
      DAY,
      {
        ...bank,
        channel: 'visit',
        history: [past('2026-05-20T15:00:00Z', { channel: 'visit', outcome: 'conversation' })],
      },
      '2026-06-19T12:00:00Z',
    ],
    ['US-CA', 'a bank at night', '2026-06-08T02:00:00Z', bank, '2026-06-08T12:00:00Z'],
    ['US-CA', 'a written refusal to a bank', DAY, { ...bank, ceased: true }, 'deny'],
    ['US-CA', 'eight calls by a bank', DAY, { ...bank, history: calls(8) }, 'allow'],
    ['US-TX', 'a state without rules of its own', DAY, { history: calls(7) }, '2026-06-08T12:00:00Z'],
  ])('%s: %s', (place, _name, at, changes, expected) => {
    expect(outcome(place, 'letter', at, changes)).toBe(expected);
  });
});

describe('China', () => {
  const beijing = { customerZone: 'Asia/Shanghai' };
  const talk = (at: string, changes = {}) => past(at, { outcome: 'conversation', ...changes });
  const three = ['01', '03', '05'].map((hour) => talk(`2026-06-10T${hour}:00:00Z`));
  const EVENING = '2026-06-10T11:00:00Z';
  it.each<[Basis, ...Row]>([
    ['letter', 'three conversations', EVENING, { history: three }, '2026-06-11T00:00:00Z'],
    [
      'letter',
      'three about other debts',
      EVENING,
      { history: three.map((one) => ({ ...one, debtIds: ['L2'] })) },
      '2026-06-11T00:00:00Z',
    ],
    [
      'letter',
      'one of them begun by the customer',
      EVENING,
      { history: [...three.slice(1), talk('2026-06-10T02:00:00Z', { direction: 'inbound' })] },
      'allow',
    ],
    [
      'letter',
      'one of them yesterday',
      EVENING,
      { history: [...three.slice(1), talk('2026-06-09T15:59:59Z')] },
      'allow',
    ],
    [
      'letter',
      'one of them just after midnight',
      EVENING,
      { history: [...three.slice(1), talk('2026-06-09T16:00:00Z')] },
      '2026-06-11T00:00:00Z',
    ],
    [
      'letter',
      'six unanswered at one number',
      EVENING,
      {
        contactPoint: 'A',
        history: Array.from({ length: 6 }, () => past('2026-06-10T01:00:00Z', { contactPoint: 'A' })),
      },
      '2026-06-11T00:00:00Z',
    ],
    [
      'letter',
      'five and one at another',
      EVENING,
      {
        contactPoint: 'A',
        history: [
          ...Array.from({ length: 5 }, () => past('2026-06-10T01:00:00Z', { contactPoint: 'A' })),
          past('2026-06-10T01:00:00Z', { contactPoint: 'B' }),
        ],
      },
      'allow',
    ],
    [
      'prudent',
      'five and one at another',
      EVENING,
      {
        contactPoint: 'A',
        history: [
          ...Array.from({ length: 5 }, () => past('2026-06-10T01:00:00Z', { contactPoint: 'A' })),
          past('2026-06-10T01:00:00Z', { contactPoint: 'B' }),
        ],
      },
      '2026-06-11T00:00:00Z',
    ],
    ['letter', 'a visit at night', '2026-06-10T15:00:00Z', { channel: 'visit' }, '2026-06-11T00:00:00Z'],
    ['letter', 'a contact while the debtor can be reached', EVENING, { contactRole: 'third-party' }, 'deny'],
    [
      'letter',
      'a contact when the debtor cannot',
      EVENING,
      { contactRole: 'third-party', debtorUnreachable: true },
      'allow',
    ],
    [
      'letter',
      'a contact who has refused',
      EVENING,
      { contactRole: 'third-party', debtorUnreachable: true, thirdPartyRefused: true },
      'deny',
    ],
    ['letter', 'the guarantor', EVENING, { contactRole: 'guarantor' }, 'allow'],
    ['letter', 'Urumqi by Beijing time', '2026-06-10T00:00:00Z', { customerZone: 'Asia/Urumqi' }, 'allow'],
  ])('%s: %s', (basis, _name, at, changes, expected) => {
    expect(outcome('CN', basis, at, { ...beijing, ...changes })).toBe(expected);
  });
});

describe('United Kingdom', () => {
  const london = { customerZone: 'Europe/London' };
  const space = [{ type: 'breathing_space', startOn: '2026-09-01', lastOn: '2026-10-30' }];
  it.each<Row>([
    ['early', '2026-10-01T06:59:59Z', {}, '2026-10-01T07:00:00Z'],
    ['at nine in the evening', '2026-10-01T20:00:00Z', {}, '2026-10-02T07:00:00Z'],
    ['a moratorium', '2026-10-01T10:00:00Z', { moratoria: space }, '2026-10-31T08:00:00Z'],
    ['from its first day', '2026-09-01T10:00:00Z', { moratoria: space }, '2026-10-31T08:00:00Z'],
    ['the day before', '2026-08-31T10:00:00Z', { moratoria: space }, 'allow'],
    ['its last day', '2026-10-30T23:59:59Z', { moratoria: space }, '2026-10-31T08:00:00Z'],
    ['the day after', '2026-10-31T08:00:00Z', { moratoria: space }, 'allow'],
    ['another debt', '2026-10-01T10:00:00Z', { moratoria: [{ ...space[0]!, debtIds: ['L2'] }] }, 'allow'],
    [
      'a crisis without an end',
      '2026-10-01T10:00:00Z',
      { moratoria: [{ type: 'mental_health_crisis', startOn: '2026-09-01' }] },
      'deny',
    ],
    [
      'a moratorium of a year',
      '2026-10-01T10:00:00Z',
      { moratoria: [{ type: 'scotland', startOn: '2026-09-01', lastOn: '2027-09-01' }] },
      'deny',
    ],
    [
      'a reply at night',
      '2026-10-01T22:00:00Z',
      { moratoria: space, purpose: 'reply-to-query' },
      '2026-10-02T07:00:00Z',
    ],
    [
      'a plan that is worked out',
      '2026-06-10T10:00:00Z',
      { planHold: { from: '2026-06-01' } },
      '2026-07-01T07:00:00Z',
    ],
    [
      'on its thirtieth day',
      '2026-06-30T10:00:00Z',
      { planHold: { from: '2026-06-01' } },
      '2026-07-01T07:00:00Z',
    ],
    ['after it', '2026-07-01T07:00:00Z', { planHold: { from: '2026-06-01' } }, 'allow'],
    [
      'one of ten days',
      '2026-06-10T10:00:00Z',
      { planHold: { from: '2026-06-01', days: 10 } },
      '2026-06-11T07:00:00Z',
    ],
    [
      'a shift worker',
      '2026-06-10T10:00:00Z',
      { inconvenientHours: [{ from: '06:00', to: '15:00' }] },
      '2026-06-10T14:00:00Z',
    ],
    ['a relative', '2026-06-10T10:00:00Z', { contactRole: 'third-party', debtorUnreachable: true }, 'deny'],
  ])('%s', (_name, at, changes, expected) => {
    expect(outcome('UK', 'letter', at, { ...london, ...changes })).toBe(expected);
  });
});

describe('India', () => {
  const delhi = { customerZone: 'Asia/Kolkata' };
  it.each<[Basis, ...Row]>([
    ['letter', 'before eight', '2026-06-10T02:29:59Z', {}, '2026-06-10T02:30:00Z'],
    ['letter', 'at seven in the evening', '2026-06-10T13:30:00Z', {}, 'allow'],
    ['letter', 'a second later', '2026-06-10T13:30:01Z', {}, '2026-06-11T02:30:00Z'],
    ['prudent', 'at seven in the evening', '2026-06-10T13:30:00Z', {}, '2026-06-11T02:30:00Z'],
    ['letter', 'a text at night', '2026-06-10T16:00:00Z', { channel: 'sms' }, 'allow'],
    ['prudent', 'a text at night', '2026-06-10T16:00:00Z', { channel: 'sms' }, '2026-06-11T02:30:00Z'],
    [
      'letter',
      'microfinance at half past eight',
      '2026-06-10T03:00:00Z',
      { microfinance: true },
      '2026-06-10T03:30:00Z',
    ],
    ['letter', 'microfinance at six', '2026-06-10T12:30:00Z', { microfinance: true }, 'allow'],
    [
      'letter',
      'consent does not lift it',
      '2026-06-10T16:00:00Z',
      { consentOutsideHours: true },
      '2026-06-11T02:30:00Z',
    ],
    [
      'letter',
      'a relative',
      '2026-06-10T10:00:00Z',
      { contactRole: 'third-party', debtorUnreachable: true },
      'deny',
    ],
    ['letter', 'a text after the day of the draft', '2026-11-10T16:00:00Z', { channel: 'sms' }, 'allow'],
  ])('%s: %s', (basis, _name, at, changes, expected) => {
    expect(outcome('IN', basis, at, { ...delhi, ...changes })).toBe(expected);
  });
});

describe('Ireland', () => {
  const dublin = { customerZone: 'Europe/Dublin' };
  it.each<Row>([
    ['nine in the evening', '2026-06-10T20:00:00Z', {}, '2026-06-11T08:00:00Z'],
    ['a Sunday', '2026-06-14T11:00:00Z', {}, '2026-06-15T08:00:00Z'],
    ['a visit on a Sunday', '2026-06-14T11:00:00Z', { channel: 'visit' }, '2026-06-15T08:00:00Z'],
    ['an e-mail on a Sunday', '2026-06-14T11:00:00Z', { channel: 'email' }, 'allow'],
    ['a Sunday with consent', '2026-06-14T11:00:00Z', { consentOutsideHours: true }, 'allow'],
    // Christmas is a Friday, St Stephen's day a Saturday, then comes a Sunday.
    ['Christmas', '2026-12-25T12:00:00Z', {}, '2026-12-28T09:00:00Z'],
    ['Easter Monday', '2026-04-05T12:00:00Z', {}, '2026-04-07T08:00:00Z'],
    ['at work', '2026-06-10T10:00:00Z', { place: 'work' }, 'deny'],
    ['the employer', '2026-06-10T10:00:00Z', { contactRole: 'third-party' }, 'deny'],
  ])('%s', (_name, at, changes, expected) => {
    expect(outcome('EU-IE', 'letter', at, { ...dublin, ...changes })).toBe(expected);
  });

  it('needs a calendar for a day that depends on it, and says so', () => {
    const pack = rulePackOf('EU-IE', { basis: 'letter' });
    const decide = (at: string, changes: Partial<ContactFacts> = {}) =>
      decideContact(pack, gateFacts({ ...dublin, ...changes }), Date.parse(at));
    expect(() => decide('2026-06-10T10:00:00Z')).toThrow(
      /no holiday calendar covers 2026-06-10.*load the official one/,
    );
    expect(decide('2026-06-10T10:00:00Z', { channel: 'email' }).decision).toBe('allow');
    const holidays = { place: 'EU-IE', from: '2026-01-01', to: '2026-12-31', publicHolidays: [] };
    expect(decide('2026-12-30T10:00:00Z', { holidays }).decision).toBe('allow');
    expect(() => decide('2026-12-31T22:00:00Z', { holidays })).toThrow(/covers 2027-01-01/);
  });
});

describe('what is shipped', () => {
  const rules = shippedPacks().flatMap((pack) => pack.rules);

  it('has unique ids and a citation each', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { citation } of rules) expect(citation.length).toBeGreaterThan(20);
  });

  it('is what docs/rule-packs.md says, rule by rule', () => {
    const text = readFileSync(new URL('../../../docs/rule-packs.md', import.meta.url), 'utf8');
    const told = [...text.matchAll(/^\| `([A-Z0-9.-]+)` +\| (\S+) +\| (\S+) +\| .*? \| (.+?) +\|$/gm)];
    expect(told.map(([, id, status, strength, citation]) => ({ id, status, strength, citation }))).toEqual(
      rules.map(({ id, status, strength, citation }) => ({ id, status, strength, citation })),
    );
  });

  it('keeps drafts and unverified rules off until they are switched on', () => {
    expect(rules.some(({ status }) => status === 'draft')).toBe(true);
    expect(rules.some(({ status }) => status === 'unverified')).toBe(true);
    const late = gateFacts({ channel: 'sms', customerZone: 'Asia/Kolkata' });
    const now = Date.parse('2026-11-10T16:00:00Z');
    expect(decideContact(rulePackOf('IN', { basis: 'letter' }), late, now).decision).toBe('allow');
    const switchedOn = ['IN-RBI-DRAFT2026-HOURS'];
    const decision = decideContact(rulePackOf('IN', { basis: 'letter', switchedOn }), late, now);
    expect(decision).toMatchObject({ decision: 'defer', rules: switchedOn });
    // Not before the day it is to come into force.
    expect(
      decideContact(
        rulePackOf('IN', { basis: 'letter', switchedOn }),
        late,
        Date.parse('2026-06-10T16:00:00Z'),
      ).decision,
    ).toBe('allow');
  });

  it('by the letter has no rule of the house', () => {
    expect(rulePackOf('US', { basis: 'letter' })?.rules.some(({ strength }) => strength === 'house')).toBe(
      false,
    );
  });

  it.each(['XX', '', 'us', 'toString', 'CN-44'])('has none for %j', (jurisdiction) => {
    expect(rulePackOf(jurisdiction)).toBeUndefined();
  });
});
