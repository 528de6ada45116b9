import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/case/decide.ts';
import type { CaseEventOf } from '../../../domain/case/events.ts';
import { closeCase } from '../../../domain/case/settle-books.ts';
import { CLOSE_REASONS, type CaseState } from '../../../domain/case/state.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseFacts, caseState, NOW, type FactChanges } from '../fixtures.ts';

const overdue: CaseEventOf<'overdue'> = { type: 'overdue', id: 'o-2', by: 'core' };

function decided(state: CaseState | null, event: CaseEventOf<'overdue'>, facts: FactChanges = {}) {
  return decide({
    ...{ state, events: [event], now: NOW, strategy: cnRetail, scorer: expertScorer },
    facts: caseFacts(facts),
  });
}

describe('a case of a loan that had one before', () => {
  it.each(CLOSE_REASONS)('which ended as %s: names it, and begins afresh', (reason) => {
    const previous = closeCase(caseState({ brokenPromises: 2, keptPromises: 1 }), reason, NOW);
    const { state, entries } = decided(null, overdue, { previous, casesSoFar: 1 });
    expect(state).toMatchObject({
      ...{ caseId: 'L000001-2', previousCaseId: 'L000001-1', brokenPromises: 0, keptPromises: 0 },
    });
    expect(entries[0]).toMatchObject({ type: 'opened', data: { previousCaseId: 'L000001-1' } });
  });

  it('taken up again by a supervisor: says by whom and why', () => {
    const previous = closeCase(caseState(), 'written-off', NOW);
    const event = { ...overdue, by: 'sup-1', reopen: 'found a new address' };
    const { state, entries } = decided(null, event, { previous, casesSoFar: 1 });
    expect(state).toMatchObject({ previousCaseId: 'L000001-1' });
    expect(entries[0]).toMatchObject({ type: 'opened', data: { reopenedBy: 'sup-1' } });
    expect(entries[0]?.why).toMatch(/^taken up again by sup-1: found a new address; /);
  });
});

it('the first case of a loan names none', () => {
  expect(decided(null, overdue).state).not.toHaveProperty('previousCaseId');
});

it('taken up again where a case has been opened meanwhile: recorded, nothing else', () => {
  const { entries, answers } = decided(caseState(), { ...overdue, reopen: 'found a new address' });
  expect(entries[0]?.why).toBe('found a new address; the case was open already');
  expect(answers).toEqual([{ id: 'o-2', accepted: true }]);
});
