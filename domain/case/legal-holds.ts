import { caseWith } from './case-with.ts';
import { DAY_MS } from '../calendar.ts';
import { taskId, type TaskId } from '../ids.ts';
import type { Channel } from '../strategy/schema.ts';
import type { CaseContext, Effects } from './context.ts';
import type { LegalHoldChange, TaskOpening } from './decision.ts';
import { accountForFreeze } from './holds.ts';
import { reachOf } from './legal-reach.ts';
import {
  HOLD_KINDS,
  isLegalHold,
  LEGAL_HOLD_KINDS,
  type Hold,
  type LegalHold,
  type LegalHoldKind,
  type MoratoriumPeriod,
} from './hold.ts';
import type { CaseState } from './state.ts';

/** Placing, keeping and ending the holds that the database keeps: what each covers is in legal-reach.ts. */

/** A hold as an event asks for it. */
export interface HoldRequest {
  kind: LegalHoldKind;
  /** of the event */
  eventId: string;
  /** absent: all */
  channels?: Channel[] | undefined;
  /** wider than the law has it; never narrower */
  scope?: 'customer' | undefined;
  /** its end, epoch milliseconds; absent: a supervisor looks at it again */
  untilMs?: number | undefined;
  /** days after which a supervisor looks; with `task` the task is opened at once */
  reviewDays: number;
  /** what a supervisor is to do at once; absent: nothing before the review */
  task?: string | undefined;
  owner: string;
  period?: MoratoriumPeriod | undefined;
}

/** What placing or ending a legal hold comes to. */
export interface HoldOutcome {
  state: CaseState;
  effects: Pick<Effects, 'tasksOpened' | 'legalHolds'> & { tasksClosed: TaskId[] };
  /** the rule by which it has its reach */
  citation: string;
  hold: LegalHold;
}

/**
 * Places a hold with its legal reach. One of the same kind and reach that stands is kept and widened or renewed: the
 * customer has one, however often it is said.
 */
export function placeLegalHold(state: CaseState, asked: HoldRequest, context: CaseContext): HoldOutcome {
  const { now, sequence, strategy } = context;
  const reach = reachOf(asked.kind, strategy.jurisdiction, asked.channels);
  const scope = asked.scope ?? reach.scope;
  const standing = state.holds
    .filter(isLegalHold)
    .find(
      (hold) =>
        hold.kind === asked.kind &&
        hold.scope === scope &&
        (hold.channels === undefined) === (asked.channels === undefined),
    );
  const fixed = asked.untilMs !== undefined;
  const part = asked.channels ? '.part' : '';
  const holdId = standing?.holdId ?? `${state.caseId}.${sequence}.${asked.kind}.${scope}${part}`;
  const untilMs = asked.untilMs ?? now + asked.reviewDays * DAY_MS;
  const channels = asked.channels && [...new Set([...(standing?.channels ?? []), ...asked.channels])];
  const hold: LegalHold = {
    kind: asked.kind,
    holdId,
    scope,
    sinceMs: standing?.sinceMs ?? now,
    // A task that waits already is not put off by being told again.
    untilMs: standing?.taskId && !fixed ? standing.untilMs : untilMs,
    owner: asked.owner,
    ...(channels && { channels }),
    ...(!fixed && { review: true as const }),
    ...(asked.period && { period: asked.period }),
    ...(!fixed && standing?.taskId && { taskId: standing.taskId }),
  };
  const opens = asked.task !== undefined && hold.taskId === undefined && !fixed;
  const task = opens ? reviewTask(state, hold, asked.task ?? '', context) : undefined;
  const placed = task ? { ...hold, taskId: task.taskId } : hold;
  return {
    state: withHold(state, placed, now),
    citation: reach.citation,
    hold: placed,
    effects: {
      tasksOpened: task ? [task] : [],
      tasksClosed: fixed && standing?.taskId ? [standing.taskId] : [],
      legalHolds: [{ hold: placed, changedBy: asked.eventId }],
    },
  };
}

/**
 * Ends a hold before its time, or as its time is over.
 *
 * @param channels of a hold of some channels those that are free again; absent: all of it
 */
export function endLegalHold(
  state: CaseState,
  hold: LegalHold,
  { changedBy, why, channels }: { changedBy: string; why: string; channels?: readonly Channel[] | undefined },
  now: number,
): Omit<HoldOutcome, 'citation'> {
  const left = channels && hold.channels?.filter((channel) => !channels.includes(channel));
  if (left && left.length > 0) {
    const narrowed = { ...hold, channels: left };
    return {
      state: withHold(state, narrowed, now),
      hold: narrowed,
      effects: { tasksOpened: [], tasksClosed: [], legalHolds: [{ hold: narrowed, changedBy }] },
    };
  }
  return {
    state: withoutHold(state, hold, now),
    hold,
    effects: {
      tasksOpened: [],
      tasksClosed: hold.taskId ? [hold.taskId] : [],
      legalHolds: [{ hold, changedBy, endedWhy: why }],
    },
  };
}

/** @returns the hold, to be looked at again after so many days; nothing of it is lifted */
export function keepHold<Kept extends Hold | LegalHold>(hold: Kept, days: number, now: number): Kept {
  const { taskId: _answered, ...rest } = hold;
  return { ...(rest as Kept), untilMs: now + days * DAY_MS };
}

/** @returns the changes to be written for a hold: none for one that only the case has */
export function changesOf(hold: Hold | LegalHold, changedBy: string): LegalHoldChange[] {
  return isLegalHold(hold) ? [{ hold, changedBy }] : [];
}

/** @returns the task in which a supervisor looks at a hold; one for each hold and decision */
export function reviewTask(
  state: CaseState,
  hold: Hold | LegalHold,
  what: string,
  { sequence, strategy }: Pick<CaseContext, 'sequence' | 'strategy'>,
): TaskOpening {
  const kind = isLegalHold(hold)
    ? LEGAL_HOLD_KINDS.indexOf(hold.kind)
    : HOLD_KINDS.length + HOLD_KINDS.indexOf(hold.kind);
  const scope = isLegalHold(hold) && hold.scope === 'customer' ? 2 : 0;
  const ordinal = REVIEW_ORDINAL + kind * 4 + scope + (hold.channels ? 1 : 0);
  return {
    taskId: taskId(state.caseId, sequence, ordinal),
    kind: 'hold-review',
    dueAtMs: hold.untilMs,
    summary: `${what}; approve to lift the hold '${hold.kind}', reject to keep it another ${strategy.holds.reviewDays} days`,
  };
}

/** The first of some sixty, beyond those of all other tasks that a decision can open, see context.ts. */
const REVIEW_ORDINAL = 100;

/** @returns the state with the hold in place of what it was before */
export function withHold<Kept extends Hold | LegalHold>(
  state: CaseState,
  hold: Kept,
  now: number,
): CaseState {
  const others = state.holds.filter((other) => !isSame(other, hold));
  return accountForFreeze(caseWith(state, { holds: [...others, hold] }), now);
}

/** @returns the state without the hold */
export function withoutHold(state: CaseState, hold: Hold | LegalHold, now: number): CaseState {
  return accountForFreeze(
    caseWith(state, { holds: state.holds.filter((other) => !isSame(other, hold)) }),
    now,
  );
}

/** Of what the case alone has there is one of a kind; the others are told apart by their id. */
function isSame(one: Hold | LegalHold, other: Hold | LegalHold): boolean {
  if (isLegalHold(one) || isLegalHold(other)) {
    return isLegalHold(one) && isLegalHold(other) && one.holdId === other.holdId;
  }
  return one.kind === other.kind;
}
