import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded } from '../../../activities/channels/guarded.ts';
import { Pace } from '../../../activities/channels/pace.ts';
import type { DeliveryOutcome, OutgoingMessage } from '../../../activities/channels/ports.ts';
import { channelRouter } from '../../../activities/channels/router.ts';
import { nullChannel } from '../../../activities/channels/sandbox.ts';
import { outcomeUnknown, rateLimited, upstreamUnavailable } from '../../../domain/failures.ts';
import type { ContactId } from '../../../domain/ids.ts';

const message: OutgoingMessage = {
  ...{ contactId: 'L1-1.4' as ContactId, channel: 'email', address: 'a', language: 'en' },
  ...{ subject: 's', body: 'b', atMs: 0 },
};

describe('the pace', () => {
  test('a second’s worth at once, then one by one, then a turn to come again for each', () => {
    const pace = new Pace(2);
    const turns = Array.from({ length: 11 }, () => pace.take(10_000));
    expect(turns.slice(0, 2)).toEqual([{ waitMs: 0 }, { waitMs: 0 }]);
    expect(turns.slice(2, 8)).toEqual([500, 1000, 1500, 2000, 2500, 3000].map((waitMs) => ({ waitMs })));
    expect(turns.slice(8)).toEqual([4000, 4500, 5000].map((againMs) => ({ againMs })));
    expect(pace.take(20_000)).toEqual({ waitMs: 0 });
  });

  test('is never passed: in any second after the first leaves no more than it says', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), gaps, (perSecond, steps) => {
        const pace = new Pace(perSecond);
        let now = 5_000;
        const sent: number[] = [];
        for (const step of steps) {
          now += step;
          const turn = pace.take(now);
          if ('waitMs' in turn) sent.push(now + turn.waitMs);
          else expect(turn.againMs).toBeGreaterThan(0);
        }
        // A quiet second's worth and the second's own: no more than twice the pace in any second.
        sent.forEach((at, first) => {
          const within = sent.slice(first).filter((other) => other < at + 1000 - 1e-6);
          expect(within.length).toBeLessThanOrEqual(2 * perSecond);
        });
        const [first = 0] = sent;
        expect(sent.length - perSecond).toBeLessThanOrEqual(
          (((sent.at(-1) ?? 0) - first) * perSecond) / 1000 + 1,
        );
      }),
    );
  });

  test('who comes too early is told when to come, and nothing has left', async () => {
    let handed = 0;
    const channel = guarded(
      { ...nullChannel, deliver: (one) => ((handed += 1), nullChannel.deliver(one)) },
      {
        ...{ name: 'the provider', perSecond: 0.1 },
      },
    );
    await channel.deliver(message);
    await expect(channel.deliver(message)).rejects.toMatchObject({
      ...{ type: 'RateLimited', message: 'the provider gets at most 0.1 messages a second' },
      retryAfterMs: expect.any(Number) as number,
    });
    expect(handed).toBe(1);
  });
});

describe('the breaker', () => {
  /** @returns a channel whose provider does this, and how often it was asked */
  function channelOf(behave: () => Promise<DeliveryOutcome>, restMs = 60_000) {
    const told: string[] = [];
    const asked = { times: 0 };
    const adapter = { ...nullChannel, deliver: () => ((asked.times += 1), behave()) };
    const options = {
      name: 'the provider',
      perSecond: 1_000,
      restMs,
      onChange: (text: string) => told.push(text),
    };
    return { channel: guarded(adapter, options), asked, told };
  }

  const tried = async (channel: ReturnType<typeof guarded>, times: number) => {
    const types: unknown[] = [];
    for (let i = 0; i < times; i += 1) {
      const failure: unknown = await channel.deliver(message).catch((error: unknown) => error);
      types.push((failure as { type?: string }).type);
    }
    return types;
  };

  test.each([
    ['is down', () => upstreamUnavailable('down')],
    ['loses answers', () => outcomeUnknown('lost')],
    ['has a bug of ours', () => new TypeError('bug')],
  ])(
    'after five times in a row in which a provider %s it is left alone, and that is said',
    async (_what, error) => {
      const { channel, asked, told } = channelOf(() => Promise.reject(error()));
      await tried(channel, 5);
      expect(told).toEqual(['the provider has failed 5 times in a row and is left alone for now']);
      await expect(channel.deliver(message)).rejects.toMatchObject({
        ...{ type: 'UpstreamUnavailable', retryAfterMs: 60_000 },
        message: 'the provider has failed 5 times in a row: it is tried again after a rest',
      });
      expect(asked.times).toBe(5);
    },
  );

  test.each<[string, () => Promise<DeliveryOutcome>]>([
    ['refuses addresses', () => Promise.resolve({ outcome: 'failed', detail: 'no such user' })],
    ['wants fewer messages', () => Promise.reject(rateLimited('slower'))],
  ])('a provider that %s is not down', async (_what, behave) => {
    const { channel, asked, told } = channelOf(behave);
    await tried(channel, 8);
    expect(asked.times).toBe(8);
    expect(told).toEqual([]);
  });

  test('after the rest one message finds out whether it is back', async () => {
    let down = true;
    const { channel, asked, told } = channelOf(
      () => (down ? Promise.reject(upstreamUnavailable('down')) : nullChannel.deliver(message)),
      50,
    );
    await tried(channel, 5);
    await sleep(60);
    expect(await tried(channel, 2)).toEqual(['UpstreamUnavailable', 'UpstreamUnavailable']);
    expect(asked.times).toBe(6);
    down = false;
    await sleep(60);
    expect(await channel.deliver(message)).toMatchObject({ outcome: 'sent' });
    expect(told.at(-1)).toBe('the provider works again');
  });
});

test('a channel that is not set up is the sandbox’s', () => {
  const email = { ...nullChannel };
  const sandbox = { ...nullChannel };
  const router = channelRouter({ email }, sandbox);
  expect(router('email')).toBe(email);
  expect(router('letter')).toBe(sandbox);
});
