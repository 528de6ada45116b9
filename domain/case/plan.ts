import { caseWith } from './case-with.ts';
import { DAY_MS, localDate } from '../calendar.ts';
import { endOfDay } from '../local-time.ts';
import type { Plan } from '../plan/plan.ts';
import { isPaid, judgePlan, lastDateOf, paidTowards, type Judged, type StandingPlan } from '../plan/track.ts';
import { formatMoney } from '../money.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { daysLate } from './days-late.ts';
import type { TimelineEntry } from './decision.ts';
import { openErrand } from './errands.ts';
import { liftHold, placeHold } from './holds.ts';
import { movedBack } from './planning.ts';
import { closeCase, closeWithThanks } from './settle-books.ts';
import { holdOf, type HoldKind } from './hold.ts';
import { suspendingHolds, type CaseState } from './state.ts';

/** A plan from its approval to its end. */

type Change = { state: CaseState; effects: Effects };
type WithPlan = CaseState & { plan: StandingPlan };

/** While nobody may ask for money, nobody is held to a date. */
const PAUSING: readonly HoldKind[] = [
  'moratorium',
  'bankruptcy',
  'deceased-review',
  'vulnerability',
  'dispute',
];

/** @returns what follows from the answer of the supervisors: the plan stands, or the ladder resumes */
export function answerPlan(
  state: CaseState,
  plan: Plan,
  { approved, planId }: { approved: boolean; planId: string },
  { strategy, now }: CaseContext,
): Change {
  if (!approved) return accepted(liftHold(state, 'hardship-review', now), []);
  const { promise } = state;
  const rest = caseWith(state, { promise: undefined });
  const standing = {
    id: planId,
    paidBeforeMinor: state.paidMinor,
    outcomes: '',
    missed: 0,
    reminded: 0,
    ladderDays: daysLate(state, state.frozenSinceMs ?? now) - state.shiftDays,
  };
  const untilMs = endOfDay(lastDateOf(plan, strategy.plan), state.zone);
  const hold = { kind: 'plan' as const, sinceMs: now, untilMs, owner: 'policy' };
  let after = placeHold(caseWith(rest, { plan: { ...plan, ...standing } }), hold, now);
  for (const over of ['hardship-review', 'promise', 'grace'] as const) {
    if (holdOf(after, over)) after = liftHold(after, over, now);
  }
  const replaced = {
    ...(state.plan && { planId: state.plan.id }),
    ...(promise && { promiseId: promise.id }),
  };
  const why = 'approved: contacts stop but for reminders of its instalments';
  return accepted(after, systemEntry('plan-approved', { planId, replaced }, why));
}

/**
 * How the plan goes, once the books are up to date: judges its instalments, and ends it when all of it is paid, when it
 * is broken, or when the core system has taken it over. Runs after the events of a decision, before the books settle,
 * and when the time of an instalment is over.
 *
 * @returns undefined when nothing changed
 */
export function settlePlan(before: CaseState, context: CaseContext): Change | undefined {
  if (before.closed || !before.plan) return undefined;
  const { strategy, now } = context;
  const held = holdBack(before, before.plan, context);
  const today = localDate(now, held.zone);
  const { plan, judged, broken } = judgePlan(held.plan, held.paidMinor, today, strategy.plan);
  const entries = judged.map((one) => instalmentEntry(held, one));
  const state = { ...held, plan };
  if (state.arrearsMinor === 0) return endWithoutArrears(state, entries, context);
  if (isPaid(plan, state.paidMinor, strategy.plan)) return endPaid(state, entries, context);
  if (broken) return endBroken(state, entries, context);
  if (judged.length === 0) return held.plan === before.plan ? undefined : accepted(state, []);
  const missed = judged.some(({ outcome }) => outcome === 'missed');
  return accepted(missed ? caseWith(state, { plan: { ...plan, missedToTell: true } }) : state, entries);
}

/**
 * What the law forbids to ask for is not missed: while a hold does, the plan waits for its end, and for the tolerance
 * after it. The hold of the plan lasts as long as the plan.
 */
