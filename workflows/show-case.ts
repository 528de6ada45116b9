import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Instruction } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';
import { currentDetails } from './details.ts';
import { attributeUpdates, attributesOf } from './search-attributes.ts';

/**
 * Shows a case in the Temporal UI. Details cost nothing and always tell the exact next instant. Search attributes
 * cost an event and an action each time, so they follow stage, holds, tier and whose case it is, all at once.
 */
export class CaseDisplay {
  private shown: string | undefined;

  /** @param alreadyShown the state whose attributes the start, or the run before, has set */
  constructor(alreadyShown: CaseState | null) {
    if (alreadyShown) this.shown = visibleOf(alreadyShown);
  }

  show(state: CaseState, next: Instruction, now: number): void {
    setCurrentDetails(currentDetails(state, next));
    const visible = visibleOf(state);
    if (visible === this.shown) return;
    this.shown = visible;
    upsertSearchAttributes(attributeUpdates(attributesOf(state, next, now)));
  }
}

function visibleOf({ stage, tier, holds, team, collector }: CaseState): string {
  return JSON.stringify([stage, tier, holds.map((hold) => hold.kind), team, collector]);
}
