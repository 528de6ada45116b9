import { lockCustomers } from '../db/case-facts.ts';
import type { Pool } from '../db/client.ts';
import { legalResultOf, readBeforeLegalDecision, writeLegalDecision } from '../db/legal-repository.ts';
import type { StrategyRepository } from '../db/strategy-repository.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { Clock } from '../domain/clock.ts';
import { notFound } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { decideLegal } from '../domain/legal/decide.ts';
import type { LegalDecisionResult } from '../domain/legal/decision.ts';
import type { DecideLegalInput, LegalActivities } from './legal-types.ts';
import { toFailure } from './to-failure.ts';

export interface LegalActivityDeps {
  pool: Pool;
  strategies: StrategyRepository;
  clock: Clock;
  /** tells the running case of a loan; false: none is running */
  cases: { tell(loanId: LoanId, event: CaseEventOf<'legal-progress'>): Promise<boolean> };
}

/** The activity of legal actions: thin, all rules are in domain/legal/, all SQL in db/. */
export function createLegalActivities(deps: LegalActivityDeps): LegalActivities {
  const { pool, cases } = deps;
  return {
    async decideLegal(input) {
      try {
        const result = await inTransaction(pool, (tx) => decideIn(tx, input, deps), { planOnce: true });
        // Told before the decision counts as made: a retry finds it in the database and tells again what may be lost.
        if (result.tell) await cases.tell(input.loanId, progressEvent(result));
        return result;
      } catch (error) {
        throw toFailure(error);
      }
    },
  };
}

function progressEvent({ state, tell }: LegalDecisionResult): CaseEventOf<'legal-progress'> {
  const { legalId, sequence, step } = state;
  return {
    type: 'legal-progress',
    id: `legal:${legalId}:${sequence}`,
    by: 'legal',
    legalId,
    step: step.name,
    ...tell,
  };
}

async function decideIn(
  tx: Transaction,
  { legalId, loanId, state, events, nowMs }: DecideLegalInput,
  { strategies, clock }: LegalActivityDeps,
): Promise<LegalDecisionResult> {
  // The same lock as decisions of the case: neither sees half of the other.
  await lockCustomers(tx, [loanId]);
  const eventIds = events.map((event) => event.id);
  const before = await readBeforeLegalDecision(tx, { legalId, sequence: state?.sequence ?? 0, eventIds });
  if (!before) throw notFound(`legal action ${legalId} is not in the database`);
  const { opening, facts, made, handled } = before;
  if (made) return made;
  const now = Math.max(clock.now(), nowMs);
  const { legal: policy } = await strategies.pinnedAs(opening.strategy, tx);
  const fresh = events.filter(({ id }) => !handled.has(id));
  const decision = decideLegal({ state, opening, events: fresh, facts, policy, now });
  await writeLegalDecision(tx, decision, now);
  const repeats = [...handled].map((id) => ({ id, accepted: true as const }));
  const result = legalResultOf(decision);
  return { ...result, answers: [...result.answers, ...repeats] };
}
