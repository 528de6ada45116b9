import { addDays, localDate, MINUTE_MS } from '../../domain/calendar.ts';
import { decide, type DecideInput } from '../../domain/case/decide.ts';
import type { Decision } from '../../domain/case/decision.ts';
import type { CaseEvent, CaseEventOf } from '../../domain/case/events.ts';
import type { CaseState, CloseReason } from '../../domain/case/state.ts';
import { hoursAreOpen } from '../../domain/contact/decide-contact.ts';
import { rulePackOf } from '../../domain/contact/rule-packs/index.ts';
import { delinquencyOf, type Instalment } from '../../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { builtInScorecard } from '../../domain/risk/built-in-scorecard.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import type { Channel, Strategy } from '../../domain/strategy/schema.ts';

/** What happens to a case from outside, in terms of what is owed when it happens. */
export type Move =
  | { kind: 'payment'; share: number; announced: boolean }
  | { kind: 'promise'; dueInDays: number[]; share: number }
  | { kind: 'grace'; reason: CaseEventOf<'grace'>['reason']; days: number }
  | { kind: 'dispute'; share: number | null }
  | { kind: 'approval'; pick: number; approved: boolean }
  | { kind: 'close'; reason: Exclude<CloseReason, 'cured'> }
  | { kind: 'overdue' };

/** A debtor's life: the loan, the contact data, and what happens after how many minutes. */
export interface Life {
  loanId: string;
  startMs: number;
  zone: string;
  instalments: Instalment[];
  principalMinor: number;
  lenderRole: 'first_party' | 'third_party';
  internalScore: number | null;
  consents: Channel[];
  reachable: Channel[];
  /** `delivery`: while the next contact is being delivered */
  moves: { after: number | 'delivery'; move: Move }[];
  /** used in turn; a payment that is booked before the delivery ends supersedes it */
  outcomes: ('sent' | 'failed' | 'unknown')[];
  deliveryMinutes: number;
  /** whether events are decided on while a contact is being delivered, or wait for its end */
  interleave: boolean;
  horizonDays: number;
  strategy?: Strategy;
}

/** One decision with all that went into it. */
export interface Decided {
  input: DecideInput;
  decision: Decision;
}

interface World {
  now: number;
  paidMinor: number;
  state: CaseState | null;
  decided: Decided[];
}

/**
 * Runs a case the way the workflow does: decide, carry out the instruction, report, again; events come at their
 * times, and the books agree with them.
 *
 * @returns every decision, in order; the last one closes the case or is the last before the horizon
 */
export function simulate(life: Life): Decided[] {
  const world: World = { now: life.startMs, paidMinor: 0, state: null, decided: [] };
  const endMs = life.startMs + life.horizonDays * 86_400_000;
  const moves = new Moves(life);
  let deliveries = 0;
  let decision = decideNow(life, world, [{ type: 'overdue', id: 'overdue-0', by: 'core' }]);
  while (decision.instruction.kind !== 'close') {
    const { instruction } = decision;
    if (instruction.kind === 'wait') {
      const nextMs = Math.max(world.now, Math.min(instruction.untilMs, moves.nextAtMs));
      if (nextMs > endMs) break;
      world.now = nextMs;
      decision = decideNow(life, world, takeMoves(life, world, moves, world.now));
      continue;
    }
    const doneMs = world.now + life.deliveryMinutes * MINUTE_MS;
    const paidBefore = world.paidMinor;
    const waiting: CaseEvent[] = [];
    moves.deliveryBegins(world.now);
    while (moves.nextAtMs <= doneMs) {
      world.now = Math.max(world.now, moves.nextAtMs);
      const events = takeMoves(life, world, moves, world.now);
      if (life.interleave) decideNow(life, world, events);
      else waiting.push(...events);
    }
    world.now = doneMs;
    const planned = life.outcomes[deliveries % life.outcomes.length] ?? 'sent';
    deliveries += 1;
    const outcome =
      world.paidMinor > paidBefore
        ? 'superseded'
        : inHours(instruction.channel, doneMs)
          ? planned
          : 'too-late';
    const delivered: CaseEvent = { type: 'delivered', id: instruction.contactId, by: 'system', outcome };
    decision = decideNow(life, world, [...waiting, delivered]);
  }
  return world.decided;
}

