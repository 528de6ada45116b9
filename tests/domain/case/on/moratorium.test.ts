import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent, CaseEventOf } from '../../../../domain/case/events.ts';
import { lastDayOf } from '../../../../domain/case/moratorium.ts';
import { beijing, caseState, NOW } from '../../fixtures.ts';
import { accept, dueCase, HeldCustomer, refusal } from '../legal-cases.ts';

type Notice = Partial<CaseEventOf<'moratorium'>>;
const moratorium = (changes: Notice = {}): CaseEvent => ({
  ...{ type: 'moratorium', id: 'm', by: 'register', moratorium: 'breathing-space', startOn: '2026-11-01' },
  ...changes,
});

describe('the last day of a moratorium', () => {
  it.each<[string, Notice, string | undefined]>([
    ['is the one that was notified', { lastOn: '2026-12-15' }, '2026-12-15'],
    ['of a breathing space is the sixtieth after it began', {}, '2026-12-31'],
    ['of a crisis is open while the treatment lasts', { moratorium: 'mental-health-crisis' }, undefined],
    [
      'of a crisis is thirty days after the treatment',
      { moratorium: 'mental-health-crisis', treatmentEndedOn: '2026-11-20' },
      '2026-12-20',
    ],
    ['of another kind has to be said', { moratorium: 'other' }, undefined],
  ])('%s', (_name, changes, expected) => {
    const event = { ...moratorium(changes) } as CaseEventOf<'moratorium'>;
    expect(lastDayOf(event)).toBe(expected);
  });
});

describe('moratorium', () => {
  it('holds this debt until the end of its last day, and no other', () => {
    const { state, legalHolds, tasksOpened } = accept(caseState(), moratorium(), NOW, 'UK');
    expect(state.holds).toMatchObject([
      { kind: 'moratorium', scope: 'loan', untilMs: beijing('2027-01-01', '00:00') },
    ]);
    expect(state.holds[0]).not.toHaveProperty('review');
    expect(legalHolds).toHaveLength(1);
    expect(tasksOpened).toEqual([]);
  });

  it('ends by itself, and what was due then is still to be said', () => {
    const customer = new HeldCustomer('UK');
    const held = customer.decide(dueCase(), [moratorium({ lastOn: '2026-11-10' })]);
    expect(held.instruction).toMatchObject({ kind: 'wait', untilMs: beijing('2026-11-11', '00:00') });
    const over = customer.decide(held.state, [], beijing('2026-11-11', '00:00'));
    expect(over.entries[0]).toMatchObject({ type: 'hold-ended', data: { hold: 'moratorium' } });
    expect(over.state).toMatchObject({ rung: 0, holds: [] });
    expect(customer.holds).toEqual([]);
  });

  it('of a crisis has no fixed end: a supervisor asks the register', () => {
    const customer = new HeldCustomer('UK');
    const crisis = moratorium({ moratorium: 'mental-health-crisis' });
    const { state } = customer.decide(dueCase(), [crisis]);
    const later = customer.decide(state, [], NOW + 90 * DAY_MS);
    expect(later.tasksOpened).toMatchObject([{ kind: 'hold-review' }]);
    const ended = moratorium({
      id: 'm2',
      moratorium: 'mental-health-crisis',
      treatmentEndedOn: '2027-01-28',
    });
    const fixed = customer.decide(later.state, [ended], NOW + 91 * DAY_MS);
    expect(fixed.state.holds).toMatchObject([
      { kind: 'moratorium', untilMs: beijing('2027-02-28', '00:00') },
    ]);
    expect(fixed.tasksClosed).toEqual([later.tasksOpened[0]?.taskId]);
  });

  it('a thank-you for a payment is no pursuit', () => {
    const customer = new HeldCustomer();
    const { state } = customer.decide(dueCase(), [moratorium()]);
    const paid = customer.decide(state, [], NOW + DAY_MS, {
      ...{ delinquency: { arrearsMinor: 0, oldestDueOn: null, daysPastDue: 0 }, paidMinor: 50_000 },
    });
    expect(paid.contact).toMatchObject({ purpose: 'acknowledge' });
  });

  it.each<[string, Notice, string]>([
    ['over already', { startOn: '2026-08-01' }, 'MoratoriumOver'],
    ['over before it began', { startOn: '2026-12-02', lastOn: '2026-12-01' }, 'MoratoriumOver'],
    ['without an end that law or notice sets', { moratorium: 'other' }, 'MoratoriumWithoutEnd'],
  ])('%s is refused', (_name, changes, rule) => {
    expect(refusal(caseState(), moratorium(changes))).toBe(rule);
  });

  it('on its last day still stands', () => {
    expect(refusal(caseState(), moratorium({ startOn: '2026-10-01', lastOn: '2026-11-01' }))).toBeUndefined();
  });
});
