import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, DAY_MS, formatInstant, localDate } from '../../../domain/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseFacts } from '../../../domain/case/facts.ts';
import { nextStep } from '../../../domain/case/next-step.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { stepAfter } from '../../../domain/case/step-after.ts';
import { waitFor } from '../../../domain/case/wait-for.ts';
import type { GroupCount, HourCount } from '../../../domain/contact/best-time.ts';
import { mayStillLeave, shippedPolicy } from '../../../domain/contact/gate-policy.ts';
import type { ContactWishes } from '../../../domain/contact/wishes.ts';
import { atLocalTime, endOfDay } from '../../../domain/local-time.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { usRetail } from '../../../domain/strategy/built-in/us-retail.ts';
import { CHANNELS, strategySchema, type Strategy } from '../../../domain/strategy/schema.ts';
import { beijing, caseFacts, caseState, NOW, ZONE } from '../fixtures.ts';

const best: Strategy = { ...cnRetail, preferredTime: 'best', spreadMinutes: 0 };
/** Overdue since 30 October 2026: day 3, a reminder by SMS, is Monday 2 November. */
const madeAt = (now: number) => ({ now, sequence: 1 });
const waiting = (changes: Partial<CaseState> = {}) =>
  caseState({ notBefore: { atMs: 0, why: '' }, ...changes });

type Seen = Partial<GroupCount> & Pick<GroupCount, 'weekday' | 'hour' | 'tries' | 'successes'>;
const seen = (weekday: number, hour: number, tries: number, successes: number, of: Partial<Seen> = {}) => ({
  ...{ channel: 'sms' as const, tier: 'low' as const, segment: '', weekday, hour, tries, successes },
  ...of,
});
function factsOf(
  region: readonly GroupCount[],
  { own = [], ...customer }: Partial<CaseFacts['customer']> & { own?: HourCount[] } = {},
): CaseFacts {
  return { ...caseFacts({ customer }), hours: { region, own } };
}
const [MONDAY, TUESDAY, THURSDAY] = [1, 2, 4];
/** What is usual is little. */
const USUAL = seen(TUESDAY, 10, 400, 24);
const WORKED = [...[USUAL, seen(MONDAY, 18, 40, 14), seen(MONDAY, 9, 40, 1)], seen(THURSDAY, 12, 60, 30)];

const step = (state: CaseState, facts: CaseFacts, { strategy = best, now = NOW } = {}) => {
  const next = nextStep(state, strategy, now, facts);
  if (!next) throw new Error('there is no next step');
  return next;
};
const at = (...of: Parameters<typeof step>) => formatInstant(step(...of).atMs, ZONE).slice(0, 16);

