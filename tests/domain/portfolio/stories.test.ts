import { describe, expect, test } from 'vitest';
import { react } from '../../../domain/portfolio/behaviour.ts';
import { BLANK, type Happening, type Memory } from '../../../domain/portfolio/intents.ts';
import { letterOutcome } from '../../../domain/portfolio/letters.ts';
import { callEnd, toldEnd } from '../../../domain/portfolio/calls.ts';
import { random } from '../../../domain/portfolio/random.ts';
import { STORIES, type StoryName } from '../../../domain/portfolio/stories/index.ts';

const truth = (character: StoryName) => ({
  ...{ character, turn: 0, lastResort: 'sold' as const, lateFrom: '2026-10-21' },
});
const contact = (channel: 'sms' | 'voice' | 'letter'): Happening => ({
  ...{ kind: 'contact', channel, script: 'reminder-firm', ordinal: 1 },
});

function live(character: StoryName, happenings: readonly Happening[]): string[][] {
  let memory: Memory = BLANK;
  return happenings.map((happening) => {
    const reaction = react('1:L1', truth(character), memory, happening);
    memory = reaction.memory;
    return reaction.intents.map(({ action }) => action.do);
  });
}

describe('stories', () => {
  test('are told chapter by chapter, each once, when its cue comes', () => {
    const decided = (approved: boolean): Happening => ({
      ...{ kind: 'decided', task: 'settlement-approval', approved },
    });
    expect(live('haggles', [contact('sms'), contact('sms'), decided(false), contact('sms')])).toEqual([
      ['settle'],
      [],
      [],
      ['settle'],
    ]);
  });

  test('a cue is heard only when it is meant', () => {
    expect(live('disputes-wrongly', [contact('letter'), contact('voice')])).toEqual([[], ['dispute']]);
    expect(live('hard-to-reach', [contact('sms'), contact('voice'), contact('letter')])).toEqual([
      [],
      [],
      ['pay'],
    ]);
    expect(live('found-work', [contact('sms'), contact('voice'), { kind: 'reopened' }])).toEqual([
      [],
      ['close', 'reopen'],
      ['say', 'pay'],
    ]);
  });

  test('the same story is the same twice, and a little later for somebody else', () => {
    const first = (key: string) =>
      react(key, truth('complains'), BLANK, contact('sms')).intents.map(({ afterDays }) => afterDays);
    expect(first('1:L1')).toEqual(first('1:L1'));
    expect(first('1:L1')).not.toEqual(first('1:L2'));
  });

  test.each(Object.keys(STORIES) as StoryName[])('%s: what is done has its order in time', (name) => {
    for (const { then } of STORIES[name].chapters) {
      const days = then.map(({ afterDays }) => afterDays);
      expect(days).toEqual(days.toSorted((a, b) => a - b));
    }
  });

  test('letters and calls of a story go as it says, one after the other', () => {
    const letters = [0, 1, 2].map((before) => letterOutcome(truth('lives-elsewhere'), before, random('a')));
    expect(letters).toEqual(['returned', 'served', 'served']);
    const calls = [0, 1, 2, 9].map((made) => toldEnd(truth('hard-to-reach'), { calls: made }));
    expect(calls).toEqual(['no-answer', 'no-answer', 'wrong-number', undefined]);
  });

  test('on the phone only what is meant to be done soon is said', () => {
    const soon = react('1:L1', truth('disputes-wrongly'), BLANK, contact('voice'));
    expect(callEnd(true, soon, random('a'))).toMatchObject({ outcome: 'dispute', later: [] });
    const later = { intents: soon.intents.map((intent) => ({ ...intent, afterDays: 8 })) };
    expect(callEnd(true, later, random('a'))).toMatchObject({ outcome: 'refuses', later: later.intents });
  });
});
