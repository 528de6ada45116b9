import type { StaffRole } from '../assignment/staff.ts';
import type { Rejection } from '../failures.ts';
import type { StrategyProblem } from './check-strategy.ts';
import { strategyVersion, type Strategy } from './schema.ts';

/** From draft to what new cases go by, and out of use again. A case keeps the version it was opened with. */

export const STRATEGY_STATES = ['draft', 'published', 'withdrawn'] as const;
export type StrategyState = (typeof STRATEGY_STATES)[number];

/** A version of a strategy, and what has become of it. */
export interface StrategyRecord {
  /** of a draft: `publishedBy` is its author until somebody answers for it */
  strategy: Strategy;
  state: StrategyState;
  writtenBy: string;
  writtenAtMs: number;
  publishedBy?: string;
  publishedAtMs?: number;
  /** published for experiments and moves; new cases go by another */
  heldBack: boolean;
  /** who last gave it to new cases after its publication */
  adoptedBy?: string;
  adoptedAtMs?: number;
  withdrawnBy?: string;
  withdrawnAtMs?: number;
  withdrawnWhy?: string;
  /** cases that are open and go by it */
  openCases: number;
  /** whether new cases go by it, those of an experiment apart */
  current: boolean;
}

/** Who asks. */
export interface Officer {
  actor: string;
  /** as the bank knows the person; absent: it does not */
  role: string | undefined;
}

const ANSWERS_FOR: readonly StaffRole[] = ['manager', 'compliance'];

/** @param does `publishes strategies` @returns why it is refused, or undefined */
export function checkStrategyOfficer({ actor, role }: Officer, does: string): Rejection | undefined {
  if (ANSWERS_FOR.some((one) => one === role)) return undefined;
  const known = role ? `a ${role}` : 'not known as one';
  return {
    rule: 'NotManager',
    message: `Only a manager or a compliance officer ${does}; ${actor} is ${known}.`,
  };
}

/** @returns why it is not published, or undefined: by another person than its author, and only what can be kept */
export function checkStrategyPublication(
  { strategy, state, writtenBy }: StrategyRecord,
  officer: Officer,
  problems: readonly StrategyProblem[],
): Rejection | undefined {
  const name = strategyVersion(strategy);
  if (state !== 'draft') {
    return { rule: 'StrategyNotDraft', message: `${name} is ${state}; write a new version.` };
  }
  if (writtenBy === officer.actor) {
    const message = `${writtenBy} has written ${name}; somebody else has to publish it.`;
    return { rule: 'SamePerson', message };
  }
  const refused = checkStrategyOfficer(officer, 'publishes strategies');
  if (refused || problems.length === 0) return refused;
  const said = problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return { rule: 'StrategyUnsound', message: `${name} cannot be published: ${said}.` };
}

/** What a version means to its place now. */
export interface StrategyUse {
  /** the experiment that runs there with it, or undefined */
  experiment: string | undefined;
  /** whether another version could take new cases there */
  another: boolean;
}

/** @returns why it is not withdrawn from new cases, or undefined */
export function checkStrategyWithdrawal(
  { strategy, state }: StrategyRecord,
  officer: Officer,
  { experiment, another }: StrategyUse,
): Rejection | undefined {
  const name = strategyVersion(strategy);
  if (state === 'withdrawn') {
    return { rule: 'StrategyWithdrawn', message: `${name} was withdrawn before.` };
  }
  const refused = checkStrategyOfficer(officer, 'withdraws strategies');
  if (refused || state === 'draft') return refused;
  if (experiment !== undefined) return inExperiment(name, experiment);
  if (another) return undefined;
  const message = `${name} is the only strategy that new cases of ${strategy.jurisdiction} could go by; publish another first.`;
  return { rule: 'LastStrategy', message };
}

/** @returns why new cases are not given it, or undefined */
export function checkAdoption(
  { strategy, state, current }: StrategyRecord,
  officer: Officer,
): Rejection | undefined {
  const name = strategyVersion(strategy);
  if (state !== 'published') {
    return { rule: 'StrategyNotPublished', message: `Strategy ${name} is not published (${state}).` };
  }
  if (current) return { rule: 'StrategyUnchanged', message: `New cases go by ${name} already.` };
  return checkStrategyOfficer(officer, 'gives new cases another strategy');
}

/** @returns why the strategy of a place does not change now: an experiment there would measure something else */
export function checkNoExperiment(place: string, experiment: string | undefined): Rejection | undefined {
  if (experiment === undefined) return undefined;
  return {
    rule: 'ExperimentRunning',
    message: `Experiment ${experiment} runs in ${place}; end it first, or publish with newCases false.`,
  };
}

function inExperiment(name: string, experiment: string): Rejection {
  return { rule: 'ExperimentRunning', message: `${name} is in experiment ${experiment}; end it first.` };
}
