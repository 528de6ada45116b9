import { caseWith, leanCase } from './case-with.ts';
import { invalidInput } from '../failures.ts';
import type { RiskScorer } from '../risk/risk-scorer.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { Strategy } from '../strategy/schema.ts';
import { effectsOf, type CaseContext, type Effects } from './context.ts';
import type { Decision, EventAnswer, Instruction, TaskOpening } from './decision.ts';
import type { CaseEvent, CaseEventOf } from './events.ts';
import type { CaseFacts, ContactReservation } from './facts.ts';
import { endedByPayment } from './ended-by-payment.ts';
import { nextStep, type Step } from './next-step.ts';
import { openCase } from './open-case.ts';
import { performStep } from './perform-step.ts';
import { withAddresses } from './addresses.ts';
import { withdrawCall } from './call-step.ts';
import { rescoreIfDue, toRescore } from './rescore.ts';
import { heldAfter } from './hold-facts.ts';
import { accountForFreeze } from './holds.ts';
import { showFacts } from './show-facts.ts';
import { showHolds } from './show-holds.ts';
import { watchGrace } from './grace.ts';
import { settlePlan } from './plan.ts';
import { settleBooks } from './settle-books.ts';
import { settleEnding } from './settlement.ts';
import type { CaseState, PendingContact } from './state.ts';
import { transition } from './transition.ts';
import { isUpdate } from './update-checks.ts';
import { stepDataOf } from './step-data.ts';
import { waitBarely, waitFor } from './wait-for.ts';
import { CHANNEL_NAMES, nameOfStep } from './words.ts';

/** A ladder has some ten rungs and each step moves one on: more turns than this is a bug, not a busy case. */
const MAX_STEPS = 100;

export interface DecideInput {
  /** null when the loan has no open case */
  state: CaseState | null;
  /** in the order in which they came */
  events: readonly CaseEvent[];
  facts: CaseFacts;
  /** pinned by the case, or the current one for a new case */
  strategy: Strategy;
  /** published versions that the events name; absent: none */
  published?: Readonly<Record<string, Strategy>>;
  scorer: RiskScorer;
  /** epoch milliseconds */
  now: number;
  /** what people are told of a wait is left out, and the state keeps all keys: a simulation has nobody to tell it */
  bare?: true;
}

/** Nothing has been decided: the case is to be scored, and the facts do not say what bears on its risk. */
export interface Undecided {
  wants: 'risk-facts';
}

const UNDECIDED: Undecided = { wants: 'risk-facts' };

/**
 * A decision whose facts say what bears on risk, see `decideOrAsk`.
 *
 * @throws InvalidInput when there is neither a case nor an overdue event that opens one
 */
export function decide(input: DecideInput): Decision {
  const decision = decideOrAsk(input);
  if (!('wants' in decision)) return decision;
  throw new Error(
    `loan ${input.facts.loan.loanId} is to be scored, and nothing was read that bears on its risk`,
  );
}

/**
 * One decision of a case: the books are read, the events applied, and everything that is due is done, up to the
 * first thing that takes time; that is the instruction. Pure: the same input gives the same decision.
 *
 * @returns what it wants to know, when the case is to be scored and `facts.risk` is absent: ask again with it
 * @throws InvalidInput when there is neither a case nor an overdue event that opens one
 */
