import fc from 'fast-check';
import { atLocalTime } from '../../../domain/local-time.ts';
import type { ContactFacts, PastContact } from '../../../domain/contact/facts.ts';
import type { OracleCase } from './oracle.ts';

export interface RandomCase extends OracleCase {
  now: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const ZONES = {
  CN: ['Asia/Shanghai', 'Asia/Urumqi'],
  US: ['America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu'],
  'US-MA': ['America/New_York'],
  'US-CA': ['America/Los_Angeles'],
  UK: ['Europe/London', 'Europe/Madrid'],
  IN: ['Asia/Kolkata', 'Asia/Dubai'],
  // A clock that goes back at midnight, and one that goes by half an hour.
  'EU-IE': ['Europe/Dublin', 'America/Havana', 'Australia/Lord_Howe'],
} as const;

/** Fortnights with a change of clocks somewhere, a new year, and two without anything. */
const FORTNIGHTS = ['2026-03-02', '2026-03-22', '2026-04-01', '2026-06-08', '2026-10-19', '2026-12-21'];

const HOLIDAYS = {
  place: 'EU-IE',
  from: '2025-01-01',
  to: '2028-12-31',
  publicHolidays: ['2026-03-17', '2026-04-06', '2026-10-26', '2026-12-25', '2026-12-26', '2027-01-01'],
};

const minuteOfDay = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const minutes = quarter * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const hours = fc.record({ from: minuteOfDay, to: minuteOfDay }).filter(({ from, to }) => from !== to);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 12, nil: undefined });
/** fast-check: one in so many is the nil value; the other way round it is rare. */
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Calls in a row, as a dialer makes them: what brings a count to its limit. */
const dialed = fc.record({
  minutesAgo: fc.oneof(fc.nat(8 * 1440), fc.integer({ min: 7 * 1440 - 600, max: 7 * 1440 + 600 })),
  channel: fc.constantFrom('voice' as const, 'ai_voice' as const),
  outcome: fc.constantFrom('no_answer' as const, 'no_answer' as const, 'voicemail' as const, 'busy' as const),
  inbound: fc.constant(1),
  debtIds: fc.constantFrom<string[]>(['L1'], ['L1'], ['L1'], []),
  contactPoint: fc.constantFrom(undefined, 'A'),
});
const anything = fc.record({
  minutesAgo: fc.oneof(fc.nat(9 * 1440), fc.nat(1440)),
  channel: fc.constantFrom(...(['voice', 'voice', 'voice', 'ai_voice', 'sms', 'visit', 'email'] as const)),
  outcome: fc.constantFrom(
    ...(['no_answer', 'no_answer', 'no_answer', 'voicemail', 'conversation', 'busy', 'invalid'] as const),
  ),
  inbound: fc.integer({ min: 0, max: 9 }),
  debtIds: fc.constantFrom<string[]>([], ['L1'], ['L1'], ['L2'], ['L1', 'L2']),
  contactPoint: fc.constantFrom(undefined, 'A', 'A', 'B'),
});

function historyBefore(now: number): fc.Arbitrary<PastContact[]> {
  const drawn = fc.oneof(
    fc.array(anything, { maxLength: 14, size: 'max' }),
    fc.array(dialed, { minLength: 6, maxLength: 11, size: 'max' }),
  );
  return drawn.map((contacts) =>
    contacts.map(({ minutesAgo, inbound, contactPoint, ...past }) => ({
      ...past,
      atMs: (Math.floor(now / MINUTE_MS) - minutesAgo) * MINUTE_MS,
      direction: inbound === 0 ? ('inbound' as const) : ('outbound' as const),
      ...(contactPoint !== undefined && { contactPoint }),
    })),
  );
}

const date = (fromMs: number, daysFrom: number, daysTo: number) =>
  fc
    .integer({ min: daysFrom, max: daysTo })
    .map((days) => new Date(fromMs + days * DAY_MS).toISOString().slice(0, 10));

