import type { Decision } from '../case/decision.ts';
import type { CaseEvent } from '../case/events.ts';
import type { GatePolicy } from '../contact/gate-policy.ts';
import type { RiskScorer } from '../risk/risk-scorer.ts';
import type { Strategy } from '../strategy/schema.ts';
import type { ResponseModel } from './response-model.ts';

export interface SimulationInput {
  strategy: Strategy;
  scorer: RiskScorer;
  response: ResponseModel;
  /** the same seed gives the same customers, whatever the strategy */
  seed: number;
  /** when the cases open, epoch milliseconds */
  startMs: number;
  /** how long is looked, >= 1 */
  days: number;
  /** what the gate decides by, by jurisdiction; absent: what ships */
  policies?: ReadonlyMap<string, GatePolicy>;
}

/** A decision of a simulated case, and what led to it. */
export interface SimulatedDecision {
  now: number;
  loanId: string;
  events: readonly CaseEvent[];
  /** what the loan has paid by then, minor units */
  paidMinor: number;
  decision: Decision;
}
