import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { caseEventSchema } from '../../../../domain/case/events.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import { transition } from '../../../../domain/case/transition.ts';
import { caseContext, caseState, NOW, promisedState } from '../../fixtures.ts';

const note = (text: string): CaseEvent => ({ type: 'note', id: 'n', by: 'collector-1', text });
const states: CaseState[] = [
  caseState(),
  caseState({ stage: 'legal', rung: 6 }),
  promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }]),
];

it('is on the timeline, word by word, and nothing follows from it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.string({ minLength: 1, maxLength: 2000 }), (state, text) => {
      const result = transition(state, note(text), caseContext());
      expect(result).toEqual({
        state,
        effects: {
          entries: [{ type: 'note', actor: 'collector-1', data: { eventId: 'n' }, why: text }],
          tasksOpened: [],
          tasksClosed: [],
        },
      });
    }),
  );
});

it('is refused by a case that has closed', () => {
  const closed = caseState({ stage: 'closed', closed: { reason: 'sold', atMs: NOW } });
  expect(transition(closed, note('x'), caseContext())).toMatchObject({ rejection: { rule: 'CaseClosed' } });
});

it('says something, and no book', () => {
  expect(caseEventSchema.safeParse(note('  ')).success).toBe(false);
  expect(caseEventSchema.safeParse(note('x'.repeat(2001))).success).toBe(false);
  expect(caseEventSchema.safeParse(note('x'.repeat(2000))).success).toBe(true);
});
