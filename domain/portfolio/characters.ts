import type { CloseReason } from '../case/state.ts';
import { apportion, random, shuffled } from './random.ts';
import { STORIES, type StoryName } from './stories/index.ts';
import type { Story } from './story.ts';

/** Most customers of a made-up portfolio are one of these; the system under test never sees it. */
const COMMON = [
  'pays-late-alone',
  'pays-when-reminded',
  'pays-after-call',
  'keeps-promises',
  'partly-keeps-promises',
  'breaks-promises',
  'hit-by-disaster',
  'pays-after-letter',
  'never-pays',
] as const;

/** How a customer is: a common character, or one with a story of their own. */
export type Character = CommonCharacter | StoryName;
export type CommonCharacter = (typeof COMMON)[number];
export const CHARACTERS: readonly Character[] = [...COMMON, ...(Object.keys(STORIES) as StoryName[])];

/** @returns whether somebody has a story */
export function hasStory(character: Character): character is StoryName {
  return character in STORIES;
}

/** @returns the story of somebody who has one */
export function storyOf(character: Character): Story | undefined {
  return hasStory(character) ? STORIES[character] : undefined;
}

/** What they do is said on the telephone, or is that nobody gets through: they come to calls, not straight to letters. */
const CALLED: readonly Character[] = ['asks-in-vain', 'disputes-wrongly', 'hard-to-reach'];
/** Grace at once is for those who are not late by more than a month. */
const EARLY: readonly Character[] = [...CALLED, 'sinks'];
const EARLY_DAYS = 20;

/** @returns whether the story needs somebody who can be called */
export function isCalled(character: Character): boolean {
  return CALLED.includes(character);
}

interface Trait {
  /** of delinquent customers, any unit */
  weight: number;
  /** 0 pays anyway .. 1 never pays: worse ones are later already, and rated lower */
  badness: number;
}

const rare = (badness: number): Trait => ({ weight: 1, badness });

/**
 * Weights are chosen, not measured: most who are a few days late pay by themselves or when reminded, and in a
 * portfolio of sixty there is one of each with a story, so that every way through the system is taken.
 */
const TRAITS: Readonly<Record<Character, Trait>> = {
  'pays-late-alone': { weight: 5, badness: 0 },
  'pays-when-reminded': { weight: 9, badness: 0.1 },
  'pays-after-call': { weight: 5, badness: 0.3 },
  'keeps-promises': { weight: 5, badness: 0.3 },
  'partly-keeps-promises': { weight: 2, badness: 0.5 },
  'breaks-promises': { weight: 2, badness: 0.8 },
  'hit-by-disaster': { weight: 1, badness: 0.1 },
  'pays-after-letter': { weight: 1, badness: 0.6 },
  'never-pays': { weight: 3, badness: 1 },
  renegotiates: rare(0.4),
  bounces: rare(0.2),
  'pays-something-else': rare(0.3),
  haggles: rare(0.85),
  'found-work': rare(0.9),
  'falls-ill': rare(0.4),
  'asks-in-vain': rare(0.45),
  'breaks-plan': rare(0.7),
  sinks: rare(0.1),
  'disputes-part': rare(0.3),
  'disputes-all': rare(0.3),
  'disputes-wrongly': rare(0.4),
  'wants-silence': rare(0.3),
  'has-attorney': rare(0.5),
  'is-vulnerable': rare(0.4),
  'goes-bankrupt': rare(0.8),
  dies: rare(0.5),
  'gets-moratorium': rare(0.3),
  complains: rare(0.3),
  'hard-to-reach': rare(0.6),
  'lives-elsewhere': rare(0.7),
  'moved-away': rare(1),
  'wrongly-reported': rare(0.2),
  sued: rare(0.95),
  appeals: rare(0.95),
  'not-worth-suing': rare(0.95),
  'pays-in-court': rare(0.85),
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
  return bringForward(dealt, lateness);
}

/** Whose story begins early changes places with somebody who has none. */
function bringForward(dealt: readonly Character[], lateness: readonly number[]): Character[] {
  const placed = [...dealt];
  const isEarly = (index: number) => (lateness[index] ?? Infinity) <= EARLY_DAYS;
  for (const [index, character] of dealt.entries()) {
    if (!EARLY.includes(character) || isEarly(index)) continue;
    const place = placed.findIndex((other, at) => !hasStory(other) && isEarly(at));
    const other = placed[place];
    if (other === undefined) continue;
    placed[place] = character;
    placed[index] = other;
  }
  return placed;
}

/** How loosely character and lateness go together: 0 is in lock-step. */
const LOOSENESS = 0.6;
