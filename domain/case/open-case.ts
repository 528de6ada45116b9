import { MINUTE_MS } from '../calendar.ts';
import { assessRisk, type Scorecard } from '../risk/score.ts';
import { caseId } from '../ids.ts';
import { spread } from '../stable-hash.ts';
import { entryRung, ladderOf } from '../strategy/ladder.ts';
import { strategyVersion, type Strategy } from '../strategy/schema.ts';
import { systemEntry } from './context.ts';
import type { TimelineEntry } from './decision.ts';
import type { CaseFacts } from './facts.ts';
import { stageOf } from './perform-step.ts';
import type { CaseState } from './state.ts';

/**
 * Opens a case: scores the debtor, picks the tier, pins the strategy and enters the ladder where the days past
 * due say.
 *
 * @param facts of a loan with arrears
 * @param now epoch milliseconds
 */
export function openCase(
  facts: CaseFacts,
  strategy: Strategy,
  scorecard: Scorecard,
  now: number,
): { state: CaseState; entries: TimelineEntry[] } {
  const { loan, customer, delinquency } = facts;
  const risk = assessRisk(
    scorecard,
    {
      daysPastDue: delinquency.daysPastDue,
      arrearsShare: loan.principalMinor > 0 ? delinquency.arrearsMinor / loan.principalMinor : 1,
      internalScore: customer.internalScore,
      brokenPromises: 0,
    },
    strategy.tierFrom,
  );
  const ladder = ladderOf(strategy, risk.tier);
  const rung = entryRung(ladder, delinquency.daysPastDue);
  const state: CaseState = {
    caseId: caseId(loan.loanId, facts.casesSoFar + 1),
    loanId: loan.loanId,
    customerId: loan.customerId,
    sequence: 0,
    stage: stageOf(ladder[rung]),
    openedAtMs: now,
    zone: loan.zone,
    region: loan.region,
    currency: loan.currency,
    tier: risk.tier,
    strategy: strategyVersion(strategy),
    arrearsMinor: delinquency.arrearsMinor,
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
    },
    holds: [],
    brokenPromises: 0,
    keptPromises: 0,
    terms: { promise: strategy.promise, grace: strategy.grace },
  };
  const opened = systemEntry(
    'opened',
    {
      daysPastDue: delinquency.daysPastDue,
      arrearsMinor: delinquency.arrearsMinor,
      tier: risk.tier,
      probability: Number(risk.probability.toFixed(4)),
      model: risk.model,
      reasons: risk.reasons,
      strategy: state.strategy,
      rung,
    },
    `${risk.tier} risk${risk.reasons.length > 0 ? `: ${risk.reasons.join(', ')}` : ''}`,
  );
  const skipped = ladder.slice(0, rung).map((r) => ({ onDay: r.onDay, do: r.do }));
  if (skipped.length === 0) return { state, entries: [opened] };
  const why = `${delinquency.daysPastDue} days past due at opening: enters at day ${ladder[rung]?.onDay ?? 0}`;
  return { state, entries: [opened, systemEntry('rungs-skipped', { skipped }, why)] };
}
