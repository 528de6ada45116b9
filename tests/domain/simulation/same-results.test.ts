import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { simulatePortfolio } from '../../../domain/simulation/compare.ts';
import { METRICS, type Tally } from '../../../domain/simulation/tally.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { ukRetail } from '../../../domain/strategy/built-in/uk-retail.ts';
import { TIERS } from '../../../domain/strategy/schema.ts';
import { madeUpCustomer, simulation } from './fixtures.ts';

/**
 * What simulations came to when this was written. Whoever makes `decide` or the simulator faster changes nothing here;
 * whoever changes a rule, a strategy or how customers respond looks at the figures, and writes the new ones down.
 */
test.each([
  {
    of: 'cn-retail, seed 1',
    input: simulation(),
    loans: 1,
    totals: {
      sms: 126,
      email: 31,
      push: 0,
      voice: 184,
      letter: 136,
      denied: 31,
      cost: 2758761,
      recovered: 104637114,
      cures: 56,
      promises: 16,
      promisesKept: 12,
      complaints: 0,
      legal: 51,
      caseDays: 13667,
      decisions: 1702,
    },
    days: '8c4f03fa6a999052',
  },
  {
    of: 'cn-retail, seed 5, up to four loans each',
    input: simulation({ strategy: cnRetail, seed: 5 }),
    loans: 4,
    totals: {
      sms: 294,
      email: 40,
      push: 0,
      voice: 447,
      letter: 355,
      denied: 90,
      cost: 7124010,
      recovered: 226714889,
      cures: 122,
      promises: 44,
      promisesKept: 32,
      complaints: 3,
      legal: 132,
      caseDays: 36464,
      decisions: 4209,
    },
    days: 'c74c75be4582cbb6',
  },
  {
    of: 'uk-retail, seed 7, 400 days, up to two loans each',
    input: simulation({ strategy: ukRetail, seed: 7, days: 400 }),
    loans: 2,
    totals: {
      sms: 144,
      email: 177,
      push: 0,
      voice: 156,
      letter: 204,
      denied: 67,
      cost: 3943297,
      recovered: 187305398,
      cures: 96,
      promises: 17,
      promisesKept: 12,
      complaints: 0,
      legal: 74,
      caseDays: 42618,
      decisions: 3089,
    },
    days: '7d4700e494b9cb92',
  },
])('$of', ({ input, loans, totals, days }) => {
  const customers = Array.from({ length: 120 }, (_, index) => madeUpCustomer(index, 1 + (index % loans)));
  const tally = simulatePortfolio(customers, input);
  expect(Object.fromEntries(METRICS.map((metric) => [metric, tally.total(metric)]))).toEqual(totals);
  expect(digestOf(tally)).toBe(days);
});

/** Of every metric on every day, and in all by risk. */
function digestOf(tally: Tally): string {
  const figures = METRICS.map((metric) => [
    metric,
    TIERS.map((risk) => tally.total(metric, risk)),
    tally.byDay(metric),
  ]);
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 16);
}
