import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../domain/calendar.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { beijing, caseState, NOW } from '../../fixtures.ts';
import { accept, by, refusal } from '../legal-cases.ts';

const complaint = (about: 'conduct' | 'debt', receivedOn?: string): CaseEvent => ({
  ...{ type: 'complaint', id: `c-${about}`, by, about, subject: 'called at work' },
  ...(receivedOn !== undefined && { receivedOn }),
});

describe('complaint', () => {
  it.each([
    ['from the day it came', '2026-10-20', '2026-11-04'],
    ['from today', undefined, '2026-11-16'],
  ])('is to be answered by its deadline, %s', (_name, receivedOn, dueOn) => {
    const { state, complaints, entries } = accept(caseState(), complaint('debt', receivedOn));
    expect(complaints).toMatchObject([
      { about: 'debt', subject: 'called at work', dueAtMs: beijing(dueOn, '00:00') + DAY_MS },
    ]);
    expect(complaints?.[0]?.summary).toContain(dueOn);
    expect(complaints?.[0]?.summary).toContain('unverified');
    expect(entries[0]?.data).toMatchObject({ dueOn });
    expect(state.holds).toEqual([]);
  });

  it('about conduct holds every contact until a supervisor has looked', () => {
    const { state, complaints, tasksOpened, legalHolds } = accept(caseState(), complaint('conduct'));
    expect(complaints).toHaveLength(1);
    expect(state.holds).toMatchObject([
      { kind: 'complaint', scope: 'customer', review: true, untilMs: NOW + 2 * DAY_MS },
    ]);
    expect(tasksOpened).toMatchObject([{ kind: 'hold-review', dueAtMs: NOW + 2 * DAY_MS }]);
    expect(legalHolds).toHaveLength(1);
  });

  it('two in one decision have a task each', () => {
    const first = accept(caseState(), complaint('debt'));
    const second = accept(first.state, { ...complaint('debt'), id: 'c-2' });
    expect(second.complaints?.[0]?.taskId).not.toBe(first.complaints?.[0]?.taskId);
  });

  it('that has not come yet is refused', () => {
    expect(refusal(caseState(), complaint('debt', '2026-11-02'))).toBe('NotYetReceived');
  });

  it('that is answered is on the timeline', () => {
    const event = { type: 'complaint-answered', id: 'x', by, complaintId: 'C', outcome: 'upheld' } as const;
    const { entries } = accept(caseState(), { ...event, why: 'we are sorry' });
    expect(entries).toMatchObject([{ type: 'complaint-answered', why: 'we are sorry' }]);
  });
});
