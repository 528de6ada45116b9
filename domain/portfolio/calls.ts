import type { CallOutcome } from '../case/call-outcomes.ts';
import { storyOf } from './characters.ts';
import type { Action, Intent, Memory, Reaction } from './intents.ts';
import type { HiddenTruth } from './portfolio.ts';
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
/** What is meant to be done so soon is said on the phone already. */
const SAID_WITHIN_DAYS = 3;

/** @returns how the call of a story ends before anybody gets to speak; undefined: as calls go */
export function toldEnd(
  { character }: HiddenTruth,
  { calls }: Pick<Memory, 'calls'>,
): CallOutcome | undefined {
  return storyOf(character)?.calls?.[calls];
}

/** @param reached whether the customer answered */
export function callEnd(reached: boolean, { intents }: Pick<Reaction, 'intents'>, draws: Random): CallEnd {
  if (!reached) return { outcome: notReached(draws), later: [] };
  const isSaid = ({ action, afterDays }: Intent) => action.do in SAYS && afterDays <= SAID_WITHIN_DAYS;
  const first = intents.find(isSaid);
  const said = first?.action as Said | undefined;
  const later = intents.filter((intent) => intent !== first);
  return said ? { outcome: SAYS[said.do], said, later } : { outcome: 'refuses', later };
}

/** Chosen, not measured: most of them simply do not pick up. */
function notReached({ next }: Random): CallOutcome {
  const draw = next();
  if (draw < 0.04) return 'wrong-number';
  if (draw < 0.14) return 'third-party';
  return draw < 0.28 ? 'hung-up' : 'no-answer';
}
