import { z } from 'zod';
import { eventSchema, id, why } from './fields.ts';

/** What a supervisor may do about an alert on the loan of a case. */
export const CASE_ALERT_ACTIONS = ['more-security', 'early-recall', 'compress-ladder'] as const;
export type CaseAlertAction = (typeof CASE_ALERT_ACTIONS)[number];

/** A supervisor has taken an alert: its figures are with the alert, by its id. */
export const riskAlertEventSchema = eventSchema('risk-alert', {
  alertId: id,
  action: z.enum(CASE_ALERT_ACTIONS),
  why,
});
