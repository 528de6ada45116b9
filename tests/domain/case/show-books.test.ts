import { describe, expect, it } from 'vitest';
import { showBooks } from '../../../domain/case/show-books.ts';
import { caseContext, caseFacts, caseState } from '../fixtures.ts';

/** 95 days past due, waiting for the legal notice: rung 6 of the low ladder. */
const late = caseState({
  oldestDueOn: '2026-07-29',
  rung: 6,
  stage: 'letter',
  shiftDays: -4,
  arrearsMinor: 150_000,
});

describe('what the books say', () => {
  it('shows arrears, oldest due date and payments', () => {
    const facts = caseFacts({
      delinquency: { arrearsMinor: 70_000, oldestDueOn: '2026-07-29' },
      paidMinor: 80_000,
    });
    const { state, entries } = showBooks(late, facts, caseContext());
    expect(state).toMatchObject({ arrearsMinor: 70_000, paidMinor: 80_000, rung: 6, shiftDays: -4 });
    expect(entries).toEqual([]);
  });

  it('goes on at the rung of the new lateness when the oldest instalments are paid', () => {
    const facts = caseFacts({
      delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-10-14' },
      paidMinor: 100_000,
    });
    const { state, entries } = showBooks(late, facts, caseContext());
    // 18 days past due: the next rung of the low ladder is the call of day 25.
    expect(state).toMatchObject({ rung: 3, fallback: 0, shiftDays: 0, stage: 'letter' });
    expect(entries).toEqual([
      expect.objectContaining({ type: 'replanned', data: { fromRung: 6, toRung: 3, daysPastDue: 18 } }),
    ]);
  });

  it('never moves a case forward on the ladder', () => {
    const early = caseState({ oldestDueOn: '2026-08-01', rung: 1 });
    const facts = caseFacts({ delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-09-20' } });
    expect(showBooks(early, facts, caseContext()).state.rung).toBe(1);
  });

  it('leaves a closed case as it ended', () => {
    const closed = caseState({ ...late, closed: { reason: 'sold', atMs: 0 }, stage: 'closed' });
    const facts = caseFacts({ delinquency: { arrearsMinor: 50_000, oldestDueOn: '2026-10-14' } });
    expect(showBooks(closed, facts, caseContext()).state.rung).toBe(6);
  });
});
