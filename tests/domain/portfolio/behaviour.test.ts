import { describe, expect, test } from 'vitest';
import { react } from '../../../domain/portfolio/behaviour.ts';
import { CHARACTERS, hasStory, type Character } from '../../../domain/portfolio/characters.ts';
import { BLANK, type Action, type Happening, type Memory } from '../../../domain/portfolio/intents.ts';

const truth = (character: Character) => ({
  character,
  turn: 0,
  lastResort: 'sold' as const,
  lateFrom: '2026-10-21',
});

const contact = (channel: 'sms' | 'voice' | 'letter', ordinal: number, script = 'call-firm'): Happening => ({
  kind: 'contact',
  channel,
  script,
  ordinal,
});

/** What somebody does who is called ten times, then written to, then threatened with court. */
function actionsOf(character: Character, key: string): Action['do'][] {
  const happenings: Happening[] = [
    { kind: 'opened' },
    ...Array.from({ length: 10 }, (_, index) => contact('voice', index + 1)),
    contact('letter', 11, 'formal-demand'),
    contact('letter', 12, 'legal-notice'),
  ];
  let memory: Memory = BLANK;
  return happenings.flatMap((happening) => {
    const reaction = react(key, truth(character), memory, happening);
    memory = reaction.memory;
    return reaction.intents.map(({ action }) => action.do);
  });
}

describe('behaviour', () => {
  test('is the same for the same key', () => {
    for (const character of CHARACTERS) {
      expect(actionsOf(character, '1:L000001')).toEqual(actionsOf(character, '1:L000001'));
    }
  });

  test('everybody without a story does something in the end but who never pays', () => {
    for (const character of CHARACTERS.filter((one) => !hasStory(one))) {
      const silent = actionsOf(character, '1:L000001').length === 0;
      expect(silent, character).toBe(character === 'never-pays');
    }
  });

  test.each<[Character, Action['do']]>([
    ['keeps-promises', 'promise'],
    ['hit-by-disaster', 'grace'],
    ['falls-ill', 'grace'],
    ['disputes-all', 'dispute'],
    ['pays-after-letter', 'pay'],
    ['haggles', 'settle'],
    ['breaks-plan', 'plan'],
    ['renegotiates', 'promise'],
    ['wants-silence', 'say'],
  ])('%s: the first thing is to %s', (character, first) => {
    expect(actionsOf(character, '7:L000007')[0]).toBe(first);
  });
});
