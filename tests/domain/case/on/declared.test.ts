import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { caseState, NOW } from '../../fixtures.ts';
import { accept, by, dueCase, HeldCustomer, refusal } from '../legal-cases.ts';

const declared: [string, CaseEvent, string][] = [
  [
    'an attorney',
    { type: 'attorney', id: 'e', by, reference: 'F-12', why: 'letter of 1 November' },
    'attorney',
  ],
  [
    'distress',
    { type: 'vulnerability', id: 'e', by, circumstance: 'health', why: 'in hospital' },
    'vulnerability',
  ],
  ['a bankruptcy', { type: 'bankruptcy', id: 'e', by, filedOn: '2026-10-30', why: 'notice' }, 'bankruptcy'],
  [
    'a death',
    { type: 'death', id: 'e', by, diedOn: '2026-10-29', why: 'the widow called' },
    'deceased-review',
  ],
];

describe.each(declared)('%s', (_name, event, kind) => {
  it('holds every loan of the customer, with a task for a supervisor', () => {
    const { state, tasksOpened, legalHolds, entries } = accept(caseState(), event);
    const [task] = tasksOpened;
    expect(state.holds).toMatchObject([
      { kind, scope: 'customer', review: true, untilMs: NOW + 5 * DAY_MS, taskId: task?.taskId },
    ]);
    expect(task).toMatchObject({ kind: 'hold-review', dueAtMs: NOW + 5 * DAY_MS });
    expect(legalHolds).toEqual([{ hold: state.holds[0], changedBy: 'e' }]);
    expect(entries).toMatchObject([{ type: event.type, actor: by, data: { hold: kind } }]);
    expect(state.frozenSinceMs).toBe(NOW);
  });

  it('told again is one hold and one task', () => {
    const first = accept(caseState(), event).state;
    const { state, tasksOpened } = accept(first, { ...event, id: 'e2' }, NOW + DAY_MS);
    expect(state.holds).toEqual(first.holds);
    expect(tasksOpened).toEqual([]);
  });

  it('approved the hold is lifted, rejected it is kept until the next review', () => {
    const { state, tasksOpened } = accept(caseState(), event);
    const answer = (approved: boolean): CaseEvent => ({
      ...{ type: 'approval', id: 'a', by: 'sup-1', taskId: tasksOpened[0]?.taskId ?? '', approved },
      why: 'seen',
    });
    const lifted = accept(state, answer(true), NOW + 2 * DAY_MS);
    expect(lifted.state).toMatchObject({ holds: [], shiftDays: 2 });
    expect(lifted.legalHolds).toMatchObject([{ changedBy: 'a', endedWhy: 'seen' }]);
    const kept = accept(state, answer(false), NOW + 2 * DAY_MS);
    expect(kept.state.holds).toMatchObject([{ kind, untilMs: NOW + 92 * DAY_MS }]);
    expect(kept.state.holds[0]).not.toHaveProperty('taskId');
    expect(kept.tasksClosed).toEqual([tasksOpened[0]?.taskId]);
  });

  it('that nobody looks at is escalated and never lifted by itself', () => {
    const customer = new HeldCustomer();
    let { state } = customer.decide(dueCase(), [event]);
    for (const days of [5, 10]) {
      const later = customer.decide(state, [], NOW + days * DAY_MS);
      expect(later.tasksOpened).toHaveLength(1);
      expect(later.tasksOpened[0]?.summary).toMatch(/^Overdue: /);
      expect(later.tasksClosed).toEqual([state.holds[0]?.taskId]);
      expect(later.contact).toBeUndefined();
      state = later.state;
    }
    expect(state.holds).toMatchObject([{ kind }]);
  });

  it('stops the thanks for a payment too', () => {
    const customer = new HeldCustomer();
    const { state } = customer.decide(dueCase(), [event]);
    const paid = customer.decide(state, [], NOW + DAY_MS, {
      ...{ delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 }, paidMinor: 50_000 },
    });
    expect(paid.state.closed?.reason).toBe('cured');
    expect(paid.contact).toBeUndefined();
    expect(paid.entries.at(-1)).toMatchObject({ type: 'contact-denied' });
    const rule = kind === 'attorney' ? 'HOUSE-ATTORNEY' : `BASIC-HOLD:${kind}`;
    expect(paid.entries.at(-1)?.data['rules']).toEqual([rule]);
  });

  it('is refused by a case that has closed', () => {
    const closed = caseState({ closed: { reason: 'settled', atMs: NOW }, stage: 'closed' });
    expect(refusal(closed, event)).toBe('CaseClosed');
  });
});
