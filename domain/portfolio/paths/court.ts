import { LEGAL_OUTCOMES, type WorkStep } from '../../legal/steps.ts';
import { entry, entryWhere, type Path } from './traces.ts';

/** Legal action from its approval to its end. */

const steps = Object.keys(LEGAL_OUTCOMES) as WorkStep[];

export const COURT: readonly Path[] = [
  entry('legal action for one to approve', 'legal-approval-asked', { persons: 1 }),
  entry('legal action for two to approve', 'legal-approval-asked', { persons: 2 }),
  entry('legal action approved', 'approval', { ask: 'legal-approval', approved: true }),
  entry('legal action refused', 'approval', { ask: 'legal-approval', approved: false }),
  entry('legal action lapsed without an answer', 'ask-ended', { ask: 'legal-approval' }),
  ...steps.flatMap((step) =>
    LEGAL_OUTCOMES[step].map((outcome) =>
      entry(`court: ${step} ${outcome}`, 'legal-complete', { step, outcome }),
    ),
  ),
  entryWhere('court: settled', 'legal-ended', ({ data }) => data.reason === 'settled'),
  entryWhere('court: withdrawn', 'legal-ended', ({ data }) => data.reason === 'withdrawn'),
  entryWhere('court: stopped by payment', 'legal-ended', ({ data }) => data.reason === 'cured'),
];
