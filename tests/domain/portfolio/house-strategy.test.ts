import { expect, test } from 'vitest';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { badnessOf } from '../../../domain/portfolio/characters.ts';
import { generatePortfolio } from '../../../domain/portfolio/generate.ts';
import { arrearsOn, houseStrategy } from '../../../domain/portfolio/house-strategy.ts';

test.each(['1', '2', '3', '4', '5'])(
  'limits of authority fit the book: some for one, some for two, seed %s',
  (seed) => {
    const portfolio = generatePortfolio({ loans: 60, seed, asOf: '2026-11-01' });
    const { version, ladders, legal, authority } = houseStrategy(portfolio);
    expect({ version, ladders }).toEqual({ version: cnRetail.version + 1, ladders: cnRetail.ladders });
    const claims = portfolio.loans
      .filter(({ hidden }) => badnessOf(hidden.character) >= 0.6)
      .map((loan) => arrearsOn(loan, '2026-12-16'));
    expect(claims.some((claim) => claim >= legal.twoPersonsFromMinor)).toBe(true);
    expect(claims.some((claim) => claim < legal.twoPersonsFromMinor)).toBe(true);
    expect(authority.letterFromMinor ?? Infinity).toBeLessThanOrEqual(legal.twoPersonsFromMinor);
  },
);

test('a book of one loan has limits too', () => {
  const portfolio = generatePortfolio({ loans: 1, seed: '1', asOf: '2026-11-01' });
  expect(houseStrategy(portfolio).legal.twoPersonsFromMinor).toBeGreaterThan(0);
});
