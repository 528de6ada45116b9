import { caseWith } from './case-with.ts';
import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import type { ContactDecision, ContactPurpose } from '../contact/decide-contact.ts';
import { chosenHourWords } from '../contact/best-time-words.ts';
import { HOUR_MS } from '../contact/permitted-hours.ts';
import { contactId } from '../ids.ts';
import { spread } from '../stable-hash.ts';
import type { Channel, MessageKind, Rung } from '../strategy/schema.ts';
import { askGate, type AskedContact } from './contact-facts.ts';
import { coveringContact, loansToCover } from './covered-loans.ts';
import { isCollectorsCall, loseCall, missCall, openCallTask } from './call-step.ts';
import { takeRung } from './take-rung.ts';
import { accepted, systemEntry, taskOf, type CaseContext, type Effects } from './context.ts';
import { expireAsk } from './expire-ask.ts';
import { expireHold } from './expire-hold.ts';
import type { CaseFacts, ContactReservation, CoveredLoan } from './facts.ts';
import { legalActionOf } from './legal-action.ts';
import { askForLegalAction, openLegalAction } from './legal-rung.ts';
import { askForLetter, refuseCourt } from './letter.ts';
import { byNextChannel, channelOfMessage, scriptOfMessage, withoutTried } from './messages.ts';
import type { Step } from './next-step.ts';
import { watchGrace } from './grace.ts';
import { settlePlan } from './plan.ts';
import { saidOfPlan } from './plan-steps.ts';
import { nextUnmet } from './promise.ts';
import { nameOfStep } from './words.ts';
import { collectableMinor, type CaseState, type ChosenHour, type Stage } from './state.ts';
import { settleBooks } from './settle-books.ts';
import { settleEnding } from './settlement.ts';
import { awaitAnswer, gateAnswered, withTasksClosed } from './unanswered.ts';

/** @returns the stage a rung puts the case in; a review leaves it in the last one */
export function stageOf(rung: Pick<Rung, 'do'> | undefined, current: Stage = 'legal'): Stage {
  const stages = {
    remind: 'reminder',
    call: 'call',
    letter: 'letter',
    legal: 'legal',
    review: current,
  } as const;
  return rung ? stages[rung.do] : current;
}

export interface Performed {
  state: CaseState;
  effects: Effects;
  /** what was reserved; delivering it is the next instruction */
  contact?: ContactReservation;
}

/**
 * Performs a step whose time has come. A contact goes through the gate: allowed, it is reserved; deferred, the
 * case waits for the opening; denied, it is recorded with the rule and the next rung decides.
 */
export function performStep(state: CaseState, step: Step, facts: CaseFacts, context: CaseContext): Performed {
  switch (step.kind) {
    case 'hold-end':
      return expireHold(state, step, context);
    case 'ask-end':
      return expireAsk(state, step.taskId, context);
    case 'call-missed':
      return missCall(state, context);
    case 'call-lost':
      return loseCall(state, context);
    case 'judge-promise':
      return settleBooks(state, context) ?? { state, effects: accepted(state, []).effects };
    case 'judge-settlement':
      return settleEnding(state, context) ?? accepted(state, []);
    case 'judge-plan':
      return settlePlan(state, context) ?? accepted(state, []);
    case 'grace-check':
      return watchGrace(state, facts, context) ?? accepted(state, []);
    case 'plan-reminder':
    case 'plan-missed':
    case 'promise-reminder':
    case 'thanks': {
      const purpose = step.kind === 'thanks' ? 'acknowledge' : 'promise-reminder';
      const channel = channelOfMessage(step.kind, state, context.strategy);
      const script = scriptOfMessage(step.kind, state);
      return attemptContact(state, step, purpose, channel, script, facts, context);
    }
    case 'rung':
      return performRung(state, step, facts, context);
  }
}

