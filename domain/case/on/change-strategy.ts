import { ladderOf } from '../../strategy/ladder.ts';
import { isFor } from '../../strategy/place.ts';
import { strategyVersion, type Strategy } from '../../strategy/schema.ts';
import { withoutAsk } from '../asks.ts';
import { withoutCallWork } from '../call-step.ts';
import { checkChangeStrategy } from '../checks/change-strategy.ts';
import { refuse } from '../checks/refuse.ts';
import { accepted, entryOf, type CaseContext, type Transition } from '../context.ts';
import type { CaseEventOf } from '../events.ts';
import { rungThatFits } from '../fit-ladder.ts';
import { preferredInstant, restUntil } from '../planning.ts';
import { withPromiseHold } from '../promise.ts';
import type { CaseState, OpenAsk } from '../state.ts';
import { termsOf } from '../terms.ts';

/** A supervisor has the case go on by another published version; its next step is never on the day of the change. */
export function onChangeStrategy(
  state: CaseState,
  event: CaseEventOf<'change-strategy'>,
  context: CaseContext,
): Transition {
  const rejection = checkChangeStrategy(state, event);
  if (rejection) return { rejection };
  const { now, published = {}, facts } = context;
  const strategy = published[event.strategy];
  if (!strategy) {
    return { rejection: refuse('StrategyNotPublished', `Strategy ${event.strategy} is not published.`) };
  }
  if (!isFor(strategy.jurisdiction, facts.loan.jurisdiction)) {
    const [there, here] = [strategy.jurisdiction, facts.loan.jurisdiction];
    return {
      rejection: refuse('StrategyElsewhere', `Strategy ${event.strategy} is for ${there}, not ${here}.`),
    };
  }
  const rung = rungThatFits(state, { from: context.strategy, to: strategy, now });
  const bound = (state.asks ?? []).filter(belongsToLadder);
  const task = state.callWork?.task?.taskId;
  const free = bound.reduce((rest, { taskId }) => withoutAsk(rest, taskId), withoutCallWork(state));
  const moved: CaseState = {
    ...free,
    strategy: strategyVersion(strategy),
    rung,
    fallback: 0,
    terms: termsAfter(state, strategy),
  };
  const why = `the strategy has changed to ${event.strategy}`;
  const reason = { kind: 'new-strategy' as const, strategy: event.strategy };
  const rested = restUntil(moved, preferredInstant(moved, now, 1, strategy), why, reason);
  const onDay = ladderOf(strategy, state.tier)[rung]?.onDay ?? 0;
  const data = { from: state.strategy, to: event.strategy, fromRung: state.rung, toRung: rung, onDay };
  return accepted(withPromiseHold(rested), entryOf(event, data, event.why), {
    strategy,
    tasksClosed: [...(task ? [task] : []), ...bound.map(({ taskId }) => taskId)],
  });
}

/** It names a rung of the ladder that the case leaves; the new one asks for itself. */
function belongsToLadder({ kind }: OpenAsk): boolean {
  return kind === 'legal-approval';
}

/** A promise is judged as it was taken: the tolerance that goes with it does not change under it. */
function termsAfter({ promise, lastPromise, terms }: CaseState, strategy: Strategy): CaseState['terms'] {
  const after = termsOf(strategy);
  if (!promise && !lastPromise) return after;
  const { toleranceDays, toleranceMinor, partlyKeptShare } = terms.promise;
  return { ...after, promise: { ...after.promise, toleranceDays, toleranceMinor, partlyKeptShare } };
}
