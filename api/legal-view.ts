import type { LegalRecord } from '../db/legal-repository.ts';
import { legalWorkflowId } from '../domain/ids.ts';
import type { LegalState } from '../domain/legal/state.ts';
import { LEGAL_OUTCOMES } from '../domain/legal/steps.ts';
import { formatMinor } from '../domain/money.ts';
import type { LegalActionView } from './schemas/legal.ts';

/** @returns a legal action as callers see it */
export function legalView(
  { opening, decided, documents, tasks }: LegalRecord,
  temporalUiUrl: string | undefined,
): LegalActionView {
  const { legalId, caseId, loanId, currency } = opening;
  const { state, instruction } = decided ?? {};
  const money = (minor: number) => ({ amount: formatMinor(minor, currency), currency });
  return {
    legalId,
    caseId,
    loanId,
    openedAt: iso(opening.openedAtMs),
    approvedBy: state?.approvedBy ?? opening.approvedBy,
    claim: state ? money(state.claimMinor) : null,
    step: state && !state.ended ? stepView(state.step) : null,
    filed: state?.filed ?? false,
    assetsPreserved: state?.preserved ?? false,
    instance: state?.instance ?? 1,
    verdict: state?.verdict ?? null,
    settlement: state?.settlement
      ? {
          taskId: state.settlement.taskId,
          amount: money(state.settlement.amountMinor),
          askedBy: state.settlement.askedBy,
          dueAt: iso(state.settlement.dueAtMs),
        }
      : null,
    stopping: state?.stopping ?? null,
    ended: state?.ended?.reason ?? null,
    next:
      instruction?.kind === 'wait'
        ? { at: iso(instruction.untilMs), step: instruction.step, why: instruction.why }
        : null,
    tasks: tasks.map((task) => ({
      ...task,
      openedAt: task.openedAt.toISOString(),
      dueAt: task.dueAt.toISOString(),
    })),
    documents: documents.map((paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
    links: {
      self: `/v1/legal/${encodeURIComponent(legalId)}`,
      case: `/v1/cases/${encodeURIComponent(loanId)}`,
      ...(temporalUiUrl && {
        temporal: `${temporalUiUrl}/workflows/${encodeURIComponent(legalWorkflowId(legalId))}`,
      }),
    },
  };
}

function stepView(step: LegalState['step']): LegalActionView['step'] {
  const { name, taskId, attempt, openedAtMs, notBeforeMs, dueAtMs, escalations } = step;
  return {
    name,
    taskId,
    attempt,
    openedAt: iso(openedAtMs),
    notBefore: notBeforeMs === undefined ? null : iso(notBeforeMs),
    dueAt: iso(dueAtMs),
    escalations,
    outcomes: name === 'approval' ? [] : [...LEGAL_OUTCOMES[name]],
  };
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
