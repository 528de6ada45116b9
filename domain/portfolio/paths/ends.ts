import { LOAN_CHANGES } from '../../case/events/endings.ts';
import { CLOSE_REASONS } from '../../case/state.ts';
import { entry, entryWhere, type Path } from './traces.ts';

/** How cases end, and begin again. */

const bySupervisor = CLOSE_REASONS.filter((reason) => reason !== 'cured');

export const ENDS: readonly Path[] = [
  entry('cured', 'cured'),
  ...bySupervisor.map((reason) => entry(`closed as ${reason}`, 'close', { reason })),
  entry('end approved by a second person', 'approval', { ask: 'close-approval', approved: true }),
  ...LOAN_CHANGES.map((change) => entry(`core system: ${change}`, 'loan-change', { change })),
  entry('ended by restructured books', 'restructured'),
  entry('exported', 'exported'),
  entryWhere('re-opened by a supervisor', 'opened', ({ data }) => data.reopenedBy !== undefined),
];
