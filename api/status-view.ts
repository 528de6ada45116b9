import type { Instruction } from '../domain/case/decision.ts';
import type { CaseState } from '../domain/case/state.ts';
import { explain, type Explanation, type HeldBy } from '../domain/case/status/explain.ts';
import type { LanguageTag } from '../domain/case/status/language.ts';
import { sayStatus, sentencesOf } from '../domain/case/status/say.ts';
import { formatMinor } from '../domain/money.ts';
import { outward } from './case-view.ts';
import type { CaseStatusView } from './schemas/case-status.ts';
import type { Money } from './schemas/common.ts';

/** @returns what a case is waiting for, in words of that language and as data */
export function statusView(state: CaseState, next: Instruction, language: LanguageTag): CaseStatusView {
  const explanation = explain(state, next);
  const { currency, closed, call, then, tasks, holds, doing, waitingFor } = explanation;
  return {
    caseId: state.caseId,
    loanId: state.loanId,
    language,
    text: sayStatus(explanation, language),
    sentences: sentencesOf(explanation, language),
    doing,
    waitingFor,
    since: isoOrNull(explanation.sinceMs),
    until: isoOrNull(explanation.untilMs),
    setBy: setBy(explanation),
    bestHour: explanation.hour ?? null,
    holds: holds.map((hold) => heldView(hold, currency)),
    tasks: tasks.map(({ dueMs, ...task }) => ({ ...task, due: isoOrNull(dueMs) })),
    call: call ? { callId: call.callId, by: call.by, until: iso(call.untilMs) } : null,
    then: then ? { what: then.what, at: isoOrNull(then.atMs ?? null) } : null,
    closed: closed
      ? {
          reason: closed.reason,
          at: iso(closed.atMs),
          ...(closed.forgivenMinor !== undefined && { forgiven: money(closed.forgivenMinor, currency) }),
        }
      : null,
  };
}

function setBy({ reason, waitingFor, doing, strategy, currency }: Explanation): CaseStatusView['setBy'] {
  if (doing !== 'waiting') return null;
  if (reason) return { strategy, ...(outward(reason, currency) as typeof reason) };
  return waitingFor ? { kind: waitingFor.kind, strategy } : null;
}

function heldView({ sinceMs, untilMs, review, amountMinor, ...hold }: HeldBy, currency: string) {
  return {
    ...hold,
    since: iso(sinceMs),
    until: iso(untilMs),
    ends: review ? ('review' as const) : ('by-itself' as const),
    ...(amountMinor !== undefined && { amount: money(amountMinor, currency) }),
  };
}

function money(minor: number, currency: string): Money {
  return { amount: formatMinor(minor, currency), currency };
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

function isoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : iso(atMs);
}
