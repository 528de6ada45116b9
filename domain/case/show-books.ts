import { caseWith, type CaseChanges } from './case-with.ts';
import { entryRung, ladderOf } from '../strategy/ladder.ts';
import { formatMoney } from '../money.ts';
import { systemEntry, type CaseContext } from './context.ts';
import { daysLate } from './days-late.ts';
import type { TimelineEntry } from './decision.ts';
import type { CaseFacts, DatedPayment } from './facts.ts';
import { accountForFreeze } from './holds.ts';
import { restAfterPayment } from './planning.ts';
import { countTowards } from './promise.ts';
import { collectableMinor, type CaseState, type JudgedPromise } from './state.ts';

/**
 * Brings the state up to what the books say now: a payment counts whoever reported it, for the arrears, for the
 * promises, and for the rest that follows a payment worth it. When the oldest instalments are paid, the debt is
 * younger than the ladder thinks; the case goes on at the rung of its new lateness, since somebody who is 18 days
 * late is reminded and not left alone until a court date. When such a payment is taken back it is older again.
 *
 * @returns the state, and what is to be recorded
 */
export function showBooks(
  before: CaseState,
  { delinquency, paidMinor, payments }: Pick<CaseFacts, 'delinquency' | 'paidMinor' | 'payments'>,
  context: CaseContext,
): { state: CaseState; entries: TimelineEntry[] } {
  const { arrearsMinor, oldestDueOn } = delinquency;
  const same =
    arrearsMinor === before.arrearsMinor &&
    oldestDueOn === before.oldestDueOn &&
    paidMinor === before.paidMinor;
  const books = same ? before : caseWith(before, { arrearsMinor, oldestDueOn, paidMinor });
  const shown = accountForFreeze(books, context.now);
  const state = countPromises(shown, payments, context.now);
  return state.closed ? { state, entries: [] } : replan(before, rest(before, state, context), context);
}

/** Brings what was paid towards the promises of a case up to the books. */
export function countPromises(state: CaseState, payments: readonly DatedPayment[], now: number): CaseState {
  const { promise, lastPromise, frozenSinceMs } = state;
  if (!promise && !lastPromise) return state;
  // While the case stands still no promised date passes.
  const judgedBy = Math.min(now, frozenSinceMs ?? now);
  return caseWith(state, {
    ...(promise && {
      promise: { ...promise, paidMinor: countTowards(promise, payments, state, judgedBy) },
    }),
    ...(lastPromise && {
      lastPromise: {
        ...lastPromise,
        paidMinor: countTowards(lastPromise, until(lastPromise, payments), state, now),
      },
    }),
  });
}

/** What came after the next promise was made counts towards that one, and counts once. */
function until({ untilMs = Infinity }: JudgedPromise, payments: readonly DatedPayment[]): DatedPayment[] {
  return payments.filter(({ paidAtMs }) => paidAtMs < untilMs);
}

/** Who has paid a part that is worth it is left alone for a while; a cent does not buy that. */
function rest(before: CaseState, state: CaseState, { strategy, now }: CaseContext): CaseState {
  const paidMinor = state.paidMinor - before.paidMinor;
  const askedMinor = collectableMinor(before);
  if (state.arrearsMinor === 0 || paidMinor <= 0) return state;
  if (paidMinor < askedMinor * strategy.restAfterPaymentLeastShare) return state;
  const amount = formatMoney(paidMinor, state.currency);
  const reason = { kind: 'payment' as const, amountMinor: paidMinor };
  return restAfterPayment(state, now, strategy, { why: `rest after a payment of ${amount}`, reason });
}

function replan(
  before: CaseState,
  state: CaseState,
  { strategy, now }: CaseContext,
): { state: CaseState; entries: TimelineEntry[] } {
  const { oldestDueOn } = state;
  if (oldestDueOn === null || before.oldestDueOn === null || oldestDueOn === before.oldestDueOn) {
    return { state, entries: [] };
  }
  const ladder = ladderOf(strategy, state.tier);
  const late = daysLate(state, now);
  if (oldestDueOn < before.oldestDueOn) {
    const toRung = entryRung(ladder, late - state.shiftDays);
    return toRung > state.rung ? moved(state, toRung, late) : { state, entries: [] };
  }
  const toRung = ladder.findIndex((candidate) => candidate.onDay > late);
  const replanned = caseWith(state, withoutHurry(state));
  return toRung === -1 || toRung >= state.rung
    ? { state: replanned, entries: [] }
    : moved(replanned, toRung, late);
}

function moved(state: CaseState, toRung: number, daysPastDue: number) {
  const why = `the oldest unpaid instalment is now of ${state.oldestDueOn}, ${daysPastDue} days past due`;
  return {
    state: caseWith(state, { rung: toRung, fallback: 0 }),
    entries: [systemEntry('replanned', { fromRung: state.rung, toRung, daysPastDue }, why)],
  };
}

/** A ladder that is planned anew no longer has the days in it by which a broken promise or an alert had hurried it. */
function withoutHurry({ lastPromise: before }: CaseState): CaseChanges {
  const none = { shiftDays: 0, courtShiftDays: undefined };
  if (before?.hurriedDays === undefined) return none;
  const { hurriedDays, ...lastPromise } = before;
  return { ...none, lastPromise };
}
