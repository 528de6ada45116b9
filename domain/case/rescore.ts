import { caseWith } from './case-with.ts';
import { localDate } from '../calendar.ts';
import { amountWords, thresholdsFor, tierAfter, type Thresholds } from '../risk/tier.ts';
import { entryRung, ladderOf } from '../strategy/ladder.ts';
import { TIERS, type Rung, type Strategy, type Tier } from '../strategy/schema.ts';
import { assessCase, reasonWords, scoreData, withSegment, type SeenByCase } from './assess-case.ts';
import { withoutCallWork } from './call-step.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import { daysLate } from './days-late.ts';
import { endGraceEarly } from './grace.ts';
import { awaitsLegalApproval, legalActionOf } from './legal-action.ts';
import { preferredInstant, restUntil } from './planning.ts';
import { holdOf } from './hold.ts';
import type { CaseState } from './state.ts';

/** A case that is scored anew, and what a change of its risk does to its ladder. */

interface Changed {
  state: CaseState;
  effects: Effects;
}

/** @returns the state that is to be scored as soon as nothing is under way; what came first is named */
export function toRescore(state: CaseState, why: string): CaseState {
  return state.closed || state.rescoreFor !== undefined ? state : caseWith(state, { rescoreFor: why });
}

/**
 * Scores a case for which something has happened that may change its risk. A contact or call that is under way
 * belongs to the ladder of the tier that it was made in, so it is waited for.
 *
 * @returns undefined when there is nothing to do, or not yet
 */
export function rescoreIfDue(state: CaseState, context: CaseContext): Changed | undefined {
  if (state.rescoreFor === undefined || state.closed || state.pending || state.openCall) return undefined;
  const { facts, scorer, strategy, now } = context;
  if (!facts.risk) return accepted(state, [], { riskWanted: true });
  const { rescoreFor } = state;
  const risk = assessCase(facts.risk, seenBy(state, context), scorer);
  const rest = withSegment(caseWith(state, { rescoreFor: undefined }), risk);
  const { tierFrom, rescoring } = strategy;
  const tierBy = tierByThresholds(state.tier, risk.probability, rescoring.band);
  const tier = tierBy(thresholdsFor(tierFrom, state.arrearsMinor));
  const data = { for: rescoreFor, ...scoreData(risk), tier: state.tier };
  const why = [rescoreFor, reasonWords(risk, state.currency), amountWords(tierFrom, state, tierBy)]
    .filter(Boolean)
    .join('; ');
  const keeps = keepsTier(state, tier, now);
  const watched = TIERS.indexOf(tier) > TIERS.indexOf(state.tier) ? endGrace(rest, why, context) : undefined;
  const scored = watched?.state ?? rest;
  const graceEffects = watched?.effects ?? accepted(rest, []).effects;
  if (keeps !== undefined) {
    const entries = [systemEntry('rescored', data, `${why}; ${keeps}`), ...graceEffects.entries];
    return { state: scored, effects: { ...graceEffects, entries } };
  }
  const changed = changeTier(scored, tier, context);
  const rung = ladderOf(strategy, tier)[changed.rung];
  const words = `${state.tier} risk becomes ${tier}: the ladder goes on at day ${rung?.onDay ?? 0}`;
  const entries = [
    systemEntry('rescored', data, why),
    systemEntry(
      'tier-changed',
      { from: state.tier, to: tier, fromRung: state.rung, toRung: changed.rung },
      words,
    ),
    ...graceEffects.entries,
  ];
  const taskId = state.callWork?.task?.taskId;
  const closed = graceEffects.tasksClosed === 'all' ? [] : graceEffects.tasksClosed;
  const tasksClosed = [...closed, ...(taskId ? [taskId] : [])];
  return { state: changed, effects: { ...graceEffects, entries, tasksClosed } };
}

/** @returns the tier after a score, by whichever thresholds */
function tierByThresholds(before: Tier, probability: number, band: number): (from: Thresholds) => Tier {
  return (from) => tierAfter(before, probability, from, band);
}

/** What has been judged in this decision is not in what was read before it. */
function seenBy(
  { outlook, keptPromises, brokenPromises }: CaseState,
  { judgedBefore }: CaseContext,
): SeenByCase {
  const judged = judgedBefore && {
    kept: keptPromises - judgedBefore.keptPromises,
    broken: brokenPromises - judgedBefore.brokenPromises,
  };
  return { ...(outlook && { outlook }), ...(judged && { judged }) };
}

function keepsTier(state: CaseState, tier: Tier, now: number): string | undefined {
  if (tier === state.tier) return `it stays ${tier} risk`;
  if (state.stage === 'legal' || legalActionOf(state) || awaitsLegalApproval(state)) {
    return 'the tier of a case that goes to court is left as it is';
  }
  return state.tierSince === localDate(now, state.zone) ? 'the tier has changed today already' : undefined;
}

function endGrace(state: CaseState, why: string, context: CaseContext): Changed | undefined {
  return holdOf(state, 'grace') ? endGraceEarly(state, `the risk has grown: ${why}`, context) : undefined;
}

/** @returns the case on the ladder of another tier; the next step is never on the day on which it changes */
export function changeTier(state: CaseState, tier: Tier, { strategy, now }: CaseContext): CaseState {
  const rung = rungAfter(state, tier, strategy, now);
  const moved = caseWith(withoutCallWork(state), {
    tier,
    rung,
    fallback: 0,
    tierSince: localDate(now, state.zone),
  });
  const why = `the risk tier has changed to ${tier}`;
  return restUntil(moved, preferredInstant(moved, now, 1, strategy), why, { kind: 'tier', tier });
}

/** How far each action goes: what was done is not followed by less. */
const REACH: Readonly<Record<Rung['do'], number>> = { remind: 0, call: 1, letter: 2, legal: 3, review: 4 };

/**
 * Where the case stands on the ladder of the other tier: upwards at the rung that its lateness has reached, downwards
 * at the first one that its lateness has not, and never back behind what was done.
 */
function rungAfter(state: CaseState, tier: Tier, strategy: Strategy, now: number): number {
  const [from, to] = [ladderOf(strategy, state.tier), ladderOf(strategy, tier)];
  const late = daysLate(state, now) - state.shiftDays;
  const worse = TIERS.indexOf(tier) > TIERS.indexOf(state.tier);
  const last = to.length - 1;
  const ahead = to.findIndex(({ onDay }) => onDay > late);
  const fits = worse ? entryRung(to, late) : ahead === -1 ? last : ahead;
  // Softer is never nearer to court: a letter that was not due yet is not due by being softened.
  const firstLetter = to.findIndex((rung) => rung.do === 'letter');
  const wanted = firstLetter === -1 ? fits : Math.min(fits, firstLetter);
  const done = from[state.rung - 1]?.do;
  return Math.min(last, Math.max(wanted, done === undefined ? 0 : leastAfter(to, done)));
}

/** @returns the first rung that may follow such an action: letter and court are not gone through twice */
export function leastAfter(ladder: readonly Rung[], done: Rung['do']): number {
  const reach = done === 'remind' || done === 'call' ? REACH[done] : REACH[done] + 1;
  const first = ladder.findIndex((rung) => REACH[rung.do] >= reach);
  return first === -1 ? ladder.length - 1 : first;
}
