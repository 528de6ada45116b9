import { describe, expect, it } from 'vitest';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { entryRung, ladderOf, ordinalOf } from '../../../domain/strategy/ladder.ts';
import type { Rung } from '../../../domain/strategy/schema.ts';

const rung = (onDay: number, action: Rung['do']): Rung => ({ onDay, do: action, by: 'system', fallback: [] });
const low = ladderOf(cnRetail, 'low');

describe('entryRung', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 0],
    [6, 0],
    [7, 1],
    [34, 3],
    [35, 4],
    [60, 5],
    // Never past the letter, however late.
    [119, 5],
    [120, 5],
    [4_000, 5],
  ])('%d days past due enter cn-retail (low) at rung %d', (days, index) => {
    expect(entryRung(low, days)).toBe(index);
  });

  it('a ladder without a letter is entered where the days say', () => {
    expect(entryRung([rung(1, 'remind'), rung(7, 'call'), rung(15, 'review')], 12)).toBe(1);
    expect(entryRung([rung(1, 'remind'), rung(7, 'call'), rung(15, 'review')], 90)).toBe(2);
  });
});

describe('ordinalOf', () => {
  it('counts rungs of a kind as people do', () => {
    expect(low.map((_, index) => `${low[index]?.do} ${ordinalOf(low, index)}`)).toEqual([
      'remind 1',
      'remind 2',
      'remind 3',
      'call 1',
      'call 2',
      'letter 1',
      'legal 1',
      'review 1',
    ]);
  });
});
