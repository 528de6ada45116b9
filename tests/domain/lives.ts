import fc from 'fast-check';
import { addDays } from '../../domain/calendar.ts';
import { CALL_OUTCOMES } from '../../domain/case/call-outcomes.ts';
import { CASE_ALERT_ACTIONS } from '../../domain/case/events/risk-alert.ts';
import { LOAN_CHANGES } from '../../domain/case/events/endings.ts';
import { MACRO_LEVELS } from '../../domain/case/state.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { CHANNELS, type Channel } from '../../domain/strategy/schema.ts';
import { ZONE } from './fixtures.ts';
import { holdMoveArbitrary } from './hold-lives.ts';
import type { Life, Move } from './simulate.ts';

/** Random lives of debtors: everything that may happen to a case, valid or not, at any time. */

const DAY_MINUTES = 1440;

const announced = fc.boolean();
const partOf = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));

const payment: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('payment'),
  share: partOf,
  announced,
  daysAgo: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
  ),
});
const reversal: fc.Arbitrary<Move> = fc.record({ kind: fc.constant('reversal'), pick: fc.nat(9) });
const cure: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('payment'),
  share: fc.constantFrom(1, 1.3),
  announced,
});
const promise: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('promise'),
  dueInDays: fc.array(fc.integer({ min: -1, max: 32 }), { minLength: 1, maxLength: 4 }),
  share: fc.constantFrom(0.1, 0.5, 1, 1, 1, 1.5),
});
const grace: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('grace'),
  reason: fc.constantFrom('force-majeure', 'illness', 'income-loss', 'other'),
  days: fc.integer({ min: 1, max: 32 }),
});
const dispute: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('dispute'),
  share: fc.option<number>(fc.double({ min: 0, max: 1.5, noNaN: true })),
});
const plan: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('plan'),
  months: fc.integer({ min: 1, max: 6 }),
});
const approval: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('approval'),
  pick: fc.nat(3),
  approved: fc.boolean(),
});
const close: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('close'),
  reason: fc.constantFrom('restructured', 'settled', 'written-off', 'sold', 'recalled'),
  consent: fc.boolean(),
});

const call: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('call'),
  result: fc.constantFrom(...CALL_OUTCOMES),
  unknown: fc.constantFrom(false, false, false, true),
});
const task: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('task'),
  action: fc.constantFrom('complete', 'decline'),
});
const letter: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('letter'),
  outcome: fc.constantFrom('served', 'returned'),
});
const outlook: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('rating' as const), score: fc.integer({ min: 400, max: 800 }) }),
  fc.record({
    kind: fc.constant('external-debt' as const),
    share: fc.double({ min: 0, max: 5, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('macro' as const), level: fc.constantFrom(...MACRO_LEVELS) }),
);

const settlement: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('settlement'),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  inDays: fc.integer({ min: -1, max: 62 }),
});
const loanChange: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('loan-change'),
  change: fc.constantFrom('restructured', 'restructured', ...LOAN_CHANGES),
});

const riskAlert: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('risk-alert'),
  action: fc.constantFrom(...CASE_ALERT_ACTIONS),
});

export const moveArbitrary: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: payment },
  { weight: 1, arbitrary: cure },
  { weight: 5, arbitrary: reversal },
  { weight: 5, arbitrary: promise },
  { weight: 3, arbitrary: grace },
  { weight: 3, arbitrary: dispute },
  { weight: 2, arbitrary: plan },
  { weight: 2, arbitrary: approval },
  { weight: 4, arbitrary: call },
  { weight: 6, arbitrary: task },
  { weight: 3, arbitrary: letter },
  { weight: 2, arbitrary: outlook },
  { weight: 1, arbitrary: close },
  { weight: 2, arbitrary: settlement },
  { weight: 1, arbitrary: loanChange },
  { weight: 3, arbitrary: riskAlert },
  { weight: 1, arbitrary: fc.constantFrom<Move>({ kind: 'note' }, { kind: 'strategy' }) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'overdue' }) },
  { weight: 38, arbitrary: holdMoveArbitrary },
);

/** While a contact is delivered, at once, within minutes, within days, within weeks. */
const gap = fc.oneof(
  fc.constant('delivery' as const),
  fc.constant(0),
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 6, max: 3 * DAY_MINUTES }),
  fc.integer({ min: DAY_MINUTES, max: 25 * DAY_MINUTES }),
);

const someChannels: fc.Arbitrary<Channel[]> = fc.oneof(
  fc.constant<Channel[]>([...CHANNELS]),
  fc.subarray<Channel>([...CHANNELS]),
);

/** What people ask of a case in the same moment in which it ends: it comes too late. */
const tooLate = fc.tuple(
  fc.oneof(cure, loanChange),
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: holdMoveArbitrary },
      ...[grace, dispute, close, call, task, letter, promise, plan, settlement, riskAlert],
      fc.constantFrom<Move>({ kind: 'note' }, { kind: 'strategy' }),
    ),
    { minLength: 4, maxLength: 8 },
  ),
);

/** @param moves at most so many things happen, and sometimes an end with some more */
export function lifeArbitrary(moves = 14): fc.Arbitrary<Life> {
  return fc
    .record({
      loan: fc.nat(999_999),
      startDay: fc.nat(364),
      startMinute: fc.nat(DAY_MINUTES - 1),
      daysPastDue: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 250 })),
      overdueInstalments: fc.integer({ min: 1, max: 3 }),
      futureInstalments: fc.nat(4),
      amountMinor: fc.integer({ min: 1, max: 5_000_000 }),
      lenderRole: fc.constantFrom('first_party' as const, 'third_party' as const),
      internalScore: fc.option<number>(fc.integer({ min: 400, max: 800 })),
      consents: someChannels,
      reachable: someChannels,
      moves: fc.array(fc.record({ after: gap, move: moveArbitrary }), { maxLength: moves }),
      ending: fc.option(tooLate, { freq: 2 }),
      outcomes: fc.array(
        fc.constantFrom('sent' as const, 'sent' as const, 'failed' as const, 'unknown' as const),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      deliveryMinutes: fc.nat(3),
      interleave: fc.boolean(),
      approves: fc.boolean(),
      calls: fc.array(fc.constantFrom(...CALL_OUTCOMES), { maxLength: 6 }),
    })
    .map((raw) => {
      const today = addDays('2026-03-01', raw.startDay);
      const firstDueOn = addDays(today, -raw.daysPastDue);
      const count = raw.overdueInstalments + raw.futureInstalments;
      return {
        loanId: `L${String(raw.loan).padStart(6, '0')}`,
        startMs: atLocalTime(today, '00:00', ZONE) + raw.startMinute * 60_000,
        zone: ZONE,
        instalments: Array.from({ length: count }, (_, i) => ({
          dueOn: addDays(firstDueOn, 30 * i),
          amountMinor: raw.amountMinor,
        })),
        principalMinor: raw.amountMinor * 12,
        lenderRole: raw.lenderRole,
        internalScore: raw.internalScore,
        consents: raw.consents,
        reachable: raw.reachable,
        moves: [...raw.moves, ...endOf(raw.ending)],
        outcomes: raw.outcomes,
        deliveryMinutes: raw.deliveryMinutes,
        interleave: raw.interleave,
        approves: raw.approves,
        calls: raw.calls,
        horizonDays: 420,
      };
    });
}

function endOf(ending: [Move, Move[]] | null): Life['moves'] {
  if (!ending) return [];
  const [end, late] = ending;
  return [{ after: DAY_MINUTES, move: end }, ...late.map((move) => ({ after: 0, move }))];
}
