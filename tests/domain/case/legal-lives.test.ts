import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import { isLegalHold, LEGAL_HOLD_KINDS } from '../../../domain/case/hold.ts';
import { suspendingHolds } from '../../../domain/case/state.ts';
import { CHANNELS, type Channel } from '../../../domain/strategy/schema.ts';
import { NOW } from '../fixtures.ts';
import { dueCase, HeldCustomer } from './legal-cases.ts';

/** Random wishes, notices and decisions of supervisors about one customer, at any time. */
const why = 'why';
const said = fc.oneof(
  fc.record({
    type: fc.constant('cease' as const),
    channels: fc.option(fc.subarray<Channel>([...CHANNELS], { minLength: 1 }), { nil: undefined }),
    allLoans: fc.boolean(),
    why: fc.constant(why),
  }),
  fc.record({
    type: fc.constantFrom('attorney' as const, 'bankruptcy' as const, 'death' as const, 'pause' as const),
    why: fc.constant(why),
  }),
  fc.constant({ type: 'resume' as const, why }),
  fc.record({
    type: fc.constant('moratorium' as const),
    moratorium: fc.constantFrom('breathing-space' as const, 'mental-health-crisis' as const),
    startOn: fc.constantFrom('2026-11-01', '2026-12-20'),
  }),
  fc.record({
    type: fc.constant('complaint' as const),
    about: fc.constantFrom('conduct' as const, 'debt' as const),
    subject: fc.constant(why),
  }),
  fc.record({
    type: fc.constant('lift-hold' as const),
    hold: fc.constantFrom(...LEGAL_HOLD_KINDS),
    why: fc.constant(why),
  }),
  fc.record({ type: fc.constant('answer' as const), approved: fc.boolean() }),
  fc.constant({ type: 'wait' as const }),
);
const life = fc.array(fc.record({ afterHours: fc.integer({ min: 0, max: 20 * 24 }), said }), {
  maxLength: 12,
});

it.each(['CN', 'US', 'UK'])(
  'holds are kept under any sequence of wishes, in %s',
  (jurisdiction) => {
    fc.assert(
      fc.property(life, (steps) => {
        const customer = new HeldCustomer(jurisdiction);
        let now = NOW;
        let state = dueCase();
        const open = new Set<string>();
        for (const [index, { afterHours, said: event }] of steps.entries()) {
          now += (afterHours * DAY_MS) / 24;
          const base = { id: `e${index}`, by: 'x' };
          const taskId = state.holds.find((hold) => hold.taskId)?.taskId;
          const events: CaseEvent[] =
            event.type === 'wait'
              ? []
              : event.type === 'answer'
                ? taskId
                  ? [{ type: 'approval', ...base, taskId, approved: event.approved, why }]
                  : []
                : [{ ...base, ...event }];
          const { pending, ...rest } = state;
          // A message that is on its way has arrived by now.
          if (pending)
            events.push({ type: 'delivered', id: pending.contactId, by: 'system', outcome: 'sent' });
          const before = pending ? { ...rest, pending } : rest;
          const decision = customer.decide(before, events, now);
          state = decision.state;
          for (const task of decision.tasksOpened) if (task.kind === 'hold-review') open.add(task.taskId);
          if (decision.tasksClosed !== 'all') for (const task of decision.tasksClosed) open.delete(task);

          const legal = state.holds.filter(isLegalHold);
          // What the case shows is what the database keeps.
          expect(legal.map(({ holdId }) => holdId).toSorted()).toEqual(
            customer.holds.map(({ holdId }) => holdId).toSorted(),
          );
          for (const hold of state.holds) {
            expect(hold.owner).not.toBe('');
            // A message that was due before the hold ended leaves first; its end is the next decision's.
            if (decision.instruction.kind === 'wait') expect(hold.untilMs).toBeGreaterThan(now);
          }
          const { contact } = decision;
          if (contact) expect(suspendingHolds(state)).toEqual([]);
          for (const hold of legal) expect(hold.channels ?? []).not.toContain(contact?.channel);
          expect(Boolean(state.frozenSinceMs)).toBe(suspendingHolds(state).length > 0);
          const { instruction } = decision;
          if (instruction.kind === 'wait') expect(instruction.untilMs).toBeGreaterThan(now);
          // Every open question of a hold has its hold, and the other way round.
          const asked = new Set<string>(state.holds.flatMap((hold) => hold.taskId ?? []));
          expect(open).toEqual(asked);
        }
      }),
      { numRuns: 500 },
    );
  },
  60_000,
);
