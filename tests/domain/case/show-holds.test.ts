import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { LegalHold } from '../../../domain/case/hold.ts';
import type { LoanId, TaskId } from '../../../domain/ids.ts';
import { NOW } from '../fixtures.ts';
import { by, dueCase, HeldCustomer, legalHold } from './legal-cases.ts';

const overdue: CaseEvent = { type: 'overdue', id: 'o', by: 'core' };
const told: CaseEvent = { type: 'customer-hold', id: 'customer-hold:x', by: 'api' };
const holding = (...holds: LegalHold[]) => Object.assign(new HeldCustomer(), { holds });

describe('a hold of the customer', () => {
  it('holds a case that was not told of it, at its next decision', () => {
    const customer = holding(legalHold({ kind: 'attorney' }));
    const { state, contact, entries } = customer.decide(dueCase(), []);
    expect(contact).toBeUndefined();
    expect(state.holds).toMatchObject([{ kind: 'attorney' }]);
    expect(entries).toMatchObject([{ type: 'customer-hold-placed', data: { hold: 'attorney' } }]);
  });

  it('holds a case that opens later from its start', () => {
    const customer = holding(legalHold({ kind: 'bankruptcy' }));
    const opened = customer.decide(null, [overdue]);
    expect(opened.state).toMatchObject({ holds: [{ kind: 'bankruptcy' }], frozenSinceMs: NOW });
    const later = customer.decide(opened.state, [], NOW + 3 * DAY_MS);
    expect(later.contact).toBeUndefined();
    expect(later.state.rung).toBe(opened.state.rung);
  });

  it('is known once, however it comes to be known', () => {
    const customer = holding(legalHold({ kind: 'attorney' }));
    const { state } = customer.decide(dueCase(), [told]);
    expect(state.holds).toHaveLength(1);
    const again = customer.decide(state, [{ ...told, id: 'customer-hold:y' }], NOW + 1);
    expect(again.entries.map(({ type }) => type)).toEqual(['customer-hold']);
    expect(again.state.holds).toEqual(state.holds);
  });

  it('that ended elsewhere lets the case go on where it stood, and closes its task', () => {
    const taskId = 'L000001-1.1.25' as TaskId;
    const customer = holding(legalHold({ kind: 'attorney', taskId }));
    const { state } = customer.decide(dueCase(), []);
    customer.holds = [];
    const free = customer.decide(state, [told], NOW + 4 * DAY_MS);
    expect(free.state).toMatchObject({ holds: [], shiftDays: 4, rung: 0 });
    expect(free.tasksClosed).toEqual([taskId]);
  });

  it('is asked about in one case: the others find the task and wait with it', () => {
    const review = NOW + 90 * DAY_MS;
    const customer = holding(legalHold({ kind: 'cease' }));
    const one = customer.decide(dueCase(), []);
    const other = customer.decide(dueCase({ caseId: 'L2-1' as never, loanId: 'L2' as LoanId }), []);
    const first = customer.decide(one.state, [], review);
    expect(first.tasksOpened).toMatchObject([{ kind: 'hold-review' }]);
    const second = customer.decide(other.state, [], review + 1);
    expect(second.tasksOpened).toEqual([]);
    expect(second.state.holds).toEqual(first.state.holds);
  });

  it('declared when no case was open is looked at by the first that opens', () => {
    const declared = legalHold({ kind: 'deceased-review', holdId: 'customer:deceased:1', untilMs: NOW });
    const { state, tasksOpened } = holding(declared).decide(null, [overdue], NOW + DAY_MS);
    expect(tasksOpened).toMatchObject([
      { kind: 'hold-review', summary: expect.stringMatching(/^Find out about the estate/) as string },
    ]);
    expect(state.holds).toMatchObject([{ kind: 'deceased-review', untilMs: NOW + 6 * DAY_MS }]);
  });

  it('that comes while a message is on its way has it made again once it is over', () => {
    const customer = new HeldCustomer();
    const { state, contact } = customer.decide(dueCase(), []);
    customer.holds = [legalHold({ kind: 'attorney' })];
    const id = contact?.contactId ?? '';
    const held = customer.decide(state, [{ type: 'delivered', id, by: 'system', outcome: 'held' }], NOW + 1);
    expect(held.contact).toBeUndefined();
    expect(held.state).toMatchObject({ rung: 0, fallback: 0 });
    expect(held.state).not.toHaveProperty('pending');
    const lift = { type: 'lift-hold', id: 'l', by, hold: 'attorney', why: 'dismissed' } as const;
    const free = customer.decide(held.state, [lift], NOW + 2);
    expect(free.contact?.rung).toBe(0);
  });
});
