import { z } from 'zod';
import { CLOSE_REASONS } from '../state.ts';
import { by, eventSchema, id, why } from './fields.ts';

/** What supervisors decide. */

/** The case is given to that collector. */
export const reassignEventSchema = eventSchema('reassign', { collector: by, team: by, why });

/** The answer to a task of the case. */
export const approvalEventSchema = eventSchema('approval', { taskId: id, approved: z.boolean(), why });

export const closeEventSchema = eventSchema('close', {
  reason: z.enum(CLOSE_REASONS).exclude(['cured']),
  why,
  /** of a sale: the customer was notified, and has consented to it separately where the law asks for that */
  consent: z.boolean().optional(),
});