function performRung(
  before: CaseState,
  step: Extract<Step, { kind: 'rung' }>,
  facts: CaseFacts,
  context: CaseContext,
): Performed {
  const { rung, index } = step;
  const stage = stageOf(rung, before.stage);
  const state = stage === before.stage ? before : caseWith(before, { stage });
  if (rung.do === 'review' || !rung.channel || !rung.script) return openReview(state, step, context);
  const least = rung.onlyIf?.minArrearsMinor ?? 0;
  if (collectableMinor(state) < least) {
    const why = `only from ${least} minor units`;
    return accepted(takeRung(state, index, context), systemEntry('rung-skipped', { rung: index }, why));
  }
  const said = rung.do === 'remind' && coveringContact(state.loanId, facts.customer.ledger, context.now);
  if (said) {
    const why = `said in the contact ${said.contactId} about the customer’s loan ${said.loanId}`;
    const data = { rung: index, contactId: said.contactId, loanId: said.loanId };
    return accepted(takeRung(state, index, context), systemEntry('contact-covered', data, why));
  }
  const channel = [rung.channel, ...rung.fallback][state.fallback] ?? rung.channel;
  const stopped = askForLetter(before, rung, context) ?? refuseCourt(before, rung, index, context);
  if (stopped) return stopped;
  if (rung.do === 'legal') {
    const asked = askForLegalAction(before, index, context);
    if (asked) return asked;
  }
  const approved = rung.do === 'legal' ? openLegalAction(state, context) : state;
  const script = (state.fallback > 0 && rung.fallbackScript) || rung.script;
  return attemptContact(approved, step, 'collect', channel, script, facts, context);
}

function openReview(state: CaseState, step: Step, context: CaseContext): Performed {
  const { now, strategy } = context;
  const dueAtMs = now + strategy.reviewDays * DAY_MS;
  // One task for the whole review: asked again, it is the same one with a later date.
  const court = legalActionOf(state) ? ' for the legal action' : '';
  const summary = `The ladder is at its end: settle, restructure, sell, write off, or wait${court}`;
  const why = `a supervisor decides how the case ends; asked again in ${strategy.reviewDays} days`;
  const waiting = caseWith(state, {
    notBefore: { atMs: dueAtMs, why: 'a supervisor’s review is open', reason: { kind: 'review' as const } },
  });
  return accepted(
    waiting,
    systemEntry('review-opened', { step: nameOfStep(step, state, strategy, now) }, why),
    {
      tasksOpened: [{ taskId: taskOf(state, 'case-review', 0), kind: 'case-review', dueAtMs, summary }],
    },
  );
}

type MessageStep = Extract<Step, { kind: MessageKind }>;
type ContactStep = MessageStep | Extract<Step, { kind: 'rung' }>;

function attemptContact(
  state: CaseState,
  step: ContactStep,
  purpose: ContactPurpose,
  channel: Channel,
  script: string,
  facts: CaseFacts,
  context: CaseContext,
): Performed {
  const { decision, covers } = askForAll(step, { state, purpose, channel, facts }, context);
  if (decision.decision === 'unanswered') {
    const name = nameOfStep(step, state, context.strategy, context.now);
    return awaitAnswer(state, { ofLadder: isOfLadder(step), name, channel, why: decision.why }, context);
  }
  const known = gateAnswered(state);
  const performed = followGate(known.state, step, { decision, covers, purpose, channel, script }, context);
  return known.tasksClosed.length === 0 ? performed : withTasksClosed(performed, known.tasksClosed);
}

interface Answered {
  decision: ContactDecision;
  covers: CoveredLoan[];
  purpose: ContactPurpose;
  channel: Channel;
  script: string;
}