describe('a rung of a strategy that plans by the best hour', () => {
  it.each<[string, Partial<CaseState>, CaseFacts, string]>([
    ['is at that of its weekday', {}, factsOf(WORKED), '2026-11-02 18:00'],
    ['is at another on another one', { shiftDays: 3 }, factsOf(WORKED), '2026-11-05 12:00'],
    [
      'is at the usual time on a day that has shown nothing',
      { shiftDays: 2 },
      factsOf(WORKED),
      '2026-11-04 10:00',
    ],
    ['is at the usual time where nothing is known', {}, factsOf([]), '2026-11-02 10:00'],
    ['is at the usual time where nobody has read the hours', {}, caseFacts(), '2026-11-02 10:00'],
    [
      'is at the usual time when only other channels have shown something',
      {},
      factsOf([seen(MONDAY, 18, 90, 90, { channel: 'voice' })]),
      '2026-11-02 10:00',
    ],
    [
      'is at none that is forbidden, however well it has worked',
      {},
      factsOf([...WORKED, seen(MONDAY, 7, 40, 20), seen(MONDAY, 22, 40, 20)]),
      '2026-11-02 18:00',
    ],
    ['is at the last hour before the night', {}, factsOf([seen(MONDAY, 21, 99, 99)]), '2026-11-02 21:00'],
    ['is at the first one in the morning', {}, factsOf([seen(MONDAY, 8, 99, 99)]), '2026-11-02 08:00'],
    [
      'is at none that the customer has asked to be spared',
      {},
      factsOf(WORKED, { wishes: { inconvenientHours: [{ from: '18:30', to: '19:00' }] } }),
      // Of those that nothing is known of the one that is nearest to ten o'clock; nine has done worse.
      '2026-11-02 10:00',
    ],
    [
      'is not in an hour that has done worse than others',
      {},
      factsOf([seen(MONDAY, 10, 200, 0)]),
      '2026-11-02 09:00',
    ],
    [
      'is at the hour that the customer’s own contacts have shown',
      {},
      factsOf(WORKED, {
        own: [{ channel: 'sms', weekday: MONDAY, hour: 20, tries: 6, successes: 6 }],
      }),
      '2026-11-02 20:00',
    ],
    [
      'is at that of its segment, where it has one',
      { segment: 'S2' },
      factsOf([
        ...WORKED,
        ...[seen(MONDAY, 12, 60, 40, { segment: 'S2' }), seen(MONDAY, 18, 20, 4, { segment: 'S2' })],
      ]),
      '2026-11-02 12:00',
    ],
    [
      'is at that of the region, where its tier has shown nothing',
      {},
      factsOf([seen(MONDAY, 16, 60, 30, { tier: 'high' })]),
      '2026-11-02 16:00',
    ],
    [
      'is at that hour by the customer’s clock, on its day by the loan’s',
      {},
      factsOf(WORKED, { zone: 'Asia/Tokyo' }),
      '2026-11-02 17:00',
    ],
    [
      'is at the usual time when it is a letter',
      { rung: 5, tier: 'low' },
      factsOf(WORKED),
      '2026-12-29 10:00',
    ],
  ])('%s', (_name, changes, facts, expected) => {
    const state = waiting(changes);
    if (changes.rung !== undefined) expect(best.ladders.low[changes.rung]?.channel).toBe('letter');
    expect(at(state, facts)).toBe(expected);
  });

  it('is found in daylight saving as on any day', () => {
    // Sunday 8 March 2026 has no two o'clock in New York.
    const strategy = { ...usRetail, preferredTime: 'best', spreadMinutes: 0 };
    const zone = 'America/New_York';
    const channel = strategy.ladders.low[0]?.channel ?? 'sms';
    const region = [seen(TUESDAY, 10, 400, 24), seen(7, 18, 40, 20), seen(7, 2, 40, 30)].map((one) => ({
      ...one,
      channel,
    }));
    const facts = {
      ...caseFacts({ loan: { jurisdiction: 'US', zone }, customer: { zone } }),
      hours: { region, own: [] },
    };
    const onDay = strategy.ladders.low[0]?.onDay ?? 0;
    const state = waiting({ zone, oldestDueOn: addDays('2026-03-08', -onDay) });
    const now = atLocalTime('2026-03-07', '12:00', zone);
    const next = step(state, facts, { strategy, now });
    expect(formatInstant(next.atMs, zone)).toBe('2026-03-08 18:00 America/New_York');
  });

  it('is spread inside that hour only', () => {
    const strategy = { ...best, spreadMinutes: 720 };
    const places = ['L1', 'L2', 'L3', 'L4', 'L5'].map((loanId) => {
      const { atMs } = step(waiting({ loanId: loanId as CaseState['loanId'] }), factsOf(WORKED), {
        strategy,
      });
      return atMs - beijing('2026-11-02', '18:00');
    });
    expect(new Set(places).size).toBe(5);
    for (const place of places) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(3_600_000);
    }
  });

  it('costs and changes nothing where the strategy has a time', () => {
    const facts = factsOf(WORKED);
    const strategy = { ...cnRetail, spreadMinutes: 0 };
    expect(nextStep(waiting(), strategy, NOW, facts)).toEqual(nextStep(waiting(), strategy, NOW));
    expect(strategySchema.parse({ ...cnRetail, usualTime: undefined }).usualTime).toBe('10:00');
  });

  it('says what has shown it, in words and as data', () => {
    const next = step(waiting(), factsOf(WORKED));
    expect(next.why).toBe(
      'strategy cn-retail@1, day 3 past due; Mondays at 18:00, when 14 of 40 SMS to customers of the same risk tier were followed by a payment; 13 % at any time',
    );
    expect(next.reason).toEqual({ kind: 'strategy', day: 3 });
    const { state, instruction } = waitFor(waiting(), next, best, madeAt(NOW), factsOf(WORKED));
    expect(instruction).toMatchObject({ why: next.why, untilMs: beijing('2026-11-02', '18:00') });
    expect(state.chosenHour).toMatchObject({
      ...{ rung: 0, channel: 'sms', hour: 18 },
      of: 'tier',
      tries: 40,
    });
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('is told of the step after the next one too', () => {
    const days = [1, 2, 3, 4, 5, 6, 7];
    const facts = factsOf(
      CHANNELS.flatMap((channel) => days.map((day) => seen(day, 20, 40, 20, { channel }))),
    );
    const next = step(waiting(), facts);
    const then = stepAfter(waiting(), best, next, NOW, facts);
    expect(formatInstant(then?.atMs ?? 0, ZONE)).toMatch(/ 20:00 /);
  });
});

describe('a case that is at rest', () => {
  const rest = (until: number, reason: CaseState['notBefore']['reason']): Partial<CaseState> => ({
    notBefore: { atMs: until, why: 'w', ...(reason && { reason }) },
  });
  const early = factsOf([USUAL, seen(THURSDAY, 9, 40, 14), seen(THURSDAY, 15, 40, 10)]);

  it.each<[string, Partial<CaseState>, string]>([
    [
      'for some days takes the best hour of the day on which it goes on',
      rest(beijing('2026-11-05', '10:00'), { kind: 'gap', days: 3 }),
      '2026-11-05 09:00',
    ],
    [
      'after a payment too',
      {
        rest: { atMs: beijing('2026-11-05', '10:00'), why: 'w', reason: { kind: 'payment', amountMinor: 1 } },
      },
      '2026-11-05 09:00',
    ],
    [
      'by the gate takes the best hour of those after its opening',
      rest(beijing('2026-11-05', '09:20'), { kind: 'gate', rules: ['R'] }),
      '2026-11-05 15:00',
    ],
    [
      'between two calls too',
      rest(beijing('2026-11-05', '09:01'), { kind: 'call-spacing', hours: 4 }),
      '2026-11-05 15:00',
    ],
    [
      'to the end of the day’s hours goes to the gate then',
      rest(beijing('2026-11-05', '21:30'), { kind: 'gate', rules: ['R'] }),
      '2026-11-05 21:30',
    ],
  ])('%s', (_name, changes, expected) => {
    expect(at(waiting(changes), early)).toBe(expected);
  });
});

describe('a rung whose day has come', () => {
  const later = factsOf([USUAL, seen(MONDAY, 20, 90, 80), seen(MONDAY, 18, 40, 14)]);
  const chosen = () => waitFor(waiting(), step(waiting(), factsOf(WORKED)), best, madeAt(NOW)).state;

  it('is chosen anew before it', () => {
    expect(at(chosen(), later, { now: NOW })).toBe('2026-11-02 20:00');
  });

  it.each([
    ['keeps its hour on the day itself', '2026-11-02', '00:00'],
    ['is due when it comes', '2026-11-02', '18:00'],
    ['is due when it is noticed late', '2026-11-02', '21:45'],
    ['is due when it is noticed on another day', '2026-11-04', '09:00'],
  ])('%s', (_name, date, time) => {
    expect(at(chosen(), later, { now: beijing(date, time) })).toBe('2026-11-02 18:00');
  });

  it.each([
    ['is said to be taken at its hour', '2026-11-02', '18:59', { weekday: MONDAY, hour: 18 }],
    ['is not when it is taken late', '2026-11-02', '19:00', undefined],
    ['is not when it is taken on another day', '2026-11-04', '09:00', undefined],
  ])('%s', (_name, date, time, hour) => {
    const input = { state: chosen(), events: [], strategy: best, scorer: expertScorer };
    const { entries } = decide({ ...input, facts: factsOf(WORKED), now: beijing(date, time) });
    const reserved = entries.find(({ type }) => type === 'contact-reserved');
    expect(reserved).toBeDefined();
    if (hour) expect(reserved?.data?.['hour']).toMatchObject(hour);
    else expect(reserved?.data?.['hour']).toBeUndefined();
    expect(reserved?.why?.includes('Mondays at 18:00')).toBe(hour !== undefined);
  });

  it('moves with a rest that goes beyond it', () => {
    const held = { ...chosen(), rest: { atMs: beijing('2026-11-09', '10:00'), why: 'w' } };
    expect(at(held, later, { now: beijing('2026-11-02', '18:00') })).toBe('2026-11-09 20:00');
  });

  it('keeps its hour while something else is waited for', () => {
    const state = waitFor(
      chosen(),
      { atMs: beijing('2026-11-02', '09:00'), step: { kind: 'promise-reminder' }, why: 'w' },
      best,
      madeAt(NOW),
    ).state;
    expect(at(state, later, { now: beijing('2026-11-02', '09:00') })).toBe('2026-11-02 18:00');
  });

  it('is not taken for the hour of the next rung', () => {
    const next = {
      ...chosen(),
      rung: 1,
      ...{ notBefore: { atMs: beijing('2026-11-02', '19:00'), why: 'w' } },
    };
    const after = waitFor(next, step(next, caseFacts()), best, madeAt(beijing('2026-11-02', '19:00'))).state;
    expect(after.chosenHour).toBeUndefined();
  });

  it('takes the best hour that is left of a day on which it was overdue already', () => {
    const now = beijing('2026-11-05', '12:30');
    const facts = factsOf([USUAL, seen(THURSDAY, 12, 60, 30), seen(THURSDAY, 16, 60, 20)]);
    expect(at(waiting(), facts, { now })).toBe('2026-11-05 16:00');
    expect(step(waiting(), facts, { now: beijing('2026-11-05', '21:30') }).atMs).toBeLessThan(now);
  });
});

const counts = fc.array(
  fc
    .record({
      ...{ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) },
      ...{ tries: fc.integer({ min: 0, max: 200 }), share: fc.double({ min: 0, max: 1, noNaN: true }) },
      tier: fc.constantFrom('low' as const, 'high' as const),
      segment: fc.constantFrom('', 'S1'),
    })
    .map(({ share, ...one }) => ({
      ...one,
      ...{ channel: 'sms' as const, successes: Math.floor(share * one.tries) },
    })),
  { maxLength: 60 },
);
const customer = fc.record({
  zone: fc.constantFrom(ZONE, 'Asia/Kolkata', 'Europe/London', 'America/New_York'),
  wishes: fc.constantFrom<ContactWishes>({}, { inconvenientHours: [{ from: '17:10', to: '18:40' }] }),
});
const loan = fc.record({
  ...{ shiftDays: fc.integer({ min: 0, max: 9 }), segment: fc.constantFrom('', 'S1') },
  loanId: fc.integer({ min: 1, max: 9_999 }).map((n) => `L${n}` as CaseState['loanId']),
});
const spreadMinutes = fc.integer({ min: 0, max: 720 });
const plannedOn = ({ shiftDays }: { shiftDays: number }) => addDays('2026-11-02', shiftDays);

