import { caseWith } from './case-with.ts';
import { formatMoney } from '../money.ts';
import type { AskAnswer } from './answer-ask.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { liftHold, placeHold } from './holds.ts';
import { withoutPlan } from './plan.ts';
import { countTowards, deadlineOf, judgePromise, type Promised } from './promise.ts';
import { closeCase, closeWithThanks } from './settle-books.ts';
import { holdOf } from './hold.ts';
import type { CaseState, SettlementOffer } from './state.ts';

/** A settlement from its approval to its end: all that is overdue, for less, if it is paid in time. */

interface Changed {
  state: CaseState;
  effects: Effects;
}

/** @returns minor units that are not asked for any more if what is overdue is settled for that amount */
export function forgivenBy(
  { arrearsMinor }: Pick<CaseState, 'arrearsMinor'>,
  { amountMinor }: Pick<SettlementOffer, 'amountMinor'>,
): number {
  return Math.max(0, arrearsMinor - amountMinor);
}

/** @returns the case after the answer of the supervisors: the offer stands and contacts rest, or nothing changes */
export function answerSettlement(
  state: CaseState,
  offer: SettlementOffer,
  { approved, approvedBy }: AskAnswer & { approvedBy: readonly string[] },
  { now }: CaseContext,
): Changed {
  if (!approved) return accepted(state, []);
  const { promise } = state;
  const rest = caseWith(state, { promise: undefined });
  const untilMs = settlementDeadline(state, offer);
  const hold = {
    kind: 'settlement' as const,
    sinceMs: now,
    untilMs,
    owner: approvedBy.at(-1) ?? 'supervisor',
  };
  // What was agreed before has another amount: it does not stand beside this one.
  const alone = promise ? liftHold(rest, 'promise', now) : rest;
  const after = placeHold(
    caseWith(state.plan ? withoutPlan(alone, now) : alone, { settlement: offer }),
    hold,
    now,
  );
  const replaced = {
    ...(promise && { promiseId: promise.id }),
    ...(state.plan && { planId: state.plan.id }),
  };
  const { amountMinor, dueOn } = offer;
  const data = { settlementId: offer.id, amountMinor, dueOn, approvedBy, replaced };
  const amount = formatMoney(amountMinor, state.currency);
  const why = `${amount} by ${dueOn} settles all that is overdue: contacts rest until then`;
  return accepted(after, systemEntry('settlement-approved', data, why));
}

/** @returns the instant at which an offer that is not paid lapses: the tolerance is that of promises */
export function settlementDeadline(
  state: Pick<CaseState, 'terms' | 'zone'>,
  { dueOn }: Pick<SettlementOffer, 'dueOn'>,
): number {
  return deadlineOf(state, dueOn);
}

/**
 * How the offer that stands goes, and a restructuring that the books are to follow, once they are up to date. Runs
 * after the events of a decision, before the books settle, and when the offer's time is over.
 *
 * @returns undefined when nothing changed
 */
export function settleEnding(state: CaseState, context: CaseContext): Changed | undefined {
  if (state.closed) return undefined;
  if (state.arrearsMinor === 0) return holdOf(state, 'restructuring') && endRestructured(state, context);
  const { settlement } = state;
  if (!settlement) return undefined;
  const { now, facts } = context;
  const promised = asPromised(settlement);
  const paidMinor = countTowards(promised, facts.payments, state, now);
  const outcome = judgePromise(state, { ...promised, paidMinor }, now);
  if (outcome === 'open') return undefined;
  return outcome === 'kept'
    ? endSettled(state, settlement, paidMinor, now)
    : lapse(state, settlement, paidMinor, now);
}

function asPromised({ dueOn, amountMinor, madeAtMs }: SettlementOffer): Promised {
  return { instalments: [{ dueOn, amountMinor }], madeAtMs, paidMinor: 0 };
}

function endSettled(state: CaseState, settlement: SettlementOffer, paidMinor: number, now: number): Changed {
  const forgivenMinor = state.arrearsMinor;
  const { currency } = state;
  const why = `${formatMoney(paidMinor, currency)} was paid as full settlement; ${formatMoney(forgivenMinor, currency)} is forgiven`;
  const entry = systemEntry('settled', { settlementId: settlement.id, paidMinor, forgivenMinor }, why);
  return accepted(caseWith(closeWithThanks(state, 'settled', now), { settlement }), entry, {
    tasksClosed: 'all',
  });
}

function lapse(
  state: CaseState,
  { id, amountMinor, dueOn }: SettlementOffer,
  paidMinor: number,
  now: number,
): Changed {
  const amount = formatMoney(amountMinor, state.currency);
  const why = `${amount} was not paid by ${dueOn}: all that is overdue is owed again, the ladder goes on where it stood`;
  const entry = systemEntry('settlement-lapsed', { settlementId: id, amountMinor, paidMinor }, why);
  return accepted(liftHold(caseWith(state, { settlement: undefined }), 'settlement', now), entry);
}

function endRestructured(state: CaseState, { now }: CaseContext): Changed {
  const why = 'the books have followed the restructuring: nothing is overdue any more';
  return accepted(closeCase(state, 'restructured', now), systemEntry('restructured', {}, why), {
    tasksClosed: 'all',
  });
}
