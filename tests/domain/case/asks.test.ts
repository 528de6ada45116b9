import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseFacts, caseState, NOW } from '../fixtures.ts';

const strategy = { ...cnRetail, authority: { twoPersonsFromMinor: 50_000, answerDays: 5 } };
const close = { type: 'close', id: 'close-1', by: 'sup-1', reason: 'written-off', why: 'no assets' } as const;

function decided(state: CaseState, events: CaseEvent[], now = NOW) {
  const decision = decide({ state, events, facts: caseFacts(), strategy, scorer: expertScorer, now });
  if (!decision.state) throw new Error('no state');
  return { ...decision, state: decision.state };
}

const answer = (taskId: string, approved: boolean, by = 'sup-2') =>
  ({ type: 'approval', id: `${taskId}:${by}`, by, taskId, approved, why: 'looked at' }) as const;

describe('ending a case with large arrears takes two persons', () => {
  const asked = decided(caseState({ rung: 7 }), [close]);
  const taskId = asked.tasksOpened[0]?.taskId ?? '';

  it('asks: the case goes on, a task says what and until when', () => {
    expect(asked.state.closed).toBeUndefined();
    expect(asked.tasksOpened).toMatchObject([{ kind: 'close-approval', dueAtMs: NOW + 5 * DAY_MS }]);
    expect(asked.tasksOpened[0]?.summary).toBe(
      'Approve that the case ends as written-off; without an answer by 2026-11-06 12:00 Asia/Shanghai it is declined',
    );
  });

  it('closes when another supervisor approves', () => {
    const { state } = decided(asked.state, [answer(taskId, true)]);
    expect(state.closed?.reason).toBe('written-off');
    expect(state.asks).toBeUndefined();
  });

  it('is refused to the one who asked', () => {
    const { state, answers } = decided(asked.state, [answer(taskId, true, 'sup-1')]);
    expect(answers).toMatchObject([{ accepted: false, rejection: { rule: 'SamePerson' } }]);
    expect(state.asks).toHaveLength(1);
  });

  it('goes on when it is rejected', () => {
    const { state, tasksClosed } = decided(asked.state, [answer(taskId, false)]);
    expect([state.closed, state.asks]).toEqual([undefined, undefined]);
    expect(tasksClosed).toEqual([taskId]);
  });

  it('is declined when nobody answers in time', () => {
    const { state, entries, tasksClosed } = decided(asked.state, [], NOW + 5 * DAY_MS);
    expect(state.asks).toBeUndefined();
    expect(entries).toMatchObject([{ type: 'ask-ended' }]);
    expect(tasksClosed).toEqual([taskId]);
  });

  it('is answered once', () => {
    const { state } = decided(asked.state, [answer(taskId, false)]);
    const again = decided(state, [answer(taskId, true)]);
    expect(again.answers).toMatchObject([{ accepted: false, rejection: { rule: 'TaskNotOpen' } }]);
  });
});

it('small arrears are one supervisor’s own decision', () => {
  const own = { ...strategy, authority: { twoPersonsFromMinor: 50_001, answerDays: 5 } };
  const input = { state: caseState(), events: [close], facts: caseFacts(), scorer: expertScorer };
  expect(decide({ ...input, strategy: own, now: NOW }).state?.closed?.reason).toBe('written-off');
});
