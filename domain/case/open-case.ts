import { MINUTE_MS } from '../calendar.ts';
import { PAYMENT_CLOCK_SKEW_MS } from '../delinquency.ts';
import type { RiskScorer } from '../risk/risk-scorer.ts';
import { amountWords, thresholdsFor, tierOf } from '../risk/tier.ts';
import { caseId } from '../ids.ts';
import { spread } from '../stable-hash.ts';
import { entryRung, ladderOf } from '../strategy/ladder.ts';
import { strategyVersion, type Strategy } from '../strategy/schema.ts';
import { assessCase, reasonWords, scoreData, withSegment } from './assess-case.ts';
import { systemEntry } from './context.ts';
import type { TimelineEntry } from './decision.ts';
import type { CaseEventOf } from './events.ts';
import type { FactsToScore } from './facts.ts';
import { endedByPayment } from './ended-by-payment.ts';
import { reopenedWhy } from './on/payment-reversed.ts';
import { stageOf } from './perform-step.ts';
import { countPromises } from './show-books.ts';
import type { CaseState } from './state.ts';
import { termsOf } from './terms.ts';

/**
 * Opens a case: scores the debtor, picks the tier, pins the strategy and enters the ladder where the days past
 * due say.
 *
 * @param facts of a loan with arrears
 * @param now epoch milliseconds
 * @param report `because` of it is the payment that was taken back, if that is why: what was ended by it goes on, with its
 *   record; `reopen` why a supervisor takes up again what a decision had ended
 */
export function openCase(
  facts: FactsToScore,
  strategy: Strategy,
  scorer: RiskScorer,
  now: number,
  { because, reopen, by }: Partial<Pick<CaseEventOf<'overdue'>, 'because' | 'reopen' | 'by'>> = {},
): { state: CaseState; entries: TimelineEntry[] } {
  const { loan, delinquency } = facts;
  const carried = carriedFrom(facts.previous, because);
  const risk = assessCase(facts.risk, {}, scorer);
  const { arrearsMinor } = delinquency;
  const tier = tierOf(risk.probability, thresholdsFor(strategy.tierFrom, arrearsMinor));
  const owed = { arrearsMinor, currency: loan.currency };
  const byAmount = amountWords(strategy.tierFrom, owed, (from) => tierOf(risk.probability, from));
  const ladder = ladderOf(strategy, tier);
  const rung = entryRung(ladder, delinquency.daysPastDue);
  const opening: CaseState = {
    caseId: caseId(loan.loanId, facts.casesSoFar + 1),
    loanId: loan.loanId,
    customerId: loan.customerId,
    sequence: 0,
    stage: stageOf(ladder[rung]),
    openedAtMs: now,
    zone: loan.zone,
    region: loan.region,
    ...(loan.team !== undefined && { team: loan.team }),
    currency: loan.currency,
    tier,
    strategy: strategyVersion(strategy),
    arrearsMinor,
    oldestDueOn: delinquency.oldestDueOn,
    paidMinor: facts.paidMinor,
    disputedMinor: 0,
    rung,
    fallback: 0,
    shiftDays: 0,
    // Thousands of cases open in the same minute; what is due already is spread.
    notBefore: {
      atMs: now + spread(loan.loanId, strategy.spreadMinutes * MINUTE_MS),
      why: 'steps that were due before the case opened are spread',
      reason: { kind: 'opening' },
    },
    holds: [],
    ...(facts.previous && { previousCaseId: facts.previous.caseId }),
    ...carried,
    terms: termsOf(strategy),
  };
  const state = countPromises(withSegment(opening, risk), facts.payments, now);
  const opened = systemEntry(
    'opened',
    {
      daysPastDue: delinquency.daysPastDue,
      arrearsMinor,
      tier,
      ...scoreData(risk),
      strategy: state.strategy,
      rung,
      ...(state.previousCaseId && { previousCaseId: state.previousCaseId }),
      ...(state.reopens && { reopens: state.reopens }),
      ...(because && { reversedPaymentId: because.paymentId }),
      ...(reopen && { reopenedBy: by }),
    },
    [
      because && reopenedWhy(because, state),
      reopen && `taken up again by ${by}: ${reopen}`,
      [`${tier} risk`, reasonWords(risk, loan.currency)].filter(Boolean).join(': '),
      byAmount,
    ]
      .filter(Boolean)
      .join('; '),
  );
  const skipped = ladder.slice(0, rung).map((r) => ({ onDay: r.onDay, do: r.do }));
  if (skipped.length === 0) return { state, entries: [opened] };
  const why = `${delinquency.daysPastDue} days past due at opening: enters at day ${ladder[rung]?.onDay ?? 0}`;
  return { state, entries: [opened, systemEntry('rungs-skipped', { skipped }, why)] };
}

type Carried = Pick<CaseState, 'brokenPromises' | 'keptPromises'> &
  Partial<Pick<CaseState, 'renegotiatedPromises' | 'lastPromise' | 'reopens'>>;

/** A case that was ended by a payment that was taken back has not ended: its record of promises goes on. */
function carriedFrom(previous: CaseState | null, because: CaseEventOf<'overdue'>['because']): Carried {
  const paid = previous && endedByPayment(previous) ? previous.closed : undefined;
  if (!previous || !paid || !because || because.paidAtMs > paid.atMs + PAYMENT_CLOCK_SKEW_MS) {
    return { brokenPromises: 0, keptPromises: 0 };
  }
  const { brokenPromises, keptPromises, renegotiatedPromises, lastPromise, caseId: reopens } = previous;
  return {
    brokenPromises,
    keptPromises,
    ...(renegotiatedPromises !== undefined && { renegotiatedPromises }),
    ...(lastPromise && { lastPromise }),
    reopens,
  };
}
