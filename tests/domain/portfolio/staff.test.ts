import { describe, expect, test } from 'vitest';
import { react } from '../../../domain/portfolio/behaviour.ts';
import type { Character } from '../../../domain/portfolio/characters.ts';
import { BLANK, type Intent, type Memory } from '../../../domain/portfolio/intents.ts';
import type { StaffTask } from '../../../domain/portfolio/staff-task.ts';
import type { LegalId } from '../../../domain/ids.ts';

const truth = (character: Character, turn = 0) => ({
  ...{ character, turn, lastResort: 'sold' as const, lateFrom: '2026-10-21' },
});

/** What staff do about tasks of a kind, one after the other. */
function workOf(character: Character, tasks: readonly StaffTask[], turn = 0): Intent[][] {
  let memory: Memory = BLANK;
  return tasks.map((task, index) => {
    const legalId =
      task.startsWith('legal-') && task !== 'legal-approval' ? { legalId: 'L1-1' as LegalId } : {};
    const happening = { kind: 'task' as const, task, taskId: `L1-1.${index}.1`, ...legalId };
    const reaction = react('1:L1', truth(character, turn), memory, happening);
    memory = reaction.memory;
    return reaction.intents;
  });
}

const doneFor = (character: Character, tasks: readonly StaffTask[], turn = 0) =>
  workOf(character, tasks, turn).map((intents) => intents.map(({ action }) => action.do));

describe('staff', () => {
  test.each<[StaffTask, string[]]>([
    ['call', ['call']],
    ['call-escalation', ['finish']],
    ['find-address', ['finish']],
    ['ask-security', ['finish']],
    ['grace-ended', ['finish']],
    ['plan-broken', ['finish']],
    ['grace-review', ['decide']],
    ['dispute-resolution', ['decide']],
    ['hold-review', ['decide']],
    ['letter-approval', ['decide']],
    ['plan-approval', ['decide']],
    ['settlement-approval', ['decide']],
    ['close-approval', ['decide']],
    ['complaint-answer', ['answer-complaint']],
    ['case-review', ['export', 'close']],
  ])('%s is worked on: %s', (task, done) => {
    expect(doneFor('pays-after-call', [task])).toEqual([done]);
  });

  test('a story says how tasks are answered, one after the other, the last answer again', () => {
    const answers = workOf('asks-in-vain', ['grace-review', 'grace-review', 'grace-review']);
    expect(answers).toMatchObject([[{ action: { do: 'decide', approved: false } }], [], []]);
    expect(doneFor('hard-to-reach', ['call', 'call'])).toEqual([['give-back'], ['call']]);
    expect(doneFor('asks-in-vain', ['call', 'call'])).toEqual([[], ['call']]);
  });

  test('whoever gets a call from somebody else makes it; nothing else is done twice', () => {
    const memory = { ...BLANK, tasks: { call: 1, 'find-address': 1 } };
    const moved = (task: StaffTask) =>
      react('1:L1', truth('hard-to-reach'), memory, {
        ...{ kind: 'task', task, taskId: 'L1-1.2.1', assignee: 'ben', moved: true },
      });
    expect(moved('call').intents).toMatchObject([{ action: { do: 'call', by: 'ben' } }]);
    expect(moved('call').memory).toEqual(memory);
    expect(moved('find-address').intents).toEqual([]);
  });

  test('who never pays ends in another way each time', () => {
    const letter = (turn: number) => workOf('never-pays', ['letter-approval'], turn)[0];
    const court = (turn: number) => workOf('never-pays', ['legal-approval'], turn)[0];
    expect(letter(0)).toMatchObject([{ action: { approved: false } }]);
    expect(court(1)).toMatchObject([{ action: { approved: false } }]);
    expect(court(2)).toEqual([]);
  });

  test('a second person answers as the first has', () => {
    const memory = { ...BLANK, tasks: { 'settlement-approval': 2 } };
    const again = { kind: 'task', task: 'settlement-approval', taskId: 'L1-1.9.40', second: true } as const;
    const { intents, memory: after } = react('1:L1', truth('haggles'), memory, again);
    expect(intents).toMatchObject([{ action: { do: 'decide', approved: true, second: true } }]);
    expect(after).toEqual(memory);
  });
});

describe('court', () => {
  test('steps go as the story says, and nothing ends before the debtor has had time to answer', () => {
    const steps = workOf('sued', ['legal-notice', 'legal-notice', 'legal-filing', 'legal-filing']);
    expect(steps).toMatchObject([
      [{ action: { step: 'notice', outcome: 'returned' } }],
      [{ action: { step: 'notice', outcome: 'served' } }],
      [{ action: { step: 'filing', outcome: 'rejected' } }],
      [{ action: { step: 'filing', outcome: 'accepted' } }],
    ]);
    expect(steps[2]?.[0]?.afterDays).toBeGreaterThan(15);
    expect(steps[3]?.[0]?.afterDays).toBeLessThan(3);
  });

  test.each<[Character, StaffTask, string[]]>([
    ['haggles', 'legal-hearing', ['court-settle']],
    ['haggles', 'legal-settlement', ['court-decide']],
    ['not-worth-suing', 'legal-hearing', ['court-withdraw']],
    ['pays-in-court', 'legal-hearing', ['pay', 'court-step']],
    ['appeals', 'legal-enforcement', ['court-step', 'close']],
    ['breaks-promises', 'legal-enforcement', ['court-step', 'close']],
  ])('%s, %s: %s', (character, task, done) => {
    expect(doneFor(character, [task])).toEqual([done]);
  });

  test('what a withdrawal that is refused leads to comes when it is done', () => {
    const [refused, done] = workOf('not-worth-suing', ['legal-withdrawal', 'legal-withdrawal']);
    expect(refused).toHaveLength(1);
    expect(done?.map(({ action }) => action.do)).toEqual(['court-step', 'export', 'change-loan']);
  });

  test('while a court has the case its review waits', () => {
    expect(doneFor('sued', ['legal-notice', 'case-review'])[1]).toEqual([]);
  });
});