function followGate(
  state: CaseState,
  step: ContactStep,
  { decision, covers, purpose, channel, script }: Answered,
  context: CaseContext,
): Performed {
  const { now, sequence, strategy } = context;
  const name = nameOfStep(step, state, strategy, now);
  const { rules } = decision;
  const rung = step.kind === 'rung' ? { rung: step.index } : {};
  const about = step.kind === 'plan-reminder' || step.kind === 'plan-missed' ? { about: step.kind } : {};
  if (decision.decision === 'defer') {
    // Everybody's window opens at the same second; a stable spread keeps that from being a stampede.
    const untilMs = decision.untilMs + spread(state.loanId, strategy.spreadMinutes * MINUTE_MS);
    const why = `deferred by ${rules.join(', ')}`;
    // A reminder that waits for its hours does not cut short what the ladder waits for.
    const waiting = isOfLadder(step)
      ? caseWith(state, { notBefore: { atMs: untilMs, why, reason: { kind: 'gate' as const, rules } } })
      : caseWith(state, { remindFromMs: untilMs });
    return accepted(waiting, systemEntry('contact-deferred', { step: name, channel, rules, untilMs }, why));
  }
  if (decision.decision === 'deny') {
    const data = { step: name, channel, rules };
    const why = `denied by ${rules.join(', ')}`;
    return accepted(passOver(state, step, channel, context), systemEntry('contact-denied', data, why));
  }
  if (step.kind === 'rung' && isCollectorsCall(step.rung, state))
    return openCallTask(state, step.index, context);
  const id = contactId(state.caseId, sequence);
  // Thanks and reminders are said once; a rung is taken when its outcome is known.
  const said = step.kind === 'rung' ? state : saidOnce(state, step, context);
  const reserved = caseWith(said, {
    pending: { contactId: id, channel, reservedAtMs: now, ...rung, ...about },
  });
  const others = covers.length > 0 && { covers: covers.map(({ loanId }) => loanId) };
  const { hour, why } = hourOf(state, step, now);
  const entry = { step: name, channel, rules, contactId: id, ...others, ...(hour && { hour }) };
  return {
    contact: {
      ...{ contactId: id, channel, purpose, script, rules, ...rung },
      ...(covers.length > 0 && { covers }),
    },
    ...accepted(reserved, systemEntry('contact-reserved', entry, `allowed: ${name}${why}`)),
  };
}

/** @returns the hour in which a rung is taken because it works best then, as data and in words; nothing for other times */
function hourOf(
  { chosenHour }: CaseState,
  step: ContactStep,
  now: number,
): { why: string; hour?: Omit<ChosenHour, 'rung' | 'atMs'> } {
  if (step.kind !== 'rung' || chosenHour?.rung !== step.index) return { why: '' };
  const { rung, atMs, ...hour } = chosenHour;
  // What a hold or a standstill of the worker has kept from its hour is taken at another one.
  if (atMs > now || now >= atMs + HOUR_MS) return { why: '' };
  return { hour, why: `; ${chosenHourWords(hour)}` };
}

/** A reminder waits by itself; the rest of the case waits with what is of the ladder. */
function isOfLadder({ kind }: ContactStep): boolean {
  return kind === 'rung' || kind === 'thanks';
}

/** Asks for one contact about all loans of the customer that are due for one; if that may not be, about this one. */
function askForAll(step: ContactStep, asked: AskedContact, context: CaseContext) {
  const covers = step.kind === 'rung' ? loansToCover(asked.state, step.rung, asked.facts, context) : [];
  const loanIds = covers.map(({ loanId }) => loanId);
  const { state, purpose, channel, facts } = asked;
  const forAll = askGate({ state, purpose, channel, facts, covers: loanIds }, context.now);
  return covers.length === 0 || forAll.decision === 'allow'
    ? { decision: forAll, covers }
    : { decision: askGate(asked, context.now), covers: [] };
}

/** @returns the state after a step that the gate denied: another channel, else the step counts as done */
function passOver(state: CaseState, step: ContactStep, channel: Channel, context: CaseContext): CaseState {
  if (step.kind === 'rung') {
    return state.fallback < step.rung.fallback.length
      ? caseWith(state, { fallback: state.fallback + 1 })
      : takeRung(state, step.index, context);
  }
  const other = byNextChannel(step.kind, state, channel, context.strategy);
  return other ?? withoutTried(saidOnce(state, step, context));
}

/** @returns the state after a message was sent, or need not be */
function saidOnce(state: CaseState, step: MessageStep, context: CaseContext): CaseState {
  if (step.kind === 'thanks') {
    return caseWith(state, { thanksDue: undefined });
  }
  if (step.kind === 'plan-reminder' || step.kind === 'plan-missed') {
    return saidOfPlan(state, step, context.strategy);
  }
  return remindedOnce(state);
}

/** @returns the state in which the next instalment of the promise needs no reminder any more */
export function remindedOnce(state: CaseState): CaseState {
  const { promise } = state;
  const next = promise && nextUnmet(state, promise);
  return next ? caseWith(state, { promise: { ...promise, reminded: next.index + 1 } }) : state;
}
