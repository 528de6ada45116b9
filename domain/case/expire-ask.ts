import { answerAsk } from './answer-ask.ts';
import { askOf, withoutAsk } from './asks.ts';
import { accepted, systemEntry, type CaseContext, type Effects } from './context.ts';
import type { CaseState } from './state.ts';

/** @returns the state after nobody has answered in time: what was asked is declined */
export function expireAsk(
  state: CaseState,
  taskId: string,
  context: CaseContext,
): { state: CaseState; effects: Effects } {
  const ask = askOf(state, taskId);
  if (!ask) return accepted(state, []);
  const declined = answerAsk(withoutAsk(state, taskId), ask, { approved: false, by: 'system' }, context);
  const entry = systemEntry('ask-ended', { ask: ask.kind, taskId }, 'nobody decided in time: declined');
  const { effects } = declined;
  const tasksClosed = effects.tasksClosed === 'all' ? 'all' : [ask.taskId, ...effects.tasksClosed];
  return { ...declined, effects: { ...effects, entries: [entry, ...effects.entries], tasksClosed } };
}
