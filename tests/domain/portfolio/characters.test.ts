import { describe, expect, test } from 'vitest';
import { badnessOf, CHARACTERS, dealCharacters, LAST_RESORTS } from '../../../domain/portfolio/characters.ts';
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

  test('the later a loan is the worse its customer tends to be', () => {
    const lateness = Array.from({ length: 1000 }, (_, index) => (index < 500 ? 12 : 104));
    const badness = dealCharacters(lateness, '1').map(badnessOf);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(badness.slice(500))).toBeGreaterThan(mean(badness.slice(0, 500)) + 0.2);
  });
});
