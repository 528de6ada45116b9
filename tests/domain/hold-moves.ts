import { addDays, DAY_MS, localDate } from '../../domain/calendar.ts';
import { heldAfter } from '../../domain/case/hold-facts.ts';
import type { LegalHold } from '../../domain/case/hold.ts';
import type { ReportedEnd, ReplyWish } from '../../domain/case/events/replies.ts';
import type { CaseEvent, CaseEventOf } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { LegalEnd, LegalStep } from '../../domain/legal/steps.ts';
import type { Channel } from '../../domain/strategy/schema.ts';

/** What is declared, asked and reported of holds, courts and messages; each becomes one event. */
export type HoldMove =
  /** null: by no channel at all */
  | { kind: 'cease'; channels: Channel[] | null; allLoans: boolean }
  | { kind: 'declare'; what: 'attorney' | 'vulnerability' | 'bankruptcy' | 'death' }
  | { kind: 'moratorium'; startInDays: number; lastInDays: number | null }
  /** received so many days from now: after today it is refused */
  | { kind: 'complaint'; about: CaseEventOf<'complaint'>['about']; inDays: number }
  | { kind: 'complaint-answered' }
  /** a hold that stands, or one that perhaps does not */
  | { kind: 'lift-hold'; pick: number; hold: CaseEventOf<'lift-hold'>['hold'] }
  | { kind: 'resolve-dispute'; outcome: CaseEventOf<'resolve-dispute'>['outcome']; share: number }
  | { kind: 'pause'; lastInDays: number | null }
  | { kind: 'resume' }
  /** another case of the customer places a hold, or ends it */
  | { kind: 'customer-hold' }
  | { kind: 'legal-progress'; step: LegalStep; ended: LegalEnd | null }
  | { kind: 'reassign'; to: 'collector-1' | 'collector-2' }
  | { kind: 'message'; channel: CaseEventOf<'message'>['channel'] }
  | { kind: 'reply'; meaning: ReplyWish }
  | { kind: 'report'; end: ReportedEnd; addressLost: boolean };

const HOLD_MOVES: Record<HoldMove['kind'], true> = {
  cease: true,
  declare: true,
  moratorium: true,
  complaint: true,
  'complaint-answered': true,
  'lift-hold': true,
  'resolve-dispute': true,
  pause: true,
  resume: true,
  'customer-hold': true,
  'legal-progress': true,
  reassign: true,
  message: true,
  reply: true,
  report: true,
};

export function isHoldMove(move: { kind: string }): move is HoldMove {
  return Object.hasOwn(HOLD_MOVES, move.kind);
}

/** What the database keeps of the customer beside the case. */
export interface Kept {
  now: number;
  state: CaseState | null;
  holds: LegalHold[];
  optedOut: Channel[];
}

/** @returns the events of the move; what the database learns before the case does is in `kept` already */
export function holdEventsOf(move: HoldMove, id: string, kept: Kept): CaseEvent[] {
  const { state, now } = kept;
  const today = localDate(now, state?.zone ?? 'UTC');
  const why = 'said so';
  const base = { id, by: 'collector-1' };
  switch (move.kind) {
    case 'cease': {
      const { allLoans, channels } = move;
      return [{ ...base, type: 'cease', allLoans, why, ...(channels && { channels }) }];
    }
    case 'declare':
      return [
        move.what === 'vulnerability'
          ? { ...base, type: 'vulnerability', circumstance: 'health', why }
          : { ...base, type: move.what, why },
      ];
    case 'moratorium': {
      const { startInDays, lastInDays } = move;
      const last = lastInDays === null ? {} : { lastOn: addDays(today, lastInDays) };
      const startOn = addDays(today, startInDays);
      return [{ ...base, type: 'moratorium', moratorium: 'breathing-space', startOn, ...last }];
    }
    case 'complaint': {
      const receivedOn = addDays(today, move.inDays);
      return [{ ...base, type: 'complaint', about: move.about, subject: why, receivedOn }];
    }
    case 'complaint-answered':
      return [{ ...base, type: 'complaint-answered', complaintId: 'c', outcome: 'upheld', why }];
    case 'lift-hold': {
      const standing = kept.holds[move.pick % Math.max(1, kept.holds.length)];
      return [{ ...base, type: 'lift-hold', hold: standing?.kind ?? move.hold, why }];
    }
    case 'resolve-dispute': {
      const amountMinor = Math.max(1, Math.round((state?.disputedMinor ?? 0) * move.share));
      const partly = move.outcome === 'partly' ? { amountMinor } : {};
      return [{ ...base, type: 'resolve-dispute', outcome: move.outcome, why, ...partly }];
    }
    case 'pause': {
      const last = move.lastInDays === null ? {} : { lastOn: addDays(today, move.lastInDays) };
      return [{ ...base, type: 'pause', why, ...last }];
    }
    case 'resume':
      return [{ ...base, type: 'resume', why }];
    case 'customer-hold':
      kept.holds = holdsElsewhere(kept);
      return [{ ...base, type: 'customer-hold' }];
    case 'legal-progress': {
      const legalId = state?.legalAction?.id ?? 'other-1';
      const ended = move.ended === null ? {} : { ended: move.ended };
      return [{ ...base, type: 'legal-progress', legalId, step: move.step, ...ended }];
    }
    case 'reassign':
      return [{ ...base, type: 'reassign', collector: move.to, team: 'east-1', why }];
    case 'message':
      return [{ ...base, type: 'message', messageId: `m-${id}`, channel: move.channel }];
    case 'reply': {
      if (move.meaning === 'stop') kept.optedOut = [...new Set([...kept.optedOut, 'sms' as const])];
      if (move.meaning === 'start') kept.optedOut = [];
      return [{ ...base, type: 'customer-reply', channel: 'sms', meaning: move.meaning, messageId: id }];
    }
    case 'report': {
      const { end, addressLost } = move;
      return [{ ...base, type: 'delivery-report', contactId: 'x', channel: 'sms', end, addressLost }];
    }
  }
}

const ELSEWHERE = 'other-1.1.attorney.customer';

function holdsElsewhere({ holds, now }: Kept): LegalHold[] {
  if (holds.some(({ holdId }) => holdId === ELSEWHERE)) {
    return holds.filter(({ holdId }) => holdId !== ELSEWHERE);
  }
  const hold: LegalHold = {
    ...{ kind: 'attorney', holdId: ELSEWHERE, scope: 'customer', owner: 'supervisor' },
    ...{ sinceMs: now, untilMs: now + 60 * DAY_MS, review: true },
  };
  return heldAfter(holds, [{ hold }]);
}
