import type { Instruction } from '../domain/case/decision.ts';
import { daysLate } from '../domain/case/days-late.ts';
import type { CaseState } from '../domain/case/state.ts';
import { caseWorkflowId } from '../domain/ids.ts';
import { formatMinor } from '../domain/money.ts';
import type { TimelineRow } from '../db/case-reader.ts';
import type { CaseView } from './schemas/cases.ts';
import type { Money } from './schemas/common.ts';

export interface CaseViewInput {
  state: CaseState;
  next: Instruction;
  /** epoch milliseconds, business time */
  now: number;
  temporalUiUrl?: string | undefined;
}

/** @returns a case as callers see it */
export function caseView({ state, next, now, temporalUiUrl }: CaseViewInput): CaseView {
  const { currency, promise } = state;
  const self = `/v1/cases/${encodeURIComponent(state.loanId)}`;
  const workflow = encodeURIComponent(caseWorkflowId(state.loanId));
  return {
    caseId: state.caseId,
    loanId: state.loanId,
    customerId: state.customerId,
    stage: state.stage,
    closed: state.closed ? { reason: state.closed.reason, at: iso(state.closed.atMs) } : null,
    openedAt: iso(state.openedAtMs),
    region: state.region,
    timezone: state.zone,
    tier: state.tier,
    strategy: state.strategy,
    arrears: money(state.arrearsMinor, currency),
    disputed: money(state.disputedMinor, currency),
    unpaidSince: state.oldestDueOn,
    daysPastDue: daysLate(state, now),
    holds: state.holds.map(({ kind, sinceMs, untilMs, owner, taskId }) => ({
      kind,
      since: iso(sinceMs),
      until: iso(untilMs),
      owner,
      ...(taskId && { taskId }),
    })),
    promise: promise
      ? {
          instalments: promise.instalments.map(({ dueOn, amountMinor }) => ({
            dueOn,
            amount: money(amountMinor, currency),
          })),
        }
      : null,
    promises: { kept: state.keptPromises, broken: state.brokenPromises },
    next: {
      kind: next.kind,
      at: next.kind === 'wait' ? iso(next.untilMs) : null,
      step: next.kind === 'wait' ? next.step : next.summary,
      why: next.kind === 'close' ? next.summary : next.why,
    },
    links: {
      self,
      timeline: `${self}/timeline`,
      ...(temporalUiUrl && { temporal: `${temporalUiUrl}/workflows/${workflow}` }),
    },
  };
}

/** @returns an entry of the timeline as callers see it */
export function timelineView(row: TimelineRow, currency: string) {
  return { ...row, at: row.at.toISOString(), data: outward(row.data, currency) as Record<string, unknown> };
}

/**
 * Inside, amounts are minor units and instants milliseconds, and their names say so; outside they are money and
 * ISO 8601.
 *
 * @example outward({ amountMinor: 12345, paidAtMs: 0 }, 'CNY')
 *   // { amount: { amount: '123.45', currency: 'CNY' }, paidAt: '1970-01-01T00:00:00.000Z' }
 */
export function outward(value: unknown, currency: string): unknown {
  if (Array.isArray(value)) return value.map((part) => outward(part, currency));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (typeof part === 'number' && key.endsWith('Minor')) return [key.slice(0, -5), money(part, currency)];
      if (typeof part === 'number' && key.endsWith('AtMs')) return [key.slice(0, -2), iso(part)];
      return [key, outward(part, currency)];
    }),
  );
}

function money(minor: number, currency: string): Money {
  return { amount: formatMinor(minor, currency), currency };
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
