import type { Happening, Intent, Memory, Reaction } from './intents.ts';
import type { Random } from './random.ts';
import { isCue, type Story } from './story.ts';

/** Whoever has a story takes notice of everything; what happens counts when it is what the story waits for. */
export function tell(story: Story, before: Memory, happening: Happening, draws: Random): Reaction {
  const memory = happening.kind === 'contact' ? { ...before, reached: before.reached + 1 } : before;
  const chapter = story.chapters[memory.chapter];
  if (!chapter || !isCue(chapter.on, happening)) return { memory, intents: [] };
  const laterDays = draws.next() * MOST_LATER_DAYS;
  return {
    memory: { ...memory, chapter: memory.chapter + 1 },
    intents: chapter.then.map((intent): Intent => ({ ...intent, afterDays: intent.afterDays + laterDays })),
  };
}

/** People are not clocks. */
const MOST_LATER_DAYS = 0.5;
