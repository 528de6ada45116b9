import { DAY_MS } from '../calendar.ts';
import { ladderOf } from '../strategy/ladder.ts';
import type { Strategy } from '../strategy/schema.ts';
import { bestHour, type PlanningContext, type PlanningFacts } from './best-hour.ts';
import { plannedSteps, type NextStep, type Step } from './next-step.ts';
import { beginOfDay, plannedAt, preferredInstant } from './planning.ts';
import type { CaseState } from './state.ts';
import { stepDataOf, type LaterStep } from './step-data.ts';

/**
 * What comes after the next step if nothing happens until then: the earliest of what is planned already and the rung
 * after it; else the ladder goes on where it stands, once what is waited for is over.
 *
 * @param now epoch milliseconds
 * @returns undefined when it is not known yet: after the review, and of a closed case
 */
export function stepAfter(
  state: CaseState,
  strategy: Strategy,
  next: NextStep,
  now: number,
  facts?: PlanningFacts,
): LaterStep | undefined {
  if (state.closed) return undefined;
  const others: { atMs: number; step: Step }[] = plannedSteps(state, strategy, now, facts).filter(
    ({ step }) => JSON.stringify(step) !== JSON.stringify(next.step),
  );
  const following =
    next.step.kind === 'rung' ? rungAfter(state, next.step, next.atMs, { strategy, now, facts }) : [];
  const first = [...others, ...following].sort((a, b) => a.atMs - b.atMs)[0];
  if (first) {
    const atMs = Math.max(first.atMs, next.atMs);
    return { what: stepDataOf(first.step, state, strategy, atMs), atMs };
  }
  if (next.step.kind === 'rung') return undefined;
  const ladder = ladderOf(strategy, state.tier);
  const index = Math.min(state.rung, ladder.length - 1);
  const rung = ladder[index];
  if (!rung) return undefined;
  return { what: stepDataOf({ kind: 'rung', index, rung }, state, strategy, next.atMs) };
}

/** The rung after one that is taken at `atMs`; a letter is given the time to be served and answered. */
function rungAfter(
  state: CaseState,
  { index: taken, rung: before }: Extract<Step, { kind: 'rung' }>,
  atMs: number,
  context: PlanningContext,
): { atMs: number; step: Step }[] {
  const { strategy } = context;
  const index = taken + 1;
  const rung = ladderOf(strategy, state.tier)[index];
  if (!rung) return [];
  const isLetter = before.do === 'letter';
  const fromMs = isLetter ? atMs + strategy.letters.deemedServedDays * DAY_MS : atMs;
  const days = isLetter ? strategy.letterAnswerDays : strategy.minGapDays;
  const earliest = preferredInstant(state, fromMs, days, strategy);
  const planned = plannedAt(state, rung, strategy) ?? earliest;
  const step = { kind: 'rung' as const, index, rung };
  const usual = Math.max(planned, earliest);
  const best = bestHour(state, step, beginOfDay(state, usual), context);
  return [{ atMs: best?.atMs ?? usual, step }];
}