export function decideOrAsk(input: DecideInput): Decision | Undecided {
  const { facts, strategy, scorer, now, published } = input;
  const sequence = (input.state?.sequence ?? 0) + 1;
  const judgedBefore = input.state ?? undefined;
  let context: CaseContext = { strategy, now, sequence, facts, scorer, published, judgedBefore };
  const effects = effectsOf([]);

  const shown = input.state && showFacts(input.state, facts, context);
  if (shown) addEffects(effects, effectsOf(shown.entries, { tasksClosed: shown.tasksClosed }));
  let state = shown ? shown.state : null;
  let events = input.events;
  const answers: EventAnswer[] = [];
  if (!state) {
    const reports = events.filter((event) => event.type === 'overdue');
    if (reports.length === 0) throw invalidInput(`loan ${facts.loan.loanId} has no open case`);
    const overdue = reportThatOpens(reports, facts);
    if (!overdue) return notDelinquent(events);
    const { risk } = facts;
    if (!risk) return UNDECIDED;
    const opened = openCase({ ...facts, risk }, strategy, scorer, now, overdue);
    // Whoever is to be left alone is so from the start of every case.
    const held = showHolds(opened.state, facts);
    effects.entries.push(...opened.entries, ...held.entries);
    state = accountForFreeze(held.state, now);
    events = events.filter((event) => event !== overdue);
    answers.push({ id: overdue.id, accepted: true });
    context = { ...context, judgedBefore: state };
  }

  for (const group of inTurn(state, events)) {
    for (const event of group) {
      // A closed case stays closed: a new delinquency is left for the loan's next case.
      if (state.closed && event.type === 'overdue') continue;
      const result = transition(state, event, context);
      if ('rejection' in result) {
        answers.push({ id: event.id, accepted: false, rejection: result.rejection });
        continue;
      }
      answers.push({ id: event.id, accepted: true });
      state = result.state;
      addEffects(effects, result.effects);
      if (result.effects.strategy) context = { ...context, strategy: result.effects.strategy };
    }
    for (const settle of SETTLING) {
      const settled = settle(state, context);
      if (!settled) continue;
      state = settled.state;
      addEffects(effects, settled.effects);
    }
  }

  if (effects.riskWanted) return UNDECIDED;
  const done =
    stillToDeliver(state, context) ??
    performWhatIsDue(state, factsAfter(facts, effects), context, { effects, bare: input.bare === true });
  if (effects.riskWanted) return UNDECIDED;
  const numbered = done.state.sequence === sequence ? done.state : caseWith(done.state, { sequence });
  return {
    state: input.bare ? numbered : leanCase(numbered),
    instruction: done.instruction,
    answers: inOrderOf(input.events, answers),
    entries: effects.entries,
    tasksOpened: leftOpen(effects),
    tasksClosed: effects.tasksClosed,
    contact: effects.contact ?? done.contact,
    legalHolds: effects.legalHolds,
    complaints: effects.complaints,
    tasksDeclined: effects.tasksDeclined,
    reassigned: effects.reassigned,
    calls: effects.calls,
    addresses: effects.addresses,
  };
}

/** What the books and the events have brought about, in this order. */
const SETTLING: readonly ((
  state: CaseState,
  context: CaseContext,
) => { state: CaseState; effects: Effects } | undefined)[] = [
  settleEnding,
  (state, context) => watchGrace(state, context.facts, context),
  settlePlan,
  settleBooks,
  withdrawCall,
  rescoreIfDue,
];

/**
 * @returns the report that opens a case, if one does. The return of a payment opens what it had ended, and no case
 *   that somebody has decided to end.
 */
function reportThatOpens(
  reports: readonly CaseEventOf<'overdue'>[],
  { delinquency, previous }: CaseFacts,
): CaseEventOf<'overdue'> | undefined {
  if (delinquency.arrearsMinor === 0) return undefined;
  const decided = previous?.closed && !endedByPayment(previous);
  const returned = decided ? undefined : reports.find((report) => report.because);
  return returned ?? reports.find((report) => !report.because);
}

/**
 * When nothing is owed any more the case closes first: what is asked in the same moment comes too late. What a
 * collector writes comes last: a hold that is placed in the same moment holds it.
 */
function inTurn(state: CaseState, events: readonly CaseEvent[]): (readonly CaseEvent[])[] {
  const written = events.filter(({ type }) => type === 'message');
  const others = written.length > 0 ? events.filter(({ type }) => type !== 'message') : events;
  const last = written.length > 0 ? [written] : [];
  if (state.closed || state.arrearsMinor > 0) return [others, ...last];
  return [others.filter((event) => !isUpdate(event)), others.filter(isUpdate), ...last];
}

