import { expect, it } from 'vitest';
import { checkLives, isInCi } from '../check-lives.ts';

/** The other half of lives.test.ts. */
it('a life keeps every rule, and every kind of event happens in it, taken and refused', () => {
  const count = checkLives(5_000, 20_261_102);
  if (isInCi) expect(count.rarerThan(40)).toEqual([]);
}, 3_600_000);
