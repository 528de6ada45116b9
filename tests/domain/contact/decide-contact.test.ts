import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, localSecondOfDay, MINUTE_MS } from '../../../domain/calendar.ts';
import { atLocalTime } from '../../../domain/local-time.ts';
import { decideContact, hoursAreOpen, type ContactFacts } from '../../../domain/contact/decide-contact.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import type { RuleOf, RulePack } from '../../../domain/contact/rule.ts';
import { beijing, ZONE } from '../fixtures.ts';

const cn = rulePackOf('CN');
const rule = cn?.rules[0] as RuleOf<'hours'>;

const facts = (changes: Partial<ContactFacts> = {}): ContactFacts => ({
  channel: 'sms',
  purpose: 'collect',
  actorRole: 'first_party',
  collectableMinor: 50_000,
  holds: [],
  consented: true,
  reachable: true,
  customerZone: ZONE,
  debtIds: ['L1'],
  history: [],
  ...changes,
});

const BOTH = ['CN-GBT45251-HOURS', 'CN-CBA2026-HOURS'];
const noon = beijing('2026-11-02', '12:00');

describe('hours in China', () => {
  const today = beijing('2026-11-02', '08:00');
  const tomorrow = beijing('2026-11-03', '08:00');
  it.each([
    ['00:00:00', today],
    ['07:59:59', today],
    ['08:00:00', null],
    ['21:59:59', null],
    ['22:00:00', tomorrow],
    ['23:59:59', tomorrow],
  ])('at %s', (time, untilMs) => {
    const expected =
      untilMs === null ? { decision: 'allow', rules: BOTH } : { decision: 'defer', untilMs, rules: BOTH };
    expect(decideContact(cn, facts(), beijing('2026-11-02', time))).toEqual(expected);
  });

  it('hold to the millisecond', () => {
    const decisionAt = (atMs: number) => decideContact(cn, facts(), atMs).decision;
    const open = beijing('2026-11-02', '08:00');
    const close = beijing('2026-11-02', '22:00');
    expect([open - 1, open, close - 1, close].map(decisionAt)).toEqual(['defer', 'allow', 'allow', 'defer']);
  });

  it('are those of Beijing, wherever the customer is', () => {
    const inUrumqi = facts({ customerZone: 'Asia/Urumqi' });
    expect(decideContact(cn, inUrumqi, beijing('2026-11-02', '08:00')).decision).toBe('allow');
    expect(decideContact(cn, inUrumqi, beijing('2026-11-02', '22:00')).decision).toBe('defer');
  });

  it('bind an agency as they bind the lender', () => {
    expect(decideContact(cn, facts({ actorRole: 'third_party' }), noon).rules).toEqual(BOTH);
  });

  it('bind from the day they came into force', () => {
    expect(decideContact(cn, facts(), beijing('2026-01-29', '12:00')).rules).toEqual(['CN-GBT45251-HOURS']);
    expect(decideContact(cn, facts(), beijing('2026-01-30', '12:00')).rules).toEqual(BOTH);
    expect(decideContact(cn, facts(), beijing('2025-02-27', '23:00'))).toEqual({
      decision: 'allow',
      rules: [],
    });
  });

  it('do not bind a letter', () => {
    expect(decideContact(cn, facts({ channel: 'letter' }), beijing('2026-11-02', '03:00')).decision).toBe(
      'allow',
    );
  });
});

it('the last look before sending knows only the hours', () => {
  const owesNothing = facts({ collectableMinor: 0, consented: false });
  const at = (time: string) => hoursAreOpen(cn, owesNothing, beijing('2026-11-02', time));
  expect(['07:59:59', '08:00:00', '21:59:59', '22:00:00'].map(at)).toEqual([false, true, true, false]);
  expect(hoursAreOpen(cn, facts({ channel: 'letter' }), beijing('2026-11-02', '03:00'))).toBe(true);
  expect(hoursAreOpen(undefined, facts(), noon)).toBe(false);
});

describe('what no pack can switch off', () => {
  it.each<[string, Partial<ContactFacts>, string[]]>([
    ['nothing owed', { collectableMinor: 0 }, ['BASIC-NOTHING-OWED']],
    ['less than nothing owed', { collectableMinor: -1 }, ['BASIC-NOTHING-OWED']],
    [
      'a reminder of a promise with nothing owed',
      { purpose: 'promise-reminder', collectableMinor: 0 },
      ['BASIC-NOTHING-OWED'],
    ],
    ['no consent', { consented: false }, ['BASIC-NO-CONSENT']],
    ['no address', { reachable: false }, ['BASIC-NO-ADDRESS']],
    ['a letter without an address', { channel: 'letter', reachable: false }, ['BASIC-NO-ADDRESS']],
    ['holds', { holds: ['grace', 'dispute'] }, ['BASIC-HOLD:grace', 'BASIC-HOLD:dispute']],
    ['thanks during a hold', { purpose: 'acknowledge', holds: ['cease'] }, ['BASIC-HOLD:cease']],
    [
      'all at once',
      { collectableMinor: 0, holds: ['grace'], consented: false, reachable: false },
      ['BASIC-NOTHING-OWED', 'BASIC-HOLD:grace', 'BASIC-NO-CONSENT', 'BASIC-NO-ADDRESS'],
    ],
  ])('%s', (_name, changes, rules) => {
    expect(decideContact(cn, facts(changes), noon)).toEqual({ decision: 'deny', rules });
    // At night as well: a denial is no deferral.
    expect(decideContact(cn, facts(changes), noon + 43_200_000)).toEqual({ decision: 'deny', rules });
  });

  it('no rule pack', () => {
    const decision = decideContact(rulePackOf('XX'), facts(), noon);
    expect(decision).toEqual({ decision: 'deny', rules: ['BASIC-NO-RULE-PACK'] });
  });

  it('a letter needs no consent, and thanks need no arrears', () => {
    expect(decideContact(cn, facts({ channel: 'letter', consented: false }), noon).decision).toBe('allow');
    expect(decideContact(cn, facts({ purpose: 'acknowledge', collectableMinor: 0 }), noon).decision).toBe(
      'allow',
    );
  });
});

