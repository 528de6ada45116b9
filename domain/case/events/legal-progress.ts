import { z } from 'zod';
import { LEGAL_ENDS, LEGAL_STEPS } from '../../legal/steps.ts';
import { eventSchema, id } from './fields.ts';

/** What a legal action reports to its case: the step it is at, and how it has ended. */
export const legalProgressEventSchema = eventSchema('legal-progress', {
  legalId: id,
  step: z.enum(LEGAL_STEPS),
  ended: z.enum(LEGAL_ENDS).optional(),
});
