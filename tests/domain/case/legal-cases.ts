import { decide } from '../../../domain/case/decide.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseFacts } from '../../../domain/case/facts.ts';
import { heldAfter } from '../../../domain/case/hold-facts.ts';
import type { LegalHold } from '../../../domain/case/hold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { transition } from '../../../domain/case/transition.ts';
import { expertScorer } from '../../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import type { Strategy } from '../../../domain/strategy/schema.ts';
import { caseContext, caseFacts, caseState, NOW, type FactChanges } from '../fixtures.ts';

export const by = 'collector-1';
/** On NOW the first rung of the ladder is due. */
const DUE_ON = '2026-10-27';

/** @returns the strategy of another place: all that legal reach looks at is where it is */
export const strategyOf = (jurisdiction: string): Strategy => ({ ...cnRetail, jurisdiction });

/** Applies an event that the case must not refuse. */
export function accept(state: CaseState, event: CaseEvent, now = NOW, jurisdiction = 'CN') {
  const context = caseContext({ now, strategy: strategyOf(jurisdiction), sequence: state.sequence + 1 });
  const result = transition(state, event, context);
  if ('rejection' in result) throw new Error(result.rejection.rule);
  return { ...result.effects, state: result.state };
}

/** @returns the rule that refuses the event */
export function refusal(state: CaseState, event: CaseEvent, now = NOW): string | undefined {
  const result = transition(state, event, caseContext({ now }));
  return 'rejection' in result ? result.rejection.rule : undefined;
}

/** One customer whose holds outlive decisions, as in the database. */
export class HeldCustomer {
  holds: LegalHold[] = [];
  readonly strategy: Strategy;

  constructor(jurisdiction = 'CN') {
    this.strategy = strategyOf(jurisdiction);
  }

  decide(state: CaseState | null, events: CaseEvent[], now = NOW, changes: FactChanges = {}) {
    const facts = this.facts(changes);
    const decision = decide({
      ...{ state, events, facts, strategy: this.strategy, scorer: expertScorer, now },
    });
    const scoped = (decision.legalHolds ?? []).filter(({ hold }) => hold.scope === 'customer' || state);
    this.holds = heldAfter(this.holds, scoped);
    if (!decision.state) throw new Error('no case was opened');
    return { ...decision, state: decision.state };
  }

  private facts(changes: FactChanges): CaseFacts {
    const delinquency = { arrearsMinor: 50_000, oldestDueOn: DUE_ON, daysPastDue: 5 };
    const facts = caseFacts({ delinquency, ...changes });
    return { ...facts, customer: { ...facts.customer, holds: this.holds } };
  }
}

/** @returns a hold that stands for the customer since NOW */
export function legalHold(changes: Partial<LegalHold> & Pick<LegalHold, 'kind'>): LegalHold {
  return {
    holdId: `other-1.1.${changes.kind}`,
    scope: 'customer',
    sinceMs: NOW,
    untilMs: NOW + 90 * 86_400_000,
    owner: 'supervisor',
    review: true,
    ...changes,
  };
}

/** @returns a case whose first rung is due at once */
export function dueCase(changes: Partial<CaseState> = {}): CaseState {
  return caseState({ oldestDueOn: DUE_ON, notBefore: { atMs: NOW, why: 'due' }, ...changes });
}