describe('a rule', () => {
  const night = beijing('2026-11-02', '23:00');
  const one = (changes: Partial<RuleOf<'hours'>>): RulePack => ({
    jurisdiction: 'T',
    rules: [{ ...rule, ...changes }],
  });

  it.each<[string, Partial<RuleOf<'hours'>>]>([
    ['a draft', { status: 'draft' }],
    ['of unverified text', { status: 'unverified' }],
    ['that has ended', { effectiveTo: '2026-11-01' }],
    ['that is not yet there', { effectiveFrom: '2026-11-03' }],
    ['for the other role', { actorRole: 'third_party' }],
    ['for another channel', { channels: ['voice'] }],
    ['that excepts the purpose', { purposeExceptions: ['collect'] }],
  ])('%s does not bind', (_name, changes) => {
    expect(decideContact(one(changes), facts(), night)).toEqual({ decision: 'allow', rules: [] });
  });

  it('binds on its last day', () => {
    expect(decideContact(one({ effectiveTo: '2026-11-02' }), facts(), night).decision).toBe('defer');
  });

  it('that ends sets free what it held back', () => {
    const pack = one({ window: { from: '08:00', to: '09:00' }, effectiveTo: '2026-11-02' });
    const untilMs = beijing('2026-11-03', '00:00');
    expect(decideContact(pack, facts(), night)).toMatchObject({ decision: 'defer', untilMs });
  });

  it('that begins tomorrow is kept by a deferral to tomorrow', () => {
    const later = {
      ...rule,
      id: 'LATER',
      effectiveFrom: '2026-11-03',
      window: { from: '10:00', to: '12:00' },
    };
    const decision = decideContact({ jurisdiction: 'T', rules: [rule, later] }, facts(), night);
    const untilMs = beijing('2026-11-03', '10:00');
    expect(decision).toEqual({ decision: 'defer', untilMs, rules: [rule.id, 'LATER'] });
  });

  it('may permit the second at its end', () => {
    const pack = one({ boundary: 'inclusive-end' });
    expect(decideContact(pack, facts(), beijing('2026-11-02', '22:00:00')).decision).toBe('allow');
    expect(decideContact(pack, facts(), beijing('2026-11-02', '22:00:01')).decision).toBe('defer');
  });
});

describe('a deferral', () => {
  // Two windows in two zones, each open at a whole quarter of an hour: the oracle looks at every minute.
  const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const zone = fc.constantFrom(ZONE, 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata');
  const boundary = fc.constantFrom('inclusive-end' as const, 'exclusive-end' as const);
  const window = fc
    .tuple(quarter, quarter, zone, boundary)
    .filter(([a, b]) => Math.abs(a - b) >= 30)
    .map(([a, b, official, bound]) => ({
      ...rule,
      id: `${official} ${a}`,
      window: { from: clock(Math.min(a, b)), to: clock(Math.max(a, b)) },
      timeZoneBasis: { official },
      boundary: bound,
    }));

  const permitted = (rules: readonly RuleOf<'hours'>[], atMs: number) =>
    rules.every((r) => {
      const inZone = r.timeZoneBasis === 'customer' ? ZONE : r.timeZoneBasis.official;
      const second = localSecondOfDay(atMs, inZone);
      const seconds = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
      const end = seconds(r.window.to) + (r.boundary === 'inclusive-end' ? 1 : 0);
      return second >= seconds(r.window.from) && second < end;
    });

  it('is to the earliest permitted instant', () => {
    // A month without a change of clocks in any of the zones.
    const start = atLocalTime('2026-06-01', '00:00', ZONE);
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 2 }), fc.nat(28 * 1440), (rules, minute) => {
        const now = start + minute * MINUTE_MS;
        const decision = decideContact({ jurisdiction: 'T', rules }, facts(), now);
        let oracle = now;
        while (!permitted(rules, oracle) && oracle < now + 2 * 86_400_000) oracle += MINUTE_MS;
        // Windows that never meet have no earliest instant; such a pack cannot be kept at all.
        fc.pre(permitted(rules, oracle));
        if (decision.decision === 'defer') expect(decision.untilMs).toBe(oracle);
        else expect(oracle).toBe(now);
      }),
      { numRuns: 150 },
    );
    // The oracle looks at thousands of minutes a run.
  }, 60_000);

  it('in China is to eight o’clock, under way never asked twice', () => {
    const start = beijing('2026-02-01', '00:00');
    fc.assert(
      fc.property(fc.nat(300 * 86_400_000), (offsetMs) => {
        const now = start + offsetMs;
        const decision = decideContact(cn, facts(), now);
        if (decision.decision !== 'defer') return;
        expect(localSecondOfDay(decision.untilMs, ZONE)).toBe(8 * 3600);
        expect(decision.untilMs - now).toBeLessThanOrEqual(10 * 3_600_000);
        expect(localDate(decision.untilMs, ZONE) >= localDate(now, ZONE)).toBe(true);
        expect(decideContact(cn, facts(), decision.untilMs).decision).toBe('allow');
      }),
    );
  });
});