function inOrderOf(events: readonly CaseEvent[], answers: EventAnswer[]): EventAnswer[] {
  if (answers.length < 2) return answers;
  const place = new Map(events.map(({ id }, index) => [id, index]));
  return answers.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

interface Done {
  state: CaseState;
  instruction: Instruction;
  contact?: ContactReservation;
}

/** A contact that is reserved is delivered before anything else is done: events may come in between. */
function stillToDeliver(state: CaseState, { strategy, now }: CaseContext): Done | undefined {
  const { pending } = state;
  if (!pending) return undefined;
  const { contactId, channel, reservedAtMs } = pending;
  if (pending.written) {
    const summary = `${CHANNEL_NAMES[channel]} message of a collector`;
    const why = 'allowed, and in the collector’s own words';
    const what = { kind: 'written', channel } as const;
    return { state, instruction: { kind: 'deliver', contactId, channel, reservedAtMs, summary, why, what } };
  }
  const step = stepOf(pending, state, strategy);
  const summary = nameOfStep(step, state, strategy, now);
  const what = stepDataOf(step, state, strategy, now);
  const why = 'reserved before these events came in';
  return { state, instruction: { kind: 'deliver', contactId, channel, reservedAtMs, summary, why, what } };
}

function stepOf(pending: PendingContact, state: CaseState, strategy: Strategy): Step {
  const index = pending.rung ?? -1;
  const rung = ladderOf(strategy, state.tier)[index];
  if (rung) return { kind: 'rung', index, rung };
  if (pending.about) return { kind: pending.about };
  return { kind: state.closed ? 'thanks' : 'promise-reminder' };
}

function performWhatIsDue(
  start: CaseState,
  facts: CaseFacts,
  context: CaseContext,
  { effects, bare }: { effects: Effects; bare: boolean },
): Done {
  const { strategy, now } = context;
  let state = start;
  for (let turn = 0; turn < MAX_STEPS; turn += 1) {
    const next = nextStep(state, strategy, now, facts);
    if (!next) return { state, instruction: closing(state) };
    if (next.atMs > now)
      return bare ? waitBarely(state, next, context) : waitFor(state, next, strategy, context, facts);
    const before = state;
    const performed = performStep(before, next.step, facts, context);
    state = scoredAtEachStage(before, performed.state);
    addEffects(effects, performed.effects);
    const rescored = rescoreIfDue(state, context);
    if (rescored) {
      state = rescored.state;
      addEffects(effects, rescored.effects);
    }
    if (performed.contact) {
      const { contactId, channel } = performed.contact;
      const what = stepDataOf(next.step, before, strategy, now);
      const instruction: Instruction = {
        kind: 'deliver',
        contactId,
        channel,
        reservedAtMs: now,
        summary: nameOfStep(next.step, before, strategy, now),
        why: next.why,
        what: { ...what, ...(what.kind === 'rung' && { channel }) },
      };
      return { state, instruction, contact: performed.contact };
    }
  }
  throw new Error(`case ${state.caseId} does not come to rest at ${now}`);
}

/** @returns what was opened and not closed again on the way */
function leftOpen({ tasksOpened, tasksClosed }: Effects): TaskOpening[] {
  return tasksClosed === 'all' ? [] : tasksOpened.filter(({ taskId }) => !tasksClosed.includes(taskId));
}

/** Its risk is looked at anew when a case gets more serious, as soon as what it does there is done. */
function scoredAtEachStage(before: CaseState, after: CaseState): CaseState {
  return after.stage === before.stage ? after : toRescore(after, `stage '${after.stage}' has begun`);
}

function closing(state: CaseState): Instruction {
  const reason = state.closed?.reason ?? 'recalled';
  return { kind: 'close', reason, summary: `closed: ${reason}` };
}

function notDelinquent(events: readonly CaseEvent[]): Decision {
  return {
    state: null,
    instruction: {
      kind: 'close',
      reason: 'not-delinquent',
      summary: 'nothing is overdue: no case is opened',
    },
    answers: events.map(({ id }) => ({
      id,
      accepted: false,
      rejection: { rule: 'NothingOwed', message: 'The books show nothing overdue on this loan.' },
    })),
    entries: [],
    tasksOpened: [],
    tasksClosed: [],
  };
}

/** What the customer can be reached by, and the holds, as this decision's events have left them. */
function factsAfter(before: CaseFacts, { legalHolds, addresses }: Effects): CaseFacts {
  const facts = withAddresses(before, addresses);
  if (!legalHolds) return facts;
  return { ...facts, customer: { ...facts.customer, holds: heldAfter(facts.customer.holds, legalHolds) } };
}

function addEffects(all: Effects, more: Effects): void {
  for (const entry of more.entries) all.entries.push(entry);
  if (more.riskWanted) all.riskWanted = true;
  if (more.legalHolds) all.legalHolds = [...(all.legalHolds ?? []), ...more.legalHolds];
  if (more.complaints) all.complaints = [...(all.complaints ?? []), ...more.complaints];
  if (more.tasksDeclined) all.tasksDeclined = [...(all.tasksDeclined ?? []), ...more.tasksDeclined];
  if (more.reassigned) all.reassigned = more.reassigned;
  if (more.calls) all.calls = [...(all.calls ?? []), ...more.calls];
  if (more.contact) all.contact = more.contact;
  if (more.addresses) all.addresses = [...(all.addresses ?? []), ...more.addresses];
  if (more.tasksClosed === 'all') all.tasksClosed = 'all';
  else if (all.tasksClosed !== 'all') all.tasksClosed.push(...more.tasksClosed);
  if (more.tasksOpened.length === 0) return;
  // What was done and is asked again in one decision is the same task, and open.
  const again = more.tasksOpened.map(({ taskId }) => taskId);
  if (all.tasksClosed !== 'all' && all.tasksClosed.some((taskId) => again.includes(taskId))) {
    all.tasksOpened = all.tasksOpened.filter(({ taskId }) => !again.includes(taskId));
    all.tasksClosed = all.tasksClosed.filter((taskId) => !again.includes(taskId));
  }
  all.tasksOpened.push(...more.tasksOpened);
}