function inHours(channel: Channel, atMs: number): boolean {
  const facts = {
    channel,
    purpose: 'collect',
    actorRole: 'first_party',
    customerZone: 'Asia/Shanghai',
  } as const;
  return hoursAreOpen(rulePackOf('CN'), facts, atMs);
}

interface Due {
  move: Move;
  id: string;
}

/** The moves that are still to come, each timed from the one before. */
class Moves {
  nextAtMs: number;
  private taken = 0;
  private readonly life: Life;

  constructor(life: Life) {
    this.life = life;
    this.nextAtMs = this.afterMs(life.startMs);
  }

  take(): Due[] {
    const next = this.life.moves[this.taken];
    if (!next) return [];
    this.taken += 1;
    this.nextAtMs = this.afterMs(this.nextAtMs);
    return [{ move: next.move, id: `${next.move.kind}-${this.taken}` }];
  }

  deliveryBegins(now: number): void {
    if (this.life.moves[this.taken]?.after === 'delivery') this.nextAtMs = now;
  }

  private afterMs(atMs: number): number {
    const after = this.life.moves[this.taken]?.after;
    return typeof after === 'number' ? atMs + after * MINUTE_MS : Infinity;
  }
}

function takeMoves(life: Life, world: World, moves: Moves, untilMs: number): CaseEvent[] {
  const events: CaseEvent[] = [];
  while (moves.nextAtMs <= untilMs) events.push(...moves.take().flatMap((due) => eventsOf(due, life, world)));
  return events;
}

function booksOf(life: Life, world: World) {
  return delinquencyOf(life.instalments, world.paidMinor, localDate(world.now, life.zone));
}

function eventsOf({ move, id }: Due, life: Life, world: World): CaseEvent[] {
  const { arrearsMinor } = booksOf(life, world);
  const by = move.kind === 'payment' || move.kind === 'overdue' ? 'core' : 'collector-1';
  switch (move.kind) {
    case 'payment': {
      const amountMinor = Math.max(1, Math.round(arrearsMinor * move.share));
      world.paidMinor += amountMinor;
      return move.announced ? [{ type: 'payment', id, by, amountMinor, paidAtMs: world.now }] : [];
    }
    case 'promise': {
      const today = localDate(world.now, life.zone);
      const amountMinor = Math.max(1, Math.round((arrearsMinor * move.share) / move.dueInDays.length));
      const instalments = move.dueInDays.map((days) => ({ dueOn: addDays(today, days), amountMinor }));
      return [{ type: 'promise', id, by, instalments }];
    }
    case 'grace':
      return [{ type: 'grace', id, by, reason: move.reason, days: move.days }];
    case 'dispute': {
      const amount =
        move.share === null ? {} : { amountMinor: Math.max(1, Math.round(arrearsMinor * move.share)) };
      return [{ type: 'dispute', id, by, subject: 'not mine', ...amount }];
    }
    case 'approval': {
      const tasks = world.state?.holds.flatMap((hold) => hold.taskId ?? []) ?? [];
      const taskId = tasks[move.pick % Math.max(1, tasks.length)] ?? 'no-such-task';
      return [{ type: 'approval', id, by: 'supervisor-1', taskId, approved: move.approved, why: 'looked' }];
    }
    case 'close':
      return [{ type: 'close', id, by: 'supervisor-1', reason: move.reason, why: 'agreed' }];
    case 'overdue':
      return [{ type: 'overdue', id, by }];
  }
}

function decideNow(life: Life, world: World, events: CaseEvent[]): Decision {
  const input: DecideInput = {
    state: world.state,
    events,
    facts: {
      loan: {
        loanId: life.loanId as LoanId,
        customerId: 'C000001' as CustomerId,
        jurisdiction: 'CN',
        lenderRole: life.lenderRole,
        currency: 'CNY',
        principalMinor: life.principalMinor,
        zone: life.zone,
        region: 'east',
      },
      customer: {
        zone: life.zone,
        consents: life.consents,
        reachable: life.reachable,
        internalScore: life.internalScore,
      },
      delinquency: booksOf(life, world),
      paidMinor: world.paidMinor,
      casesSoFar: 0,
    },
    strategy: life.strategy ?? cnRetail,
    scorecard: builtInScorecard,
    now: world.now,
  };
  const decision = decide(input);
  world.state = decision.state;
  world.decided.push({ input, decision });
  return decision;
}
