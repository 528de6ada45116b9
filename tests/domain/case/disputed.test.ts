import fc from 'fast-check';
import { expect, it } from 'vitest';
import { disputedShownMinor } from '../../../domain/case/disputed-amount.ts';
import { showDispute } from '../../../domain/case/disputed.ts';
import type { Hold } from '../../../domain/case/hold.ts';
import { collectableMinor, type CaseState } from '../../../domain/case/state.ts';
import { caseState, NOW } from '../fixtures.ts';

/** What can happen to the books while a part of the debt is in dispute. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('paid' as const), minor: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ kind: fc.constant('bounced' as const), minor: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ kind: fc.constant('fell due' as const), minor: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ kind: fc.constant('corrected' as const), minor: fc.integer({ min: 1, max: 60_000 }) }),
);

it('what is asked for is what is owed, less what is in dispute, whatever the books go through', () => {
  const amounts = fc.record({
    due: fc.integer({ min: 1, max: 100_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(amounts, fc.array(change, { maxLength: 12 }), ({ due, share }, changes) => {
      const disputedMinor = Math.max(1, Math.round(due * share));
      const hold: Hold = { kind: 'dispute', sinceMs: NOW, untilMs: NOW + 1, owner: 'supervisor' };
      let state: CaseState = caseState({ arrearsMinor: due, paidMinor: 0, disputedMinor, holds: [hold] });
      // The same by its definition: all that fell due, what was paid, and what of it is still in dispute.
      const books = { due, paid: 0, disputed: disputedMinor };
      for (const { kind, minor } of changes) {
        if (kind === 'paid') books.paid += minor;
        if (kind === 'bounced') books.paid = Math.max(0, books.paid - minor);
        if (kind === 'fell due') books.due += minor;
        if (kind === 'corrected') {
          const corrected = Math.min(minor, books.due);
          books.due -= corrected;
          books.disputed = Math.max(0, books.disputed - corrected);
        }
        // A debt that is paid closes its case; what is in dispute then is moot.
        if (books.due - books.paid <= 0) return;
        const shown = { ...state, arrearsMinor: books.due - books.paid, paidMinor: books.paid };
        state = showDispute(state, shown).state;
        expect(collectableMinor(state)).toBe(Math.max(0, books.due - books.disputed - books.paid));
        expect(disputedShownMinor(state)).toBeLessThanOrEqual(state.arrearsMinor);
        expect(state.holds.length === 1).toBe(books.disputed > 0);
      }
    }),
    { numRuns: 2_000 },
  );
});
