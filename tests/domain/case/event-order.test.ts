import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide, type DecideInput } from '../../../domain/case/decide.ts';
import { daysLate } from '../../../domain/case/days-late.ts';
import { heldAfter } from '../../../domain/case/hold-facts.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { isInCi, runsOf } from '../check-lives.ts';
import { lifeArbitrary } from '../lives.ts';
import { simulate } from '../simulate.ts';

/** What says nothing of each other: what is declared, what is known of the customer's means, and what is only recorded. */
const by = 'x';
const why = 'why';
const asOf = '2026-11-01';
const INDEPENDENT: CaseEvent[] = [
  { type: 'attorney', id: 'attorney', by, why },
  { type: 'bankruptcy', id: 'bankruptcy', by, why },
  { type: 'death', id: 'death', by, why },
  { type: 'cease', id: 'cease', by, why, channels: ['sms'] },
  { type: 'complaint', id: 'complaint', by, about: 'conduct', subject: why },
  { type: 'moratorium', id: 'moratorium', by, moratorium: 'breathing-space', startOn: '2026-01-01' },
  { type: 'pause', id: 'pause', by, why },
  { type: 'external-debt', id: 'debt', by, source: 'bureau', asOf, totalMinor: 90_000_000 },
  { type: 'macro-alert', id: 'macro', by, source: 'desk', asOf, indicator: 'jobs', level: 'severe' },
  { type: 'rating', id: 'rating', by, source: 'internal', asOf, score: 420, grade: null },
  { type: 'note', id: 'note', by, text: why },
  { type: 'customer-hold', id: 'hold', by },
  { type: 'complaint-answered', id: 'answered', by, complaintId: 'c', outcome: 'upheld', why },
  { type: 'customer-reply', id: 'reply', by, channel: 'sms', meaning: 'other', messageId: 'm' },
  { type: 'reassign', id: 'reassign', by, collector: 'ann', team: 'east-1', why },
  { type: 'payment', id: 'payment', by, amountMinor: 1, paidAtMs: 0 },
  { type: 'overdue', id: 'overdue', by },
  { type: 'risk-alert', id: 'security', by, alertId: 'a', action: 'more-security', why },
  { type: 'risk-alert', id: 'recall', by, alertId: 'b', action: 'early-recall', why },
];

/** Where a case has ended up: what of its state does not come of the numbers of its decisions or of words. */
function placeOf(state: CaseState | null): unknown {
  // What is said to a case that has ended is recorded or refused, and changes nothing of its end.
  if (!state || state.closed) return state?.closed ?? null;
  // Of two steps that are due at one instant either may be the one that is named.
  const { sequence, rescoreFor, waiting, holds, errands = [], notBefore, ...rest } = state;
  const text = JSON.stringify({
    ...rest,
    notBeforeMs: notBefore.atMs,
    ...(rest.frozenSinceMs !== undefined && standstillOf(state, rest.frozenSinceMs)),
    holds: holds.toSorted((a, b) => a.kind.localeCompare(b.kind)),
    errands: errands.map(({ kind }) => kind).toSorted(),
  });
  // Ids of holds, tasks and contacts have the number of the decision that has made them.
  return JSON.parse(text.replaceAll(/(L\d+-\d+)\.\d+/g, '$1.n'));
}

/** It makes no difference whether one standstill goes on in another, or ends in the moment in which the other begins. */
function standstillOf(state: CaseState, frozenSinceMs: number) {
  const ladderDay = daysLate(state, frozenSinceMs) - state.shiftDays;
  return { ladderDay, frozenSinceMs: undefined, shiftDays: undefined };
}

/** The next decision at the same instant, by what the one before has left in the books. */
function decideInTurn(input: DecideInput, events: CaseEvent[]): CaseState | null {
  let state = input.state;
  let { holds } = input.facts.customer;
  for (const event of events) {
    if (state?.closed) return state;
    const facts = { ...input.facts, customer: { ...input.facts.customer, holds } };
    const decision = decide({ ...input, state, facts, events: [event] });
    state = decision.state;
    holds = heldAfter(holds, decision.legalHolds ?? []);
  }
  return state;
}

it('the order of two independent events does not change where the case ends up', () => {
  const pair = fc.shuffledSubarray(INDEPENDENT, { minLength: 2, maxLength: 2 });
  let compared = 0;
  let comparedApart = 0;
  fc.assert(
    fc.property(lifeArbitrary(8), fc.nat(), pair, (life, pick, [one, other]) => {
      const open = simulate(life).filter(({ input }) => input.state && !input.state.closed);
      const at = open[pick % Math.max(1, open.length)];
      if (!at || !one || !other) return;
      compared += 1;
      const together = (events: CaseEvent[]) => placeOf(decide({ ...at.input, events }).state);
      expect(together([other, one])).toEqual(together([one, other]));
      // What is due is done between them: then the first one has come before it, and the second one after.
      const { entries, instruction } = decide({ ...at.input, events: [] });
      if (entries.length > 0 || instruction.kind !== 'wait') return;
      comparedApart += 1;
      const apart = (events: CaseEvent[]) => placeOf(decideInTurn(at.input, events));
      expect(apart([other, one])).toEqual(apart([one, other]));
    }),
    runsOf(3_000, 20_261_103),
  );
  if (isInCi) expect(Math.min(compared / 4, comparedApart)).toBeGreaterThan(400);
}, 3_600_000);
