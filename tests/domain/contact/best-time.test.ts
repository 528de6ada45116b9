import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSUMED_SUCCESS,
  rankTimes,
  shrink,
  type CustomerGroup,
  type GroupCount,
  type HourCount,
  type RankedChannel,
} from '../../../domain/contact/best-time.ts';
import { chosenHourWords, oddsWords } from '../../../domain/contact/best-time-words.ts';
import { CHANNELS, TIERS } from '../../../domain/strategy/schema.ts';

describe('a share that is pulled towards a prior one', () => {
  test.each([
    [0, 0, 0.3, 10, 0.3],
    [10, 5, 0.3, 10, 0.4],
    [30, 0, 0.4, 10, 0.1],
    [90, 90, 0, 10, 0.9],
  ])('%i tries, %i successes, prior %d of strength %i: %d', (tries, successes, prior, strength, expected) => {
    expect(shrink({ tries, successes }, prior, strength)).toBeCloseTo(expected, 12);
  });

  test('lies between the prior and the observed one, the closer to that the more was seen', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const tries = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(tries, share, share, fc.integer({ min: 1, max: 100 }), (n, seen, prior, strength) => {
        const successes = Math.floor(seen * n);
        const found = shrink({ tries: n, successes }, prior, strength);
        const observed = successes / n;
        expect(found).toBeGreaterThanOrEqual(Math.min(prior, observed) - 1e-12);
        expect(found).toBeLessThanOrEqual(Math.max(prior, observed) + 1e-12);
        const more = shrink({ tries: 2 * n, successes: 2 * successes }, prior, strength);
        expect(Math.abs(more - observed)).toBeLessThanOrEqual(Math.abs(found - observed) + 1e-12);
      }),
    );
  });
});

const always = () => true;
const group = { tier: 'low' as const };
const count = (
  weekday: number,
  hour: number,
  tries: number,
  successes: number,
  of: Partial<GroupCount> = {},
): GroupCount => ({
  ...{ channel: 'voice', tier: 'low', segment: '', weekday, hour, tries, successes },
  ...of,
});
const rank = (region: readonly GroupCount[], own: readonly HourCount[] = [], who: CustomerGroup = group) =>
  rankTimes({ known: { region, own }, group: who, permitted: always });
const voiceOf = (ranked: RankedChannel[]) => {
  const voice = ranked.find(({ channel }) => channel === 'voice');
  if (!voice) throw new Error('voice is not ranked');
  return voice;
};
const words = (ranked: RankedChannel[]) => {
  const [first] = voiceOf(ranked).hours;
  return first && oddsWords(first.odds, 'voice');
};

