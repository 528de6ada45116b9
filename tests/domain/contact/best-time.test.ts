import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSUMED_SUCCESS,
  rankTimes,
  shrink,
  type HourCount,
  type RankedChannel,
} from '../../../domain/contact/best-time.ts';
import { CHANNELS } from '../../../domain/strategy/schema.ts';

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
const count = (weekday: number, hour: number, tries: number, successes: number): HourCount => ({
  ...{ channel: 'voice', weekday, hour, tries, successes },
});
const voiceOf = (ranked: RankedChannel[]) => {
  const voice = ranked.find(({ channel }) => channel === 'voice');
  if (!voice) throw new Error('voice is not ranked');
  return voice;
};

describe('the best time', () => {
  test('where nothing is known is any time, by the channel that is assumed to work best', () => {
    const ranked = rankTimes({ tier: [], own: [], permitted: always });
    expect(ranked.map(({ channel }) => channel)).toEqual(['voice', 'sms', 'push', 'email']);
    for (const { channel, hours } of ranked) {
      expect(hours).toHaveLength(168);
      for (const { probability } of hours) expect(probability).toBeCloseTo(ASSUMED_SUCCESS[channel], 12);
    }
    expect(ranked[0]?.hours[0]).toMatchObject({
      ...{ weekday: 1, hour: 0, reason: 'nothing is known of this hour; 30 % at any time' },
    });
  });

  test('is computed by hand', () => {
    // Of 100 calls 50 have worked: (50 + 20 x 0.3) / 120 at any time.
    const tier = [count(2, 10, 60, 45), count(3, 18, 40, 5)];
    const { usual, hours } = voiceOf(rankTimes({ tier, own: [], permitted: always }));
    expect(usual).toBeCloseTo(56 / 120, 12);
    // (45 + 20 x usual) / 80
    expect(hours[0]).toMatchObject({ weekday: 2, hour: 10 });
    expect(hours[0]?.probability).toBeCloseTo((45 + 20 * (56 / 120)) / 80, 12);
    expect(hours[0]?.reason).toBe(
      '45 of 60 of the same risk tier then reached the customer; 47 % at any time',
    );
    expect(hours.at(-1)).toMatchObject({ weekday: 3, hour: 18 });
  });

  test('is the customer’s own hour once a few contacts have shown it', () => {
    const tier = [count(2, 10, 200, 120), count(6, 11, 200, 80)];
    const best = (own: HourCount[]) => voiceOf(rankTimes({ tier, own, permitted: always })).hours[0];
    expect(best([])).toMatchObject({ weekday: 2, hour: 10 });
    expect(best([count(6, 11, 6, 6)])).toMatchObject({ weekday: 6, hour: 11 });
    expect(best([count(6, 11, 6, 6)])?.reason).toMatch(
      /^6 of 6 contacts of this customer then reached the customer; 80 of 200 of the same risk tier/,
    );
  });

  test('is one that is permitted', () => {
    const tier = [count(7, 23, 500, 500)];
    const permitted = (_: unknown, { hour }: { hour: number }) => hour >= 8 && hour < 21;
    for (const { hours } of rankTimes({ tier, own: [], permitted })) {
      expect(hours).toHaveLength(7 * 13);
      expect(hours.every(({ hour }) => hour >= 8 && hour < 21)).toBe(true);
    }
  });

  test('of a channel that is never permitted there is none, and it comes last', () => {
    const ranked = rankTimes({ tier: [], own: [], permitted: (channel) => channel !== 'voice' });
    expect(ranked.at(-1)).toMatchObject({ channel: 'voice', hours: [] });
  });

  test('is in order, whatever was counted, and what one channel has shown says nothing of others', () => {
    const hour = fc.record({
      channel: fc.constantFrom(...CHANNELS),
      ...{ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) },
      ...{ tries: fc.integer({ min: 0, max: 500 }), share: fc.double({ min: 0, max: 1, noNaN: true }) },
    });
    const counts = fc.array(
      hour.map(({ share, ...one }) => ({ ...one, successes: Math.floor(share * one.tries) })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(counts, counts, (tier, own) => {
        for (const { channel, hours } of rankTimes({ tier, own, permitted: always })) {
          const found = hours.map(({ probability }) => probability);
          expect(found).toEqual(found.toSorted((a, b) => b - a));
          expect(found.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
          const seen = [...tier, ...own].some((one) => one.channel === channel);
          if (!seen) expect(found[0]).toBeCloseTo(ASSUMED_SUCCESS[channel], 12);
        }
      }),
    );
  });
});
