import { describe, expect, test } from 'vitest';
import { daysBetween } from '../../../domain/calendar.ts';
import {
  badnessOf,
  CHARACTERS,
  dealCharacters,
  isCalled,
  LAST_RESORTS,
} from '../../../domain/portfolio/characters.ts';
import { generatePortfolio } from '../../../domain/portfolio/generate.ts';

describe('characters', () => {
  test('every one is there among sixty, and every last resort', () => {
    for (const seed of ['1', '2', '3']) {
      const { loans } = generatePortfolio({ loans: 60, seed, asOf: '2026-11-01' });
      expect(new Set(loans.map(({ hidden }) => hidden.character))).toEqual(new Set(CHARACTERS));
      const unpaid = loans.filter(({ hidden }) => hidden.character === 'never-pays');
      expect(new Set(unpaid.map(({ hidden }) => hidden.lastResort))).toEqual(new Set(LAST_RESORTS));
    }
  });

  test.each(['1', '2', '3', '4', '5'])(
    'whose story is told on the telephone comes to be called, seed %s',
    (seed) => {
      const asOf = '2026-11-01';
      const { loans, customers } = generatePortfolio({ loans: 60, seed, asOf });
      const called = loans.filter(({ hidden }) => isCalled(hidden.character));
      expect(called).toHaveLength(3);
      for (const { customerId, hidden } of called) {
        expect(daysBetween(hidden.lateFrom, asOf)).toBeLessThan(20);
        const customer = customers.find((one) => one.customerId === customerId);
        expect(customer?.consents.voice).toBe(true);
      }
    },
  );

  test('the shares are kept whatever the number of loans is', () => {
    const few = dealCharacters(Array<number>(12).fill(10), '1');
    const many = dealCharacters(Array<number>(6000).fill(10), '1');
    expect(few.filter((character) => character === 'pays-when-reminded')).toHaveLength(2);
    expect(many.filter((character) => character === 'sued')).toHaveLength(100);
  });

  test('the later a loan is the worse its customer tends to be', () => {
    const lateness = Array.from({ length: 1000 }, (_, index) => (index < 500 ? 12 : 104));
    const badness = dealCharacters(lateness, '1').map(badnessOf);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(badness.slice(500))).toBeGreaterThan(mean(badness.slice(0, 500)) + 0.2);
  });
});
