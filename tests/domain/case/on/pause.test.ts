import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { beijing, caseState, NOW } from '../../fixtures.ts';
import { accept, dueCase, HeldCustomer, refusal } from '../legal-cases.ts';

const pause = (lastOn?: string): CaseEvent => ({
  ...{ type: 'pause', id: 'p', by: 'sup-1', why: 'a merger of accounts' },
  ...(lastOn !== undefined && { lastOn }),
});
const resume: CaseEvent = { type: 'resume', id: 'r', by: 'sup-1', why: 'done' };

describe('pause and resume', () => {
  it.each<[string, CaseEvent, number, true | undefined]>([
    ['until a day', pause('2026-11-05'), beijing('2026-11-06', '00:00'), undefined],
    ['until somebody looks', pause(), NOW + 90 * DAY_MS, true],
  ])('%s', (_name, event, untilMs, review) => {
    const { state, entries } = accept(caseState(), event);
    expect(state.holds).toEqual([
      { kind: 'manual', sinceMs: NOW, untilMs, owner: 'sup-1', ...(review && { review }) },
    ]);
    expect(entries).toMatchObject([{ type: 'pause', actor: 'sup-1', why: 'a merger of accounts' }]);
    const resumed = accept(state, resume, NOW + 3 * DAY_MS);
    expect(resumed.state).toMatchObject({ holds: [], shiftDays: 3 });
    expect(resumed.entries).toMatchObject([{ type: 'resume', actor: 'sup-1', why: 'done' }]);
  });

  it('payments are handled all the same', () => {
    const customer = new HeldCustomer();
    const { state } = customer.decide(dueCase(), [pause()]);
    const paid = customer.decide(state, [], NOW + DAY_MS, {
      ...{ delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 }, paidMinor: 50_000 },
    });
    expect(paid.state.closed?.reason).toBe('cured');
    expect(paid.contact?.purpose).toBe('acknowledge');
  });

  it('without a last day a supervisor is asked again, and answers', () => {
    const customer = new HeldCustomer();
    const { state } = customer.decide(dueCase(), [pause()]);
    const asked = customer.decide(state, [], NOW + 90 * DAY_MS);
    const taskId = asked.tasksOpened[0]?.taskId ?? '';
    expect(asked.state.holds).toMatchObject([{ kind: 'manual', taskId }]);
    const answer = { type: 'approval', id: 'a', by: 'sup-2', taskId, why: 'looked' } as const;
    const kept = customer.decide(asked.state, [{ ...answer, approved: false }], NOW + 91 * DAY_MS);
    expect(kept.state.holds).toMatchObject([{ untilMs: NOW + 181 * DAY_MS }]);
    const lifted = customer.decide(asked.state, [{ ...answer, approved: true }], NOW + 91 * DAY_MS);
    expect(lifted.state.holds).toEqual([]);
  });

  it.each<[string, CaseEvent, CaseEvent | undefined, string]>([
    ['paused twice', pause(), pause(), 'AlreadyPaused'],
    ['paused until yesterday', pause('2026-10-31'), undefined, 'PauseInThePast'],
    ['resumed without a pause', resume, undefined, 'NoSuchHold'],
  ])('%s is refused', (_name, event, before, rule) => {
    const state = before ? accept(caseState(), before).state : caseState();
    expect(refusal(state, event)).toBe(rule);
  });
});
