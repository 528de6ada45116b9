import { caseWith } from '../case-with.ts';
import { checkOpen } from '../checks/refuse.ts';
import { accepted, entryOf, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import type { CaseState } from '../state.ts';

/** A supervisor gives the case to a collector: its open tasks for collectors now, and those to come. */
export function onReassign(state: CaseState, event: CaseEventOf<'reassign'>): Transition {
  const rejection = checkOpen(state);
  if (rejection) return { rejection };
  const { collector, team, by, why } = event;
  const data = { collector, team, before: state.collector ?? null };
  return accepted(caseWith(state, { collector, team }), entryOf(event, data, why), {
    reassigned: { collector, team, by },
  });
}
