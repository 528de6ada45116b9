import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideContact, type ContactFacts } from '../../../domain/contact/decide-contact.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import { DomainFailure } from '../../../domain/failures.ts';
import { gateFacts, past } from './gate-fixtures.ts';

const us = rulePackOf('US');
const ireland = rulePackOf('EU-IE');
const NOW = Date.parse('2026-06-07T18:00:00Z');

function decisionOrProblem(facts: ContactFacts, now: number): string {
  try {
    const decision = decideContact(facts.holidays === undefined ? us : ireland, facts, now);
    if (decision.decision === 'defer') {
      expect(decision.untilMs).toBeGreaterThan(now);
      expect(decision.untilMs - now).toBeLessThan(62 * 86_400_000);
    }
    return decision.decision;
  } catch (error) {
    if (error instanceof DomainFailure && error.type === 'InvalidInput') return error.message;
    throw error;
  }
}

it('whatever comes in is decided or refused as invalid input', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.string(),
    fc.double(),
    fc.constantFrom(null, Infinity, Number.NaN, -1),
  );
  const fields = Object.keys({
    ...gateFacts({
      otherZones: [],
      optedOut: [],
      inconvenientHours: [],
      moratoria: [],
      planHold: { from: '2026-06-01' },
      extraCallsConsentOn: '2026-06-01',
      contactPoint: 'A',
      contactRole: 'debtor',
      place: 'work',
      holidays: { place: 'EU-IE', from: '2026-01-01', to: '2026-12-31', publicHolidays: [] },
    }),
  });
  const change = fc.tuple(fc.constantFrom(...fields), junk).map(([field, value]) => ({ [field]: value }));
  const pastJunk = fc
    .record(
      { atMs: junk, channel: junk, outcome: junk, direction: junk, debtIds: junk },
      { requiredKeys: [] },
    )
    .map((changes) => ({ history: [{ ...past('2026-06-01T15:00:00Z'), ...changes }] }));
  fc.assert(
    fc.property(fc.oneof(change, pastJunk), fc.oneof(fc.constant(NOW), fc.double()), (changes, now) => {
      decisionOrProblem({ ...gateFacts(), ...changes } as ContactFacts, now);
    }),
    { numRuns: 3000 },
  );
});

describe('says what is wrong', () => {
  it.each<[Partial<ContactFacts>, RegExp]>([
    [{ customerZone: 'Mars/Olympus' }, /'Mars\/Olympus' is not a time zone/],
    [{ otherZones: ['nowhere'] }, /'nowhere' is not a time zone/],
    [{ channel: 'fax' as 'sms' }, /channel is none of .*: fax/],
    [{ history: [past('never')] }, /history.atMs is not an instant/],
    [
      { history: [past('2026-06-01T15:00:00Z', { outcome: 'rang' as 'busy' })] },
      /history.outcome is none of/,
    ],
    [{ history: Array.from({ length: 2001 }, () => past('2026-06-01T15:00:00Z')) }, /at most 2000/],
    [{ inconvenientHours: [{ from: '8', to: '10:00' }] }, /inconvenientHours are not times/],
    [{ inconvenientHours: [{ from: '00:00', to: '24:00' }] }, /no hours or all/],
    [{ extraCallsConsentOn: '2026-06-08' }, /in the future/],
    [{ extraCallsConsentOn: 'soon' }, /not a calendar date/],
    [
      { moratoria: [{ type: 'x', startOn: '2026-06-02', lastOn: '2026-06-01' }] },
      /ends on 2026-06-01, before/,
    ],
    [{ planHold: { from: '2026-06-01', days: 0 } }, /planHold.days/],
    [{ collectableMinor: Number.NaN }, /collectableMinor is not a number/],
  ])('%#', (changes, message) => {
    expect(decisionOrProblem(gateFacts(changes), NOW)).toMatch(message);
  });

  it.each([Number.NaN, Infinity, -1, 0, 9e15])('now is %d', (now) => {
    expect(decisionOrProblem(gateFacts(), now)).toMatch(/now is not an instant/);
  });
});

describe('gives up', () => {
  it('when no instant is permitted within 60 days', () => {
    // What is open in New York and in Shanghai is 08:00 to 09:00 and 20:00 to 21:00 in either.
    const facts = gateFacts({ otherZones: ['Asia/Shanghai'] });
    expect(decideContact(us, facts, NOW).decision).toBe('defer');
    const nowhere = decideContact(us, { ...facts, inconvenientHours: [{ from: '20:00', to: '21:00' }] }, NOW);
    expect(nowhere.decision).toBe('deny');
    expect(nowhere.rules).toContain('BASIC-NO-INSTANT-WITHIN-60-DAYS');
    expect(nowhere.rules).toContain('BASIC-CUSTOMER-HOURS');
  });

  it('on the sixtieth day and not before', () => {
    const until = (lastOn: string) =>
      decideContact(us, gateFacts({ moratoria: [{ type: 'm', startOn: '2026-06-01', lastOn }] }), NOW);
    expect(until('2026-08-05')).toMatchObject({
      decision: 'defer',
      untilMs: Date.parse('2026-08-06T12:00:00Z'),
    });
    expect(until('2026-08-06').decision).toBe('deny');
  });

  it('with the most that one contact may bring along', () => {
    const zones = [
      'Asia/Tokyo',
      'Europe/Paris',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'America/Lima',
      'Asia/Dubai',
    ];
    const hours = Array.from({ length: 12 }, (_, i) => ({
      from: `${String(2 * i).padStart(2, '0')}:00`,
      to: `${String(2 * i + 1).padStart(2, '0')}:59`,
    }));
    const history = Array.from({ length: 2000 }, (_, i) => past(new Date(NOW - i * 400_000).toISOString()));
    const facts = gateFacts({ otherZones: zones, inconvenientHours: hours, history });
    expect(decideContact(us, facts, NOW).decision).toBe('deny');
  });
});
