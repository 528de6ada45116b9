import { describe, expect, it, test } from 'vitest';
import { builtInStrategies } from '../../../domain/strategy/built-in/index.ts';
import { inRetail } from '../../../domain/strategy/built-in/in-retail.ts';
import { usRetail } from '../../../domain/strategy/built-in/us-retail.ts';
import { strategySchema, type Rung, type Strategy } from '../../../domain/strategy/schema.ts';
import { walkLadders } from '../../../domain/strategy/walk-ladder.ts';

const places = builtInStrategies.flatMap(({ id, jurisdiction }) =>
  jurisdiction === 'US'
    ? [[id, 'US'] as const, [id, 'US-MA'] as const, [id, 'US-CA'] as const]
    : [[id, jurisdiction] as const],
);

/** Quarters of the year have other weekdays, summer time and holidays. */
const STARTS = ['2026-01-05', '2026-03-20', '2026-06-13', '2026-09-24'];

describe.each(places)('%s in %s', (id, place) => {
  const strategy = builtInStrategies.find((one) => one.id === id) as Strategy;

  test.each(STARTS)(
    'a life from %s on meets no rule of frequency, and begins in the hours of contact',
    (startOn) => {
      expect(walkLadders(strategy, { place, startOn })).toEqual([]);
    },
  );
});

/** `us-retail` with other steps for low risk. */
function withLow(rungs: Partial<Rung>[], changes: Partial<Strategy> = {}): Strategy {
  const low = [...rungs, { onDay: 200, do: 'review', by: 'supervisor' }];
  return strategySchema.parse({ ...usRetail, ...changes, ladders: { ...usRetail.ladders, low } });
}
const call = (onDay: number): Partial<Rung> => ({
  onDay,
  do: 'call',
  channel: 'voice',
  script: 'call-offer',
  by: 'collector',
});
const calls = (attempts: number) => ({ calls: { ...usRetail.calls, attempts, spacingHours: 1 } });

describe('a ladder that asks for too much is told where', () => {
  it('seven calls of a step are permitted, an eighth is not', () => {
    expect(walkLadders(withLow([call(5)], calls(7)))).toEqual([]);
    const lowOnly = walkLadders(withLow([call(5)], calls(8))).filter(({ tier }) => tier === 'low');
    expect(lowOnly).toMatchObject([{ tier: 'low', rung: 0, onDay: 5, channel: 'voice', kind: 'frequency' }]);
  });

  it.each([
    [6, 1],
    [7, 0],
  ])('a call %d days after a conversation', (days, obstacles) => {
    const found = walkLadders(withLow([call(5), call(5 + days)]));
    expect(found).toHaveLength(obstacles);
    expect(found.flatMap(({ rules }) => rules).join()).toBe(
      obstacles ? 'US-HOUSE-CONVERSATION-PER-PERSON,US-REGF-1006.14-CONVERSATION' : '',
    );
  });

  it('a text counts with the calls in Massachusetts, and nowhere else', () => {
    const strategy = withLow([
      { onDay: 3, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system' },
      call(5),
    ]);
    expect(walkLadders(strategy)).toEqual([]);
    expect(walkLadders(strategy, { place: 'US-MA' })).toMatchObject([{ rung: 1, kind: 'frequency' }]);
  });

  it.each([
    ['07:59', 0, true],
    ['08:00', 0, false],
    ['18:00', 59, false],
    ['18:00', 60, true],
  ])(
    'calls of %s and %d minutes after, in India: outside the hours is %s',
    (preferredTime, spreadMinutes, outside) => {
      const found = walkLadders({ ...inRetail, preferredTime, spreadMinutes });
      expect(found.some(({ kind }) => kind === 'hours')).toBe(outside);
    },
  );
});
