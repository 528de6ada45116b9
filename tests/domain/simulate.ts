import { addDays, localDate, MINUTE_MS } from '../../domain/calendar.ts';
import { decide, type DecideInput } from '../../domain/case/decide.ts';
import type { Decision } from '../../domain/case/decision.ts';
import type { LoanChange } from '../../domain/case/events/endings.ts';
import type { CaseAlertAction } from '../../domain/case/events/risk-alert.ts';
import type { CallResult } from '../../domain/case/events/calls.ts';
import type { CaseEvent, CaseEventOf } from '../../domain/case/events.ts';
import type { CaseFacts, DatedPayment } from '../../domain/case/facts.ts';
import { heldAfter } from '../../domain/case/hold-facts.ts';
import type { LegalHold } from '../../domain/case/hold.ts';
import {
  collectableMinor,
  type CaseState,
  type CloseReason,
  type MacroLevel,
} from '../../domain/case/state.ts';
import { piecesOf } from '../../domain/plan/plan.ts';
import { hoursAreOpen } from '../../domain/contact/decide-contact.ts';
import type { LedgerContact } from '../../domain/contact/ledger.ts';
import { rulePackOf } from '../../domain/contact/rule-packs/index.ts';
import { delinquencyOf, nextDueOnOf, type Instalment } from '../../domain/delinquency.ts';
import type { CustomerId, LoanId } from '../../domain/ids.ts';
import { expertScorer } from '../../domain/risk/make-scorer.ts';
import { cnRetail } from '../../domain/strategy/built-in/cn-retail.ts';
import type { Channel, Strategy } from '../../domain/strategy/schema.ts';
import { deepFreeze } from './deep-freeze.ts';
import { holdEventsOf, isHoldMove, type HoldMove } from './hold-moves.ts';
import { ledgerAfter } from './ledger-of.ts';
import { riskFactsOf } from './fixtures.ts';

/** What happens to a case from outside, in terms of what is owed when it happens. */
export type Move =
  /** made `daysAgo` and booked now */
  | { kind: 'payment'; share: number; announced: boolean; daysAgo?: number }
  /** one of the payments so far bounces */
  | { kind: 'reversal'; pick: number }
  | { kind: 'promise'; dueInDays: number[]; share: number }
  | { kind: 'grace'; reason: CaseEventOf<'grace'>['reason']; days: number }
  | { kind: 'dispute'; share: number | null }
  /** spread over so many months, from a week on */
  | { kind: 'plan'; months: number }
  | { kind: 'approval'; pick: number; approved: boolean }
  /** a collector begins a call, or says what came of the one that is open */
  | { kind: 'call'; result: CallResult['result']; unknown?: boolean }
  /** the open call task is done otherwise, or given back; or an address is found */
  | { kind: 'task'; action: 'complete' | 'decline' }
  | { kind: 'letter'; outcome: 'served' | 'returned' }
  | { kind: 'rating'; score: number }
  | { kind: 'external-debt'; share: number }
  | { kind: 'macro'; level: MacroLevel }
  | { kind: 'close'; reason: Exclude<CloseReason, 'cured'>; consent?: boolean }
  /** a share of what is overdue is to settle it, in so many days */
  | { kind: 'settlement'; share: number; inDays: number }
  | { kind: 'loan-change'; change: LoanChange }
  | { kind: 'note' }
  /** to the other one of two versions that say the same */
  | { kind: 'strategy' }
  | { kind: 'risk-alert'; action: CaseAlertAction }
  | { kind: 'overdue' }
  | HoldMove;

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
  /** what is asked of supervisors is approved within the minute; else it is answered by moves, or by nobody */
  approves?: boolean;
  /** what comes, in turn, of the calls that collectors make for their tasks; absent: nobody makes any */
  calls?: CallResult['result'][];
  strategy?: Strategy;
  /** holds of the customer that stand from the start */
  holds?: LegalHold[];
}

/** One decision with all that went into it. */
export interface Decided {
  input: DecideInput;
  decision: Decision;
}

