import type { z } from 'zod';
import type { PublishedAlertRules } from '../db/alert-policy-repository.ts';
import type { AlertRecord } from '../db/alert-reader.ts';
import { actionsFor } from '../domain/alerts/decide-alert.ts';
import { formatMinor } from '../domain/money.ts';
import type { alertPolicySchema, AlertView } from './schemas/alerts.ts';

/** @returns an alert as supervisors read it */
export function alertView(record: AlertRecord): AlertView {
  const { alertId, kind, subject, day, figures, why, proposes, state, raisedAtMs, decided } = record;
  const { region, product, stakeMinor, currency } = record;
  return {
    ...{ alertId, kind, day, figures, why, proposes, state },
    subject: {
      ...(region !== undefined && { region }),
      ...(product !== undefined && { product }),
      ...subject,
    },
    stake:
      stakeMinor !== undefined && currency !== undefined
        ? { amount: formatMinor(stakeMinor, currency), currency }
        : null,
    othersOpen: record.othersOpen,
    actions: actionsFor(record),
    raisedAt: new Date(raisedAtMs).toISOString(),
    taking: record.taking ?? null,
    decided: decided
      ? {
          ...{ by: decided.by, at: new Date(decided.atMs).toISOString() },
          ...{ why: decided.why ?? null, action: decided.action ?? null },
        }
      : null,
  };
}

export function alertPolicyView({
  publishedAtMs,
  ...published
}: PublishedAlertRules): z.infer<typeof alertPolicySchema> {
  return {
    ...published,
    publishedAt: publishedAtMs === undefined ? null : new Date(publishedAtMs).toISOString(),
  };
}
