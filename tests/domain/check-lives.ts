import fc from 'fast-check';
import { brokenRule } from './life-rules.ts';
import { EventCount } from './life-count.ts';
import { lifeArbitrary } from './lives.ts';
import { simulate } from './simulate.ts';

/** More of them, and others at every run: PROPERTY_RUNS=100000, as long as it takes. */
const asked = process.env['PROPERTY_RUNS'];
/** How often a kind of event comes is known of as many lives as there are in CI. */
export const isInCi = asked === undefined;

/** In CI the same lives at every run, so that what fails there has been broken by the change. */
export function runsOf(inCi: number, seed: number): { numRuns: number; seed?: number; verbose?: boolean } {
  return isInCi ? { numRuns: inCi, seed } : { numRuns: Number(asked) };
}

/**
 * Lets so many random lives happen and checks every rule in each.
 *
 * @returns how often each type of event has come, without the lives that were tried to find the smallest that fails
 */
export function checkLives(inCi: number, seed: number): EventCount {
  const count = new EventCount();
  fc.assert(
    fc.property(lifeArbitrary(), (life) => {
      const decided = simulate(life);
      count.add(decided);
      const broken = brokenRule(decided);
      if (broken) throw new Error(broken);
    }),
    runsOf(inCi, seed),
  );
  return count;
}
