import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, DAY_MS } from '../../../domain/calendar.ts';
import type { DatedPayment } from '../../../domain/case/facts.ts';
import { settleBooks } from '../../../domain/case/settle-books.ts';
import { showBooks } from '../../../domain/case/show-books.ts';
import type { CaseState, PromisedInstalment } from '../../../domain/case/state.ts';
import { endOfDay } from '../../../domain/local-time.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseContext, NOW, promisedState, ZONE } from '../fixtures.ts';

/** More of them: PROPERTY_RUNS=200000, as long as it takes. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 2_000);

const { toleranceDays, toleranceMinor, partlyKeptShare } = cnRetail.promise;
const HORIZON_DAYS = 80;

interface Paid {
  /** days from the promise to the payment; before it: negative */
  onDay: number;
  amountMinor: number;
  /** days from the payment until it is booked, and from then until it bounces */
  bookedAfter: number;
  bouncesAfter: number | null;
}

const instalments = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 })
  .chain((days) =>
    fc.tuple(
      ...days
        .toSorted((a, b) => a - b)
        .map((day) => fc.tuple(fc.constant(day), fc.integer({ min: 1, max: 500 }))),
    ),
  )
  .map((parts): PromisedInstalment[] =>
    parts.map(([day, hundreds]) => ({ dueOn: addDays('2026-11-01', day), amountMinor: hundreds * 100 })),
  );

const payments: fc.Arbitrary<Paid[]> = fc.array(
  fc.record({
    onDay: fc.double({ min: -5, max: 45, noNaN: true }),
    amountMinor: fc.integer({ min: 1, max: 500 }).map((hundreds) => hundreds * 100),
    bookedAfter: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 12, noNaN: true })),
    bouncesAfter: fc.option(fc.double({ min: 0, max: 20, noNaN: true })),
  }),
  { maxLength: 6 },
);

const instant = (days: number) => NOW + Math.round(days * DAY_MS);
const bookedAt = ({ onDay, bookedAfter }: Paid) => instant(Math.max(onDay + bookedAfter, 0));
const bouncedAt = (paid: Paid) =>
  paid.bouncesAfter === null ? Infinity : bookedAt(paid) + Math.round(paid.bouncesAfter * DAY_MS);

function booksAt(all: readonly Paid[], atMs: number): DatedPayment[] {
  return all.flatMap((paid) => {
    const entry = { paidAtMs: instant(paid.onDay), amountMinor: paid.amountMinor };
    if (bookedAt(paid) > atMs) return [];
    return bouncedAt(paid) > atMs ? [entry] : [entry, { ...entry, amountMinor: -entry.amountMinor }];
  });
}

/** What the promise comes to, by its words: each date with what had been paid, and stayed paid, by its end. */
function verdict(parts: readonly PromisedInstalment[], all: readonly Paid[]): string {
  const stayed = all.filter((paid) => paid.bouncesAfter === null && instant(paid.onDay) >= NOW);
  let due = 0;
  for (const { dueOn, amountMinor } of parts) {
    due += amountMinor;
    const end = endOfDay(addDays(dueOn, toleranceDays), ZONE);
    const paid = stayed
      .filter(({ onDay }) => instant(onDay) < end)
      .reduce((sum, payment) => sum + payment.amountMinor, 0);
    if (paid >= due - toleranceMinor) continue;
    return paid > 0 && paid / due >= partlyKeptShare ? 'partly-kept' : 'broken';
  }
  return 'kept';
}

/** Reads the books whenever something is booked or bounces, and when a date is over. */
function live(parts: PromisedInstalment[], all: readonly Paid[]): CaseState {
  const bookings = all.flatMap((paid) => [bookedAt(paid), bouncedAt(paid)]);
  const deadlines = parts.map(({ dueOn }) => endOfDay(addDays(dueOn, toleranceDays), ZONE));
  const looks = [...bookings, ...deadlines, instant(HORIZON_DAYS)].filter(Number.isFinite);
  let state = promisedState(parts, { arrearsMinor: 10_000_000, oldestDueOn: '2026-10-30' });
  for (const now of looks.toSorted((a, b) => a - b)) {
    const context = caseContext({ now });
    const books = booksAt(all, now);
    const facts = {
      delinquency: { arrearsMinor: 10_000_000, oldestDueOn: '2026-10-30', daysPastDue: 2 },
      paidMinor: books.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      payments: books,
    };
    state = showBooks(state, facts, context).state;
    state = settleBooks(state, context)?.state ?? state;
  }
  return state;
}

it('however late payments are booked, and whenever they bounce, a promise comes to what was paid in time', () => {
  fc.assert(
    fc.property(instalments, payments, (parts, all) => {
      const state = live(parts, all);
      const outcome = verdict(parts, all);
      expect(state.lastPromise?.outcome).toBe(outcome);
      expect(state.promise).toBeUndefined();
      expect(state.holds).toEqual([]);
      expect([state.keptPromises, state.brokenPromises]).toEqual([
        outcome === 'kept' ? 1 : 0,
        outcome === 'broken' ? 1 : 0,
      ]);
      // What being broken has hurried is taken back with it.
      if (outcome !== 'broken') expect(state.shiftDays).toBe(0);
    }),
    { numRuns },
  );
}, 3_600_000);
