import type { CloseReason } from '../case/state.ts';
import { apportion, random, shuffled } from './random.ts';

/** How a customer of a made-up portfolio is; the system under test never sees it. */
export const CHARACTERS = [
  'pays-late-alone',
  'pays-when-reminded',
  'pays-after-call',
  'keeps-promises',
  'partly-keeps-promises',
  'breaks-promises',
  'hit-by-disaster',
  'falls-ill',
  'disputes-part',
  'disputes-all',
  'pays-after-letter',
  'offers-settlement',
  'wrongly-reported',
  'never-pays',
] as const;
export type Character = (typeof CHARACTERS)[number];

interface Trait {
  /** of delinquent customers, any unit */
  weight: number;
  /** 0 pays anyway .. 1 never pays: worse ones are later already, and rated lower */
  badness: number;
}

/**
 * Weights are chosen, not measured: most who are a few days late pay by themselves or when reminded, and every way
 * through the system is taken by somebody in a portfolio of sixty.
 */
const TRAITS: Readonly<Record<Character, Trait>> = {
  'pays-late-alone': { weight: 7, badness: 0 },
  'pays-when-reminded': { weight: 12, badness: 0.1 },
  'pays-after-call': { weight: 7, badness: 0.3 },
  'keeps-promises': { weight: 8, badness: 0.3 },
  'partly-keeps-promises': { weight: 3, badness: 0.5 },
  'breaks-promises': { weight: 4, badness: 0.8 },
  'hit-by-disaster': { weight: 2, badness: 0.1 },
  'falls-ill': { weight: 2, badness: 0.4 },
  'disputes-part': { weight: 2, badness: 0.3 },
  'disputes-all': { weight: 2, badness: 0.3 },
  'pays-after-letter': { weight: 3, badness: 0.6 },
  'offers-settlement': { weight: 2, badness: 0.8 },
  'wrongly-reported': { weight: 1, badness: 0.2 },
  'never-pays': { weight: 5, badness: 1 },
};

/** @returns 0 pays anyway .. 1 never pays */
export function badnessOf(character: Character): number {
  return TRAITS[character].badness;
}

/** What a supervisor in the end decides about those who do not pay. */
export const LAST_RESORTS = ['written-off', 'sold', 'restructured'] as const satisfies readonly CloseReason[];
export type LastResort = (typeof LAST_RESORTS)[number];

/**
 * Deals characters to loans: the shares are kept whatever the number of loans is, and the later a loan is the
 * worse its customer tends to be.
 *
 * @param lateness days past due of each loan
 * @returns a character for each, in the same order
 */
export function dealCharacters(lateness: readonly number[], seed: string): Character[] {
  const draws = random(`${seed}:characters`);
  const parts = apportion(
    lateness.length,
    CHARACTERS.map((character) => TRAITS[character].weight),
  );
  const hand = CHARACTERS.flatMap((character, index) => Array<Character>(parts[index] ?? 0).fill(character));
  const byBadness = shuffled(hand, draws)
    .map((character) => ({ character, at: badnessOf(character) + draws.next() * LOOSENESS }))
    .sort((a, b) => a.at - b.at);
  const byLateness = lateness
    .map((days, index) => ({ index, at: days / 100 + draws.next() * LOOSENESS }))
    .sort((a, b) => a.at - b.at);
  const dealt: Character[] = [];
  byLateness.forEach(({ index }, place) => {
    dealt[index] = byBadness[place]?.character ?? 'never-pays';
  });
  return dealt;
}

/** How loosely character and lateness go together: 0 is in lock-step. */
const LOOSENESS = 0.6;