describe('the best time', () => {
  test('where nothing is known is any time, by the channel that is assumed to work best', () => {
    const ranked = rank([]);
    expect(ranked.map(({ channel }) => channel)).toEqual(['voice', 'sms', 'push', 'email']);
    for (const { channel, hours } of ranked) {
      expect(hours).toHaveLength(168);
      for (const { odds } of hours) expect(odds.probability).toBeCloseTo(ASSUMED_SUCCESS[channel], 12);
    }
    expect(ranked[0]?.hours[0]).toMatchObject({ weekday: 1, hour: 0 });
    expect(words(ranked)).toBe('nothing is known of this hour; 30 % at any time');
  });

  test('is computed by hand', () => {
    // Of 100 calls 50 have worked: (50 + 20 x 0.3) / 120 at any time.
    const { usual, hours } = voiceOf(rank([count(2, 10, 60, 45), count(3, 18, 40, 5)]));
    expect(usual).toBeCloseTo(56 / 120, 12);
    // (45 + 20 x usual) / 80
    expect(hours[0]).toMatchObject({ weekday: 2, hour: 10 });
    expect(hours[0]?.odds.probability).toBeCloseTo((45 + 20 * (56 / 120)) / 80, 12);
    expect(words(rank([count(2, 10, 60, 45), count(3, 18, 40, 5)]))).toBe(
      '45 of 60 calls to customers of the same risk tier reached them; 47 % at any time',
    );
    expect(hours.at(-1)).toMatchObject({ weekday: 3, hour: 18 });
  });

  test('goes from the region to the tier to the segment, each as far as it has shown something', () => {
    const region = [
      count(2, 10, 60, 45, { tier: 'high' }),
      count(2, 10, 30, 6),
      count(2, 10, 10, 9, { segment: 'S1' }),
    ];
    const [of] = voiceOf(rank(region, [], { tier: 'low', segment: 'S1' })).hours;
    const usualOfRegion = (45 + 20 * 0.3) / 80;
    const hourOfRegion = (45 + 20 * usualOfRegion) / 80;
    // Against what the region would have come to with 30 calls in that hour; then the segment against its tier.
    const odds = (share: number) => share / (1 - share);
    const moved = (share: number, times: number) => (odds(share) * times) / (1 + odds(share) * times);
    const tierTimes =
      odds((6 + 20 * usualOfRegion) / 50) / odds((30 * hourOfRegion + 20 * usualOfRegion) / 50);
    const usualOfTier = moved(usualOfRegion, tierTimes);
    const hourOfTier = (6 + 20 * moved(hourOfRegion, tierTimes)) / 50;
    const times = odds((9 + 20 * usualOfTier) / 30) / odds((10 * hourOfTier + 20 * usualOfTier) / 30);
    expect(of?.odds.usual).toBeCloseTo(moved(usualOfTier, times), 12);
    expect(of?.odds.probability).toBeCloseTo((9 + 20 * moved(hourOfTier, times)) / 30, 12);
    expect(of?.odds).toMatchObject({ of: 'segment', tries: 10, successes: 9 });
    expect(words(rank(region, [], { tier: 'low', segment: 'S1' }))).toMatch(
      /^9 of 10 calls to customers like this reached them; /,
    );
  });

  test('of a group that was only contacted at a good hour is no better at others by that', () => {
    const region = [
      ...[count(2, 10, 400, 20, { tier: 'high' }), count(2, 18, 100, 40, { tier: 'high' })],
      count(2, 18, 50, 20),
    ];
    const [tier, high] = [voiceOf(rank(region)), voiceOf(rank(region, [], { tier: 'high' }))];
    const at = ({ hours }: RankedChannel, hour: number) =>
      hours.find((one) => one.weekday === 2 && one.hour === hour)?.odds.probability ?? 0;
    expect(at(tier, 18)).toBeGreaterThan(0.35);
    expect(at(tier, 10)).toBeLessThan(1.25 * at(high, 10));
  });

  test.each<[string, CustomerGroup, string, number]>([
    ['of its segment', { tier: 'low', segment: 'S1' }, 'segment', 10],
    ['of its tier, where the segment has shown nothing', { tier: 'low', segment: 'S2' }, 'tier', 40],
    ['of the region, where the tier has not', { tier: 'high' }, 'region', 40],
    ['of its tier, where it has no segment', { tier: 'low' }, 'tier', 40],
  ])('is shown by contacts with customers %s', (_name, who, of, tries) => {
    const region = [count(2, 10, 30, 20), count(2, 10, 10, 9, { segment: 'S1' })];
    expect(voiceOf(rank(region, [], who)).hours[0]?.odds).toMatchObject({ of, tries });
  });

  test('is the same whether a contact is counted at once or in parts', () => {
    const parts = [count(2, 10, 30, 6), count(2, 10, 20, 10), count(4, 9, 7, 1)];
    const whole = [count(2, 10, 50, 16), count(4, 9, 7, 1)];
    expect(rank(parts)).toEqual(rank(whole));
  });

  test('is the customer’s own hour once a few contacts have shown it', () => {
    const tier = [count(2, 10, 200, 120), count(6, 11, 200, 80)];
    expect(voiceOf(rank(tier)).hours[0]).toMatchObject({ weekday: 2, hour: 10 });
    const own = [count(6, 11, 6, 6)];
    expect(voiceOf(rank(tier, own)).hours[0]).toMatchObject({ weekday: 6, hour: 11 });
    expect(words(rank(tier, own))).toMatch(
      /^6 of 6 calls to this customer reached them, 80 of 200 calls to customers of the same risk tier/,
    );
  });

  test('is one that is permitted', () => {
    const region = [count(7, 23, 500, 500)];
    const permitted = (_: unknown, { hour }: { hour: number }) => hour >= 8 && hour < 21;
    for (const { hours } of rankTimes({ known: { region, own: [] }, group, permitted })) {
      expect(hours).toHaveLength(7 * 13);
      expect(hours.every(({ hour }) => hour >= 8 && hour < 21)).toBe(true);
    }
  });

  test('of a channel that is never permitted there is none, and it comes last', () => {
    const known = { region: [], own: [] };
    const ranked = rankTimes({ known, group, permitted: (channel) => channel !== 'voice' });
    expect(ranked.at(-1)).toMatchObject({ channel: 'voice', hours: [] });
  });

  test('is in order, whatever was counted, and what one channel has shown says nothing of others', () => {
    const hour = fc.record({
      channel: fc.constantFrom(...CHANNELS),
      tier: fc.constantFrom(...TIERS),
      segment: fc.constantFrom('', 'S1', 'S2'),
      ...{ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) },
      ...{ tries: fc.integer({ min: 0, max: 500 }), share: fc.double({ min: 0, max: 1, noNaN: true }) },
    });
    const counts = fc.array(
      hour.map(({ share, ...one }) => ({ ...one, successes: Math.floor(share * one.tries) })),
      { maxLength: 30 },
    );
    const segment = fc.constantFrom(undefined, 'S1');
    fc.assert(
      fc.property(counts, counts, segment, (region, own, of) => {
        for (const { channel, hours } of rank(region, own, { tier: 'low', segment: of })) {
          const found = hours.map(({ odds }) => odds.probability);
          expect(found).toEqual(found.toSorted((a, b) => b - a));
          expect(found.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
          const seen = [...region, ...own].some((one) => one.channel === channel);
          if (!seen) expect(found[0]).toBeCloseTo(ASSUMED_SUCCESS[channel], 12);
        }
      }),
    );
  });
});

describe('what is said of a chosen hour', () => {
  const thursday = { weekday: 4, hour: 18, channel: 'sms' as const, probability: 0.3, usual: 0.08 };
  test.each<[Parameters<typeof chosenHourWords>[0], string]>([
    [
      { ...thursday, of: 'segment', tries: 40, successes: 14 },
      'Thursdays at 18:00, when 14 of 40 SMS to customers like this were followed by a payment; 8 % at any time',
    ],
    [
      { ...thursday, of: 'region', tries: 4, successes: 1, own: { tries: 2, successes: 2 } },
      'Thursdays at 18:00, when 2 of 2 SMS to this customer were followed by a payment, 1 of 4 SMS to customers of the region were followed by a payment; 8 % at any time',
    ],
    [
      { ...thursday, tries: 0, successes: 0, usual: 0.004 },
      'Thursdays at 18:00, of which nothing is known, while the other hours have done worse; 0.4 % at any time',
    ],
  ])('%o', (chosen, expected) => {
    expect(chosenHourWords(chosen)).toBe(expected);
  });
});