function holdBack(state: CaseState, plan: StandingPlan, { strategy, now }: CaseContext): WithPlan {
  const pausing = suspendingHolds(state).filter(({ kind }) => PAUSING.includes(kind));
  const untilMs = Math.max(...pausing.map((hold) => hold.untilMs), now);
  const heldUntilOn = localDate(untilMs, state.zone);
  // Ended before its time, it holds nothing back any more.
  const changed = pausing.length > 0 || (plan.heldUntilOn !== undefined && plan.heldUntilOn > heldUntilOn);
  if (!changed || plan.heldUntilOn === heldUntilOn) return { ...state, plan };
  const held = { ...plan, heldUntilOn };
  const endMs = endOfDay(lastDateOf(held, strategy.plan), state.zone);
  const holds = state.holds.map((hold) => (hold.kind === 'plan' ? { ...hold, untilMs: endMs } : hold));
  return { ...state, plan: held, holds };
}

/** @returns the state without the plan and its hold; the ladder resumes where it stood */
export function withoutPlan(state: CaseState, now: number): CaseState {
  const { plan } = state;
  const lifted = liftHold(caseWith(state, { plan: undefined }), 'plan', now);
  if (!plan || lifted.frozenSinceMs !== undefined) return lifted;
  // What was paid has made the debt younger meanwhile, so days are counted from where the ladder stood.
  return movedBack(lifted, Math.max(0, daysLate(state, now) - plan.ladderDays) - lifted.shiftDays);
}

/** Paid by what the customer paid, the case is cured like any other; otherwise it was the bank that changed the loan. */
function endWithoutArrears(state: WithPlan, entries: TimelineEntry[], { now }: CaseContext): Change {
  const { plan } = state;
  const paidMinor = paidTowards(plan, state.paidMinor);
  if (plan.kind === 'spread' || paidMinor >= plan.arrearsMinor) {
    const why = 'nothing is overdue any more: what the plan was for is paid';
    return accepted(withoutPlan(state, now), [
      ...entries,
      systemEntry('plan-kept', { planId: plan.id }, why),
    ]);
  }
  const why =
    'the books follow the new schedule and show nothing overdue: the plan goes on as the loan itself';
  const entry = systemEntry('restructured', { planId: plan.id, paidMinor }, why);
  return accepted(closeCase(state, 'restructured', now), [...entries, entry], { tasksClosed: 'all' });
}

function endPaid(state: WithPlan, entries: TimelineEntry[], { now }: CaseContext): Change {
  const { plan } = state;
  const kept = (why: string) => [...entries, systemEntry('plan-kept', { planId: plan.id }, why)];
  if (plan.kind === 'spread' || state.disputedMinor > 0) {
    const why =
      'every instalment is paid; what is still overdue was not part of the plan, the ladder goes on';
    return accepted(withoutPlan(state, now), kept(why));
  }
  const why = 'every instalment is paid; what the books show overdue is of the old schedule';
  return accepted(closeWithThanks(state, 'restructured', now), kept(why), { tasksClosed: 'all' });
}

function endBroken(state: WithPlan, entries: TimelineEntry[], context: CaseContext): Change {
  const { strategy, now } = context;
  const { plan } = state;
  const missed = plan.missed >= strategy.plan.missesToEnd;
  const why = `${missed ? `${plan.missed} instalments were missed` : 'its time is over and not all of it is paid'}; the ladder goes on where it stood`;
  const dueAtMs = now + strategy.authority.answerDays * DAY_MS;
  const summary = 'The repayment plan was broken: talk to the customer, or let the ladder go on';
  const data = { planId: plan.id, missed: plan.missed, paidMinor: paidTowards(plan, state.paidMinor) };
  const ended = caseWith(withoutPlan(state, now), { brokenPlans: (state.brokenPlans ?? 0) + 1 });
  const { state: after, task } = openErrand(ended, 'plan-broken', { dueAtMs, summary }, context);
  return accepted(after, [...entries, systemEntry('plan-broken', data, why)], { tasksOpened: [task] });
}

function instalmentEntry({ currency }: CaseState, { number, dueOn, outcome, missingMinor }: Judged) {
  const data = { number, dueOn, missingMinor };
  const missing = formatMoney(missingMinor, currency);
  const why = {
    kept: `the instalment of ${dueOn} is paid`,
    partly: `${missing} of the instalment of ${dueOn} is missing, and due with the next`,
    missed: `${missing} due by ${dueOn} is missing; the customer is told`,
  }[outcome];
  return systemEntry(`plan-instalment-${outcome}`, data, why);
}
