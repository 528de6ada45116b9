import type { Channel } from '../strategy/schema.ts';
import { badnessOf, hasStory, storyOf, type CommonCharacter } from './characters.ts';
import { pay, type Happening, type Memory, type Reaction } from './intents.ts';
import type { HiddenTruth } from './portfolio.ts';
import { random, type Random } from './random.ts';
import { reachedBy } from './reactions.ts';
import { workOn } from './staff.ts';
import { tell } from './tell.ts';

/**
 * What comes of a happening. Pure, with draws that belong to seed, loan and happening: the same life each time.
 *
 * @param key seed and loan
 */
export function react(key: string, truth: HiddenTruth, memory: Memory, happening: Happening): Reaction {
  if (happening.kind === 'task') {
    return workOn(truth, memory, happening, random(`${key}:task:${happening.taskId}`));
  }
  const { character } = truth;
  const story = storyOf(character);
  if (story) return tell(story, memory, happening, random(`${key}:chapter:${memory.chapter}`));
  return hasStory(character) ? { memory, intents: [] } : common(key, character, memory, happening);
}

function common(key: string, character: CommonCharacter, memory: Memory, happening: Happening): Reaction {
  if (happening.kind === 'opened' && character === 'pays-late-alone') {
    return { memory, intents: [pay(random(`${key}:alone`).int(1, 9))] };
  }
  if (happening.kind !== 'contact') return { memory, intents: [] };
  const draws = random(`${key}:contact:${happening.ordinal}`);
  if (!getsThrough(character, happening, draws)) return { memory, intents: [] };
  return reachedBy(character, { ...memory, reached: memory.reached + 1 }, happening, draws);
}

/** How often somebody takes notice. */
const NOTICED: Readonly<Record<Channel, number>> = {
  sms: 0.6,
  email: 0.4,
  push: 0.4,
  voice: 0.75,
  letter: 0.95,
};

function getsThrough(
  character: CommonCharacter,
  { channel, script }: Extract<Happening, { kind: 'contact' }>,
  { chance }: Random,
): boolean {
  if (script === 'legal-notice') return true;
  return chance(NOTICED[channel] * (1 - 0.3 * badnessOf(character)));
}
