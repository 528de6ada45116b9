import { storyOf } from './characters.ts';
import type { HiddenTruth } from './portfolio.ts';
import type { Random } from './random.ts';
import { nth } from './story.ts';

/** Chosen, not measured: share of letters that come back. */
const RETURNED = 0.08;

/** @param before formal letters that were posted to this customer before @returns what the postman reports */
export function letterOutcome(
  { character }: HiddenTruth,
  before: number,
  { chance }: Random,
): 'served' | 'returned' {
  const returned = chance(RETURNED);
  return nth(storyOf(character)?.letters, before) ?? (returned ? 'returned' : 'served');
}
