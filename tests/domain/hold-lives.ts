import fc from 'fast-check';
import { COMPLAINT_ABOUT, RESOLUTIONS } from '../../domain/case/events/legal-holds.ts';
import { REPLY_WISHES, REPORTED_ENDS } from '../../domain/case/events/replies.ts';
import { LEGAL_HOLD_KINDS } from '../../domain/case/hold.ts';
import { LEGAL_ENDS, LEGAL_STEPS } from '../../domain/legal/steps.ts';
import { CHANNELS, type Channel } from '../../domain/strategy/schema.ts';
import type { HoldMove } from './hold-moves.ts';

/** Random wishes, notices, reports and orders, valid or not. */

const inDays = fc.option(fc.integer({ min: -2, max: 60 }));

export const holdMoveArbitrary: fc.Arbitrary<HoldMove> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cease' as const),
      channels: fc.option(fc.subarray<Channel>([...CHANNELS], { minLength: 1 })),
      allLoans: fc.boolean(),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('declare' as const),
      what: fc.constantFrom('attorney', 'vulnerability', 'bankruptcy', 'death'),
    }),
  },
  fc.record({
    kind: fc.constant('moratorium' as const),
    startInDays: fc.integer({ min: -5, max: 20 }),
    lastInDays: inDays,
  }),
  fc.record({
    kind: fc.constant('complaint' as const),
    about: fc.constantFrom(...COMPLAINT_ABOUT),
    inDays: fc.integer({ min: -3, max: 1 }),
  }),
  fc.constant({ kind: 'complaint-answered' as const }),
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('lift-hold' as const),
      pick: fc.nat(3),
      hold: fc.constantFrom(...LEGAL_HOLD_KINDS),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('resolve-dispute' as const),
      outcome: fc.constantFrom(...RESOLUTIONS),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pause' as const), lastInDays: inDays }) },
  { weight: 12, arbitrary: fc.constant({ kind: 'resume' as const }) },
  fc.constant({ kind: 'customer-hold' as const }),
  fc.record({
    kind: fc.constant('legal-progress' as const),
    step: fc.constantFrom(...LEGAL_STEPS),
    ended: fc.option(fc.constantFrom(...LEGAL_ENDS), { freq: 2 }),
  }),
  fc.record({
    kind: fc.constant('reassign' as const),
    to: fc.constantFrom('collector-1' as const, 'collector-2' as const),
  }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      channel: fc.constantFrom('sms' as const, 'email' as const, 'push' as const),
    }),
  },
  fc.record({ kind: fc.constant('reply' as const), meaning: fc.constantFrom(...REPLY_WISHES) }),
  fc.record({
    kind: fc.constant('report' as const),
    end: fc.constantFrom(...REPORTED_ENDS),
    addressLost: fc.boolean(),
  }),
);
