import type { MoveOutcome } from '../domain/strategy/move-cases.ts';

/** All that the workflow of a move between strategies sees of its activities. */

export interface MoveCasesInput {
  /** what is asked for is in the database */
  moveId: string;
}

export interface MoveActivities {
  /** Asks every case of the move to change its strategy, and keeps what came of it. */
  moveCases: (input: MoveCasesInput) => Promise<MoveOutcome>;
}
