import { ladderOf, ordinalOf } from '../strategy/ladder.ts';
import type { Channel, RungAction, Strategy } from '../strategy/schema.ts';
import { askOf } from './asks.ts';
import { daysLate } from './days-late.ts';
import type { HoldKind } from './hold.ts';
import type { Step } from './next-step.ts';
import type { AskKind, CaseState } from './state.ts';

/** A step of a case as data: what people need to be told of it, in whatever language. */

type Plain = Exclude<Step['kind'], 'rung' | 'hold-end' | 'ask-end' | 'call-missed'>;

/** A type, so that it can be read as any kind of step. */
export type RungData = {
  kind: 'rung';
  do: RungAction;
  /** 1 for the first of its kind */
  ordinal: number;
  /** days past due at its instant */
  day: number;
  /** absent: of a review */
  channel?: Channel;
};

export type StepData =
  | RungData
  /** `review`: a supervisor looks at it again, it does not end */
  | { kind: 'hold-end'; hold: HoldKind; review?: true }
  | { kind: 'ask-end'; ask: AskKind }
  | { kind: 'call-missed'; ordinal: number }
  /** in a collector's own words */
  | { kind: 'written'; channel: Channel }
  | { kind: Plain };

/** Kinds of steps that are all there is to say. */
export const PLAIN_STEPS = [
  'promise-reminder',
  'judge-promise',
  'judge-settlement',
  'judge-plan',
  'plan-reminder',
  'plan-missed',
  'grace-check',
  'call-lost',
  'thanks',
] as const satisfies readonly Plain[];
export type PlainStep = Plain;

/** What comes after the next step, as things stand. */
export interface LaterStep {
  what: StepData;
  /** epoch milliseconds; absent: when what is waited for is over */
  atMs?: number;
}

/** @param atMs instant of the step, epoch milliseconds */
export function rungDataOf(
  { rung, index }: Extract<Step, { kind: 'rung' }>,
  state: CaseState,
  strategy: Strategy,
  atMs: number,
): RungData {
  const ordinal = ordinalOf(ladderOf(strategy, state.tier), index);
  const fallback = index === state.rung ? state.fallback : 0;
  const channel = fallback > 0 ? rung.fallback[fallback - 1] : rung.channel;
  const day = daysLate(state, atMs);
  return { kind: 'rung', do: rung.do, ordinal, day, ...(channel && { channel }) };
}

/** @param atMs instant of the step, epoch milliseconds */
export function stepDataOf(step: Step, state: CaseState, strategy: Strategy, atMs: number): StepData {
  switch (step.kind) {
    case 'rung':
      return rungDataOf(step, state, strategy, atMs);
    case 'hold-end': {
      const { hold: kind, holdId } = step;
      const hold = state.holds.find((held) => held.kind === kind && (!holdId || holdIdOf(held) === holdId));
      return { kind: 'hold-end', hold: kind, ...(hold?.review && { review: true }) };
    }
    case 'ask-end':
      return { kind: 'ask-end', ask: askOf(state, step.taskId)?.kind ?? 'close-approval' };
    case 'call-missed':
      return { kind: 'call-missed', ordinal: ordinalOf(ladderOf(strategy, state.tier), state.rung) };
    default:
      return { kind: step.kind };
  }
}

function holdIdOf(hold: object): string | undefined {
  return 'holdId' in hold ? (hold.holdId as string) : undefined;
}