test('whatever was counted, a best hour is permitted at its instant and lies on the day of the rung', () => {
  const when = fc.integer({ min: 0, max: 14 * 24 * 60 });
  fc.assert(
    fc.property(counts, customer, loan, spreadMinutes, when, (region, who, one, minutes, minutesOn) => {
      const now = NOW + minutesOn * 60_000;
      const facts = factsOf(region, who);
      const next = step(waiting(one), facts, { strategy: { ...best, spreadMinutes: minutes }, now });
      if (!next.hour) return;
      const today = localDate(now, ZONE);
      expect(localDate(next.atMs, ZONE)).toBe(plannedOn(one) > today ? plannedOn(one) : today);
      expect(next.atMs).toBeGreaterThanOrEqual(now);
      const asked = { channel: 'sms', purpose: 'collect', actorRole: 'first_party' } as const;
      const { zone: customerZone, wishes } = who;
      expect(mayStillLeave(shippedPolicy('CN'), { ...asked, customerZone, ...wishes }, next.atMs)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('however often the hours are read anew, a rung is due on its day and is not put off once that has begun', () => {
  const wakes = fc.array(fc.record({ region: counts, share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(counts, loan, spreadMinutes, wakes, (first, one, minutes, later) => {
      const strategy = { ...best, spreadMinutes: minutes };
      const [dayBegins, dayEnds] = [beijing(plannedOn(one), '00:00'), endOfDay(plannedOn(one), ZONE)];
      let now = NOW;
      let facts = factsOf(first);
      let { state, instruction } = waitFor(
        waiting(one),
        step(waiting(one), facts, { strategy }),
        strategy,
        madeAt(now),
      );
      // Woken early by what happens meanwhile, and at last by its own timer.
      for (const { region, share } of [...later, { region: first, share: 1 }]) {
        if (instruction.kind !== 'wait') throw new Error('it does not wait');
        const { untilMs } = instruction;
        now += Math.floor(share * (untilMs - now));
        facts = factsOf(region);
        const next = step(state, facts, { strategy, now });
        if (now >= dayBegins && state.chosenHour) expect(next.atMs).toBeLessThanOrEqual(untilMs);
        if (next.atMs <= now) break;
        ({ state, instruction } = waitFor(state, next, strategy, madeAt(now)));
      }
      const next = step(state, facts, { strategy, now });
      expect(next.atMs).toBeGreaterThanOrEqual(dayBegins);
      expect(next.atMs).toBeLessThan(dayEnds);
      expect(dayEnds - dayBegins).toBe(DAY_MS);
    }),
    { numRuns: 300 },
  );
});