interface World {
  now: number;
  paidMinor: number;
  payments: DatedPayment[];
  state: CaseState | null;
  decided: Decided[];
  internalScore: number | null;
  /** channels that were given up, by address */
  lost: Channel[];
  callsMade: number;
  ledger: LedgerContact[];
  /** what the database keeps for the customer */
  holds: LegalHold[];
  optedOut: Channel[];
}

/**
 * Runs a case the way the workflow does: decide, carry out the instruction, report, again; events come at their
 * times, and the books agree with them.
 *
 * @returns every decision, in order; the last one closes the case or is the last before the horizon
 */
export function simulate(life: Life): Decided[] {
  const world: World = {
    now: life.startMs,
    paidMinor: 0,
    payments: [],
    state: null,
    decided: [],
    ...{ ledger: [], holds: life.holds ?? [], optedOut: [] },
    ...untouched(life),
  };
  const endMs = life.startMs + life.horizonDays * 86_400_000;
  const moves = new Moves(life);
  let deliveries = 0;
  let decision = decideNow(life, world, [{ type: 'overdue', id: 'overdue-0', by: 'core' }]);
  while (decision.instruction.kind !== 'close') {
    const { instruction } = decision;
    const staff = [...(life.approves ? approvalsOf(world) : []), ...callsOf(life, world)];
    if (instruction.kind === 'wait' && staff.length > 0) {
      world.now += MINUTE_MS;
      decision = decideNow(life, world, staff);
      continue;
    }
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
      world.paidMinor !== paidBefore
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

/** Everything that is asked of supervisors is approved, by as many as it takes. */
function approvalsOf({ state, now }: World): CaseEvent[] {
  return (state?.asks ?? []).flatMap(({ taskId, persons }) =>
    ['supervisor-1', 'supervisor-2'].slice(0, persons).map((by) => ({
      ...{ type: 'approval' as const, id: `${taskId}:${by}:${now}`, by, taskId },
      ...{ approved: true, why: 'looked' },
    })),
  );
}

const untouched = (life: Life) => ({
  internalScore: life.internalScore,
  lost: [] as Channel[],
  callsMade: 0,
});

/** A collector who is there makes the call that a task asks for, and says what came of it. */
function callsOf({ calls }: Life, world: World): CaseEvent[] {
  const { state, now } = world;
  if (!calls || calls.length === 0 || !state) return [];
  const by = 'collector-1';
  if (state.openCall) {
    const result = calls[world.callsMade % calls.length] ?? 'refuses';
    world.callsMade += 1;
    return [outcomeOf(state.openCall.callId, result, state, now)];
  }
  const taskId = state.callWork?.task?.taskId;
  return taskId ? [{ type: 'call', id: `call:${taskId}:${now}`, by, taskId }] : [];
}

function outcomeOf(callId: string, result: CallResult['result'], state: CaseState, now: number): CaseEvent {
  const asked = { type: 'call-outcome' as const, id: `outcome:${callId}:${now}`, by: 'collector-1', callId };
  switch (result) {
    case 'promise': {
      const instalments = [
        { dueOn: addDays(localDate(now, state.zone), 5), amountMinor: Math.max(1, collectableMinor(state)) },
      ];
      return { ...asked, outcome: { result, instalments } };
    }
    case 'hardship':
      return { ...asked, outcome: { result, reason: 'illness', days: 10 } };
    case 'dispute':
      return { ...asked, outcome: { result, subject: 'not mine' } };
    default:
      return { ...asked, outcome: { result } };
  }
}

function booksOf(life: Life, world: World) {
  return delinquencyOf(life.instalments, world.paidMinor, localDate(world.now, life.zone));
}

function eventsOf({ move, id }: Due, life: Life, world: World): CaseEvent[] {
  if (isHoldMove(move)) return holdEventsOf(move, id, world);
  const { arrearsMinor } = booksOf(life, world);
  const by = ['payment', 'reversal', 'overdue'].includes(move.kind) ? 'core' : 'collector-1';
  switch (move.kind) {
    case 'payment': {
      const amountMinor = Math.max(1, Math.round(arrearsMinor * move.share));
      world.paidMinor += amountMinor;
      const paidAtMs = world.now - (move.daysAgo ?? 0) * 86_400_000;
      world.payments.push({ paidAtMs, amountMinor });
      return move.announced ? [{ type: 'payment', id, by, amountMinor, paidAtMs }] : [];
    }
    case 'reversal': {
      const standing = standingPayments(world.payments);
      const payment = standing[move.pick % Math.max(1, standing.length)];
      if (!payment) return [];
      const { paidAtMs, amountMinor } = payment;
      world.paidMinor -= amountMinor;
      world.payments.push({ paidAtMs, amountMinor: -amountMinor });
      const returned = { paymentId: id, amountMinor, paidAtMs, reversedAtMs: world.now, reason: 'no funds' };
      return [{ type: 'payment-reversed', id, by, ...returned }];
    }
    case 'promise': {
      const today = localDate(world.now, life.zone);
      const amountMinor = Math.max(1, Math.round((arrearsMinor * move.share) / move.dueInDays.length));
      const instalments = move.dueInDays.map((days) => ({ dueOn: addDays(today, days), amountMinor }));
      return [{ type: 'promise', id, by, instalments }];
    }
    case 'grace':
      return [{ type: 'grace', id, by, reason: move.reason, days: move.days }];
    case 'plan': {
      const firstDueOn = addDays(localDate(world.now, life.zone), 7);
      const owedMinor = Math.max(1, world.state ? collectableMinor({ ...world.state, arrearsMinor }) : 0);
      const part = Math.ceil(owedMinor / move.months);
      const last = owedMinor - part * (move.months - 1);
      const pieces = piecesOf([...Array<number>(move.months - 1).fill(part), Math.max(0, last)]);
      const plan = { kind: 'spread' as const, firstDueOn, pieces, arrearsMinor: owedMinor, interestMinor: 0 };
      const means = { incomeMinor: part, capacityMinor: part };
      return [{ type: 'plan-proposal', id, by, plan, collectableMinor: owedMinor, means }];
    }
    case 'dispute': {
      const amount =
        move.share === null ? {} : { amountMinor: Math.max(1, Math.round(arrearsMinor * move.share)) };
      return [{ type: 'dispute', id, by, subject: 'not mine', ...amount }];
    }
    case 'approval': {
      const waiting = [...(world.state?.asks ?? []), ...(world.state?.holds ?? [])];
      const tasks = waiting.flatMap(({ taskId }) => taskId ?? []);
      const taskId = tasks[move.pick % Math.max(1, tasks.length)] ?? 'no-such-task';
      return [{ type: 'approval', id, by: 'supervisor-1', taskId, approved: move.approved, why: 'looked' }];
    }
    case 'call': {
      const { state } = world;
      if (move.unknown) {
        return [{ type: 'call-outcome', id, by, callId: 'no-call', outcome: { result: 'refuses' } }];
      }
      if (!state?.openCall) return [{ type: 'call', id, by }];
      return [outcomeOf(state.openCall.callId, move.result, state, world.now)];
    }
    case 'task': {
      const { callWork, errands = [], asks = [], holds = [] } = world.state ?? {};
      const work = [callWork?.task?.taskId ?? [], errands.map((errand) => errand.taskId)].flat(2);
      // What asks for a decision, or is of another case, is refused.
      const decisions = [...asks, ...holds].flatMap((waiting) => waiting.taskId ?? []);
      const taskId = work[0] ?? decisions[0] ?? 'other-1.1.30';
      return [{ type: 'task', id, by, taskId, action: move.action, why: 'asked at the branch' }];
    }
    case 'letter': {
      const contactId = world.state?.letter?.contactId ?? 'no-letter';
      return [{ type: 'letter-outcome', id, by, contactId, outcome: move.outcome }];
    }
    case 'rating': {
      world.internalScore = move.score;
      const asOf = localDate(world.now, life.zone);
      return [{ type: 'rating', id, by, source: 'internal', asOf, score: move.score, grade: null }];
    }
    case 'external-debt': {
      const totalMinor = Math.round(life.principalMinor * move.share);
      return [
        {
          type: 'external-debt',
          id,
          by,
          source: 'bureau',
          asOf: localDate(world.now, life.zone),
          totalMinor,
        },
      ];
    }
    case 'macro': {
      const asOf = localDate(world.now, life.zone);
      return [{ type: 'macro-alert', id, by, source: 'desk', asOf, indicator: 'jobs', level: move.level }];
    }
    case 'close':
      return [closing(id, move)];
    case 'settlement': {
      const dueOn = addDays(localDate(world.now, life.zone), move.inDays);
      const amountMinor = Math.max(1, Math.round(arrearsMinor * move.share));
      return [{ type: 'settlement', id, by, amountMinor, dueOn, why: 'offered' }];
    }
    case 'loan-change': {
      const effectiveOn = localDate(world.now, life.zone);
      const { change } = move;
      return [{ type: 'loan-change', id, by: 'core', change, effectiveOn, reportedAtMs: world.now }];
    }
    case 'note':
      return [{ type: 'note', id, by, text: 'speaks Cantonese' }];
    case 'strategy': {
      const strategy = world.state?.strategy.endsWith('@2') ? 'cn-retail@1' : 'cn-retail@2';
      return [{ type: 'change-strategy', id, by: 'supervisor-1', strategy, why: 'tried' }];
    }
    case 'risk-alert': {
      const { action } = move;
      return [{ type: 'risk-alert', id, by: 'supervisor-1', alertId: 'a', action, why: 'taken' }];
    }
    case 'overdue':
      return [{ type: 'overdue', id, by }];
  }
}

function closing(id: string, { reason, consent = true }: Extract<Move, { kind: 'close' }>): CaseEvent {
  return { type: 'close', id, by: 'supervisor-1', reason, why: 'agreed', consent };
}

/** @returns the payments that were not taken back */
function standingPayments(payments: readonly DatedPayment[]): DatedPayment[] {
  const standing = payments.filter(({ amountMinor }) => amountMinor > 0);
  for (const taken of payments.filter(({ amountMinor }) => amountMinor < 0)) {
    const same = (payment: DatedPayment) =>
      payment.paidAtMs === taken.paidAtMs && payment.amountMinor === -taken.amountMinor;
    standing.splice(standing.findIndex(same), 1);
  }
  return standing;
}

const CN_RETAIL_2: Strategy = { ...cnRetail, version: 2 };

/** The version that the case has pinned, and both that it can be changed to. */
function strategiesOf(life: Life, { state }: World) {
  const first = life.strategy ?? cnRetail;
  const second = life.strategy ? { ...first, version: 2 } : CN_RETAIL_2;
  const published = { 'cn-retail@1': first, 'cn-retail@2': second };
  return { strategy: state?.strategy.endsWith('@2') ? second : first, published };
}

function decideNow(life: Life, world: World, events: CaseEvent[]): Decision {
  const facts: CaseFacts = {
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
      reachable: life.reachable.filter((channel) => !world.lost.includes(channel)),
      internalScore: world.internalScore,
      ...{ holds: world.holds, ledger: world.ledger, optedOut: world.optedOut },
    },
    siblings: [],
    delinquency: booksOf(life, world),
    nextDueOn: nextDueOnOf(life.instalments, localDate(world.now, life.zone)),
    paidMinor: world.paidMinor,
    payments: [...world.payments],
    casesSoFar: 0,
    previous: null,
  };
  const { state } = world;
  const promises = { kept: state?.keptPromises ?? 0, broken: state?.brokenPromises ?? 0 };
  const risk = { ...riskFactsOf(facts, world.now), promises };
  const input: DecideInput = {
    ...{ state, events, facts: { ...facts, risk } },
    ...strategiesOf(life, world),
    scorer: expertScorer,
    now: world.now,
  };
  const decision = decide(deepFreeze(input));
  world.state = decision.state;
  world.ledger = ledgerAfter(world.ledger, events, decision, world.now);
  world.holds = heldAfter(world.holds, decision.legalHolds ?? []);
  for (const { kind, usable } of decision.addresses ?? []) {
    const channels: Channel[] = kind === 'phone' ? ['sms', 'voice'] : ['letter'];
    world.lost = [...world.lost.filter((lost) => !channels.includes(lost)), ...(usable ? [] : channels)];
  }
  world.decided.push({ input, decision });
  return decision;
}
