import { expect, it } from 'vitest';
import { checkLives, isInCi } from '../check-lives.ts';

/** The other half is in lives-too.test.ts: two processes share the work. */
it('a life keeps every rule, and every kind of event happens in it, taken and refused', () => {
  const count = checkLives(5_000, 20_261_101);
  if (isInCi) expect(count.rarerThan(40)).toEqual([]);
}, 3_600_000);
