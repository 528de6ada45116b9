import { assessRisk, type RiskAssessment, type Scorecard } from '../risk/score.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { CaseFacts } from './facts.ts';
import { MACRO_LEVELS, type CaseState } from './state.ts';

/** @returns how likely it is that the arrears are repaid, by the books of now and what the case has seen */
export function assessCase(
  { loan, customer, delinquency }: CaseFacts,
  { brokenPromises, outlook = {} }: Pick<CaseState, 'brokenPromises' | 'outlook'>,
  scorecard: Scorecard,
  strategy: Strategy,
): RiskAssessment {
  const { externalDebtMinor, macro } = outlook;
  const shareOfLoan = (minor: number) => (loan.principalMinor > 0 ? minor / loan.principalMinor : 1);
  return assessRisk(
    scorecard,
    {
      daysPastDue: delinquency.daysPastDue,
      arrearsShare: shareOfLoan(delinquency.arrearsMinor),
      internalScore: customer.internalScore,
      brokenPromises,
      externalDebtShare: externalDebtMinor === undefined ? null : shareOfLoan(externalDebtMinor),
      macroAlert: macro === undefined ? null : MACRO_LEVELS.indexOf(macro),
    },
    strategy.tierFrom,
  );
}

/** @returns the assessment as it stands on the timeline */
export function scoreData({ model, probability, reasons }: RiskAssessment): Record<string, unknown> {
  return { model, probability: Number(probability.toFixed(4)), reasons };
}
