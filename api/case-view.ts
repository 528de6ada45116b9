import type { Instruction } from '../domain/case/decision.ts';
import { daysLate } from '../domain/case/days-late.ts';
import { disputedShownMinor } from '../domain/case/disputed-amount.ts';
import { isLegalHold } from '../domain/case/hold.ts';
import type { CaseState } from '../domain/case/state.ts';
import { caseWorkflowId } from '../domain/ids.ts';
import { formatMinor } from '../domain/money.ts';
import type { TimelineRow } from '../db/case-reader.ts';
import { casePlans } from './plan-view.ts';
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
    closed: state.closed ? closedView(state.closed, currency) : null,
    openedAt: iso(state.openedAtMs),
    region: state.region,
    collector: state.collector ?? null,
    team: state.team ?? null,
    timezone: state.zone,
    tier: state.tier,
    strategy: state.strategy,
    arrears: money(state.arrearsMinor, currency),
    disputed: money(disputedShownMinor(state), currency),
    unpaidSince: state.oldestDueOn,
    daysPastDue: daysLate(state, now),
    holds: state.holds.map((hold) => ({
      kind: hold.kind,
      since: iso(hold.sinceMs),
      until: iso(hold.untilMs),
      owner: hold.owner,
      ends: hold.review ? 'review' : 'by-itself',
      reach: isLegalHold(hold) ? hold.scope : 'loan',
      ...(hold.channels && { channels: hold.channels }),
      ...(hold.taskId && { taskId: hold.taskId }),
    })),
    promise: promise
      ? {
          id: promise.id,
          instalments: promise.instalments.map(({ dueOn, amountMinor }) => ({
            dueOn,
            amount: money(amountMinor, currency),
          })),
          madeAt: iso(promise.madeAtMs),
          paid: money(promise.paidMinor, currency),
        }
      : null,
    plans: casePlans(state),
    legalAction:
      state.legalAction?.openedAtMs === undefined
        ? null
        : {
            legalId: state.legalAction.id,
            openedAt: iso(state.legalAction.openedAtMs),
            step: state.legalAction.step ?? 'notice',
            ended: state.legalAction.ended ?? null,
            link: `/v1/legal/${encodeURIComponent(state.legalAction.id)}`,
          },
    call: callOf(state),
    letter: letterOf(state),
    errands: state.errands ?? [],
    promises: {
      kept: state.keptPromises,
      broken: state.brokenPromises,
      renegotiated: state.renegotiatedPromises ?? 0,
    },
    reopens: state.reopens ?? null,
    previousCaseId: state.previousCaseId ?? null,
    settlement: settlementView(state),
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

function closedView({ reason, atMs, forgivenMinor }: NonNullable<CaseState['closed']>, currency: string) {
  const forgiven = forgivenMinor !== undefined && { forgiven: money(forgivenMinor, currency) };
  return { reason, at: iso(atMs), ...forgiven };
}

/** The offer that stands or was paid, else the one that is being decided. */
function settlementView({ settlement, asks = [], closed, currency }: CaseState): CaseView['settlement'] {
  if (settlement) {
    const { amountMinor, dueOn } = settlement;
    return { status: closed ? 'paid' : 'standing', amount: money(amountMinor, currency), dueOn };
  }
  const asked = asks.flatMap(({ about, taskId }) =>
    about.kind === 'settlement-approval' ? [{ ...about.offer, taskId }] : [],
  )[0];
  if (!asked) return null;
  const { amountMinor, dueOn, taskId } = asked;
  return { status: 'under-review', amount: money(amountMinor, currency), dueOn, taskId };
}

function callOf({ callWork, openCall }: CaseState): CaseView['call'] {
  if (!callWork && !openCall) return null;
  return {
    taskId: callWork?.task?.taskId ?? null,
    dueAt: callWork?.task ? iso(callWork.task.dueAtMs) : null,
    attempts: callWork?.attempts ?? 0,
    callId: openCall?.callId ?? null,
    by: openCall?.by ?? null,
  };
}

function letterOf({ letter }: CaseState): CaseView['letter'] {
  if (!letter) return null;
  const { contactId, postedAtMs, servedAtMs } = letter;
  return {
    contactId,
    postedAt: iso(postedAtMs),
    servedAt: servedAtMs === undefined ? null : iso(servedAtMs),
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
      // What is not there has the name that it would have.
      if (part === null) return [key.replace(/(?:(?<=At)Ms|Minor)$/, ''), part];
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