function factsAt(place: OracleCase['place'], now: number): fc.Arbitrary<ContactFacts> {
  const zone = fc.constantFrom<string>(...ZONES[place]);
  return fc
    .record({
      channel: fc.constantFrom(
        'voice',
        'voice',
        'voice',
        'ai_voice',
        'sms',
        'email',
        'push',
        'letter',
        'visit',
      ),
      purpose: fc.constantFrom('collect', 'collect', 'collect', 'collect', 'reply-to-query', 'remedy-notice'),
      actorRole: fc.constantFrom('first_party', 'third_party', 'third_party'),
      collectableMinor: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0),
      holds: fc.constantFrom<string[]>([], [], [], [], [], [], [], [], [], [], [], ['grace']),
      consented: fc.integer({ min: 0, max: 15 }).map((n) => n > 0),
      reachable: fc.integer({ min: 0, max: 15 }).map((n) => n > 0),
      customerZone: zone,
      debtIds: fc.constantFrom<string[]>(['L1'], ['L1'], ['L2'], ['L1', 'L2'], []),
      history: historyBefore(now),
      otherZones: seldom(zone.map((one) => [one])),
      contactPoint: rarely(fc.constantFrom('A', 'B')),
      place: seldom(fc.constant('work' as const)),
      contactRole: seldom(fc.constantFrom('guarantor' as const, 'spouse' as const, 'third-party' as const)),
      debtorUnreachable: rarely(fc.boolean()),
      thirdPartyRefused: seldom(fc.boolean()),
      ceased: seldom(fc.boolean()),
      attorney: seldom(fc.boolean()),
      optedOut: seldom(fc.constantFrom<('voice' | 'sms')[]>(['voice'], ['sms'])),
      inconvenientHours: fc.oneof(
        fc.constant(undefined),
        seldom(fc.array(hours, { minLength: 1, maxLength: 2 })),
      ),
      consentOutsideHours: seldom(fc.boolean()),
      extraCallsConsentOn: seldom(date(now, -9, -1)),
      moratoria: seldom(
        fc.record({ startOn: date(now, -20, 5), days: fc.option(fc.nat(50)) }).map(({ startOn, days }) => [
          {
            type: 'breathing_space',
            startOn,
            ...(days !== null && {
              lastOn: new Date(Date.parse(startOn) + days * DAY_MS).toISOString().slice(0, 10),
            }),
          },
        ]),
      ),
      planHold: seldom(date(now, -35, 3).map((from) => ({ from }))),
      microfinance: fc.boolean(),
      holidays: fc.constant(place === 'EU-IE' ? HOLIDAYS : undefined),
    })
    .map((facts) => withoutUndefined(facts) as unknown as ContactFacts);
}

const withoutUndefined = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

/** When rules open and close by the clock on the wall. */
const EDGES = ['08:00', '09:00', '18:00', '19:00', '21:00', '22:00'];

function instants(place: OracleCase['place']): fc.Arbitrary<number> {
  const second = fc.constantFrom(0, 0, 1, 59, -1);
  const day = fc.constantFrom(...FORTNIGHTS).chain((from) => date(Date.parse(from), 0, 14));
  return fc.oneof(
    fc
      .tuple(day, fc.nat(1439), second)
      .map(([on, minute, s]) => Date.parse(on) + minute * MINUTE_MS + s * 1000),
    fc
      .tuple(day, fc.constantFrom(...EDGES), fc.constantFrom<string>(...ZONES[place]), second)
      .map(([on, time, zone, s]) => atLocalTime(on, time, zone) + s * 1000),
  );
}

/** Cases at whole seconds, half of them round an opening or a closing. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({
    place: fc.constantFrom(...(Object.keys(ZONES) as OracleCase['place'][])),
    basis: fc.constantFrom('letter' as const, 'prudent' as const),
  })
  .chain(({ place, basis }) =>
    instants(place).chain((now) => factsAt(place, now).map((facts) => ({ place, basis, facts, now }))),
  );
