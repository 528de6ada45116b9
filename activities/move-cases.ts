import type { Pool } from '../db/client.ts';
import { StrategyMoveRepository, type StrategyMove } from '../db/strategy-move-repository.ts';
import type { CaseEventOf } from '../domain/case/events.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainFailure, notFound, type RejectionRule } from '../domain/failures.ts';
import type { LoanId } from '../domain/ids.ts';
import { NOTHING_MOVED, type MoveOutcome } from '../domain/strategy/move-cases.ts';
import type { MoveActivities } from './move-types.ts';
import { toFailure } from './to-failure.ts';
import { walkCases } from './walk-cases.ts';

export interface MoveCasesDeps {
  pool: Pool;
  clock: Clock;
  caseClient: {
    /** @throws `Rejected.<Rule>`; NotFound when no case of the loan is running */
    ask(loanId: LoanId, event: CaseEventOf<'change-strategy'>): Promise<unknown>;
  };
}

/** Moves running cases to another version of their strategy: a case that is asked twice knows the event by its id. */
export function createMoveActivities({ pool, clock, caseClient }: MoveCasesDeps): MoveActivities {
  const moves = new StrategyMoveRepository(pool);

  async function moveOne(loanId: LoanId, move: StrategyMove, outcome: MoveOutcome): Promise<void> {
    try {
      await caseClient.ask(loanId, {
        ...{ type: 'change-strategy', id: `move:${move.moveId}`, by: move.requestedBy },
        ...{ strategy: move.to, why: move.why },
      });
      outcome.moved += 1;
    } catch (error) {
      const rule = ruleOf(error);
      if (rule === undefined) throw error;
      if (rule === 'gone') outcome.gone += 1;
      else outcome.refused[rule] = (outcome.refused[rule] ?? 0) + 1;
    }
  }

  return {
    async moveCases({ moveId }) {
      const move = await moves.find(moveId).catch((error: unknown) => {
        throw toFailure(error);
      });
      if (!move) throw toFailure(notFound(`there is no move ${moveId}`));
      if (move.outcome) return move.outcome;
      const { after, ...outcome } = await walkCases({
        begin: { after: '', ...structuredClone(NOTHING_MOVED) },
        page: (from, limit) => moves.page(move, from, limit),
        keyOf: ({ caseId }) => caseId,
        take: ({ loanId }, progress) => moveOne(loanId, move, progress),
      });
      await moves.finish(moveId, outcome, clock.now()).catch((error: unknown) => {
        throw toFailure(error);
      });
      return outcome;
    },
  };
}

/** @returns the rule by which a case refuses; `gone` when there is nothing to move any more; undefined: it is to be asked again */
function ruleOf(error: unknown): RejectionRule | 'gone' | undefined {
  if (!(error instanceof DomainFailure)) return undefined;
  if (error.type === 'NotFound') return 'gone';
  if (!error.type.startsWith('Rejected.')) return undefined;
  const rule = error.type.slice('Rejected.'.length) as RejectionRule;
  return rule === 'CaseClosed' || rule === 'StrategyUnchanged' ? 'gone' : rule;
}
