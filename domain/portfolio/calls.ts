import type { CallOutcome } from '../case/call-outcomes.ts';
import type { Action, Intent, Reaction } from './intents.ts';
import type { Random } from './random.ts';

/** What a collector hears when a customer of a made-up portfolio is called. */

type Said = Extract<Action, { do: 'promise' | 'grace' | 'dispute' }>;

/** How a call ends; what the customer says on the phone, and what the customer means to do later. */
export interface CallEnd {
  outcome: CallOutcome;
  said?: Said;
  later: Intent[];
}

const SAYS = { promise: 'promise', grace: 'hardship', dispute: 'dispute' } as const;

/** @param reached whether the customer answered */
export function callEnd(reached: boolean, { intents }: Pick<Reaction, 'intents'>, draws: Random): CallEnd {
  if (!reached) return { outcome: notReached(draws), later: [] };
  const isSaid = ({ action }: Intent) => action.do in SAYS;
  const said = intents.find(isSaid)?.action as Said | undefined;
  const later = intents.filter((intent) => !isSaid(intent));
  return said ? { outcome: SAYS[said.do], said, later } : { outcome: 'refuses', later };
}

/** Chosen, not measured: most of them simply do not pick up. */
function notReached({ next }: Random): CallOutcome {
  const draw = next();
  if (draw < 0.04) return 'wrong-number';
  if (draw < 0.14) return 'third-party';
  return draw < 0.28 ? 'hung-up' : 'no-answer';
}
