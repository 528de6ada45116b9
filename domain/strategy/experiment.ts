import type { Rejection } from '../failures.ts';
import type { LoanId } from '../ids.ts';
import { stableHash } from '../stable-hash.ts';
import { strategyVersion, type Strategy } from './schema.ts';

/** Champion and challenger: what new cases of a place go by while two versions are compared. */
export interface Experiment {
  experimentId: string;
  jurisdiction: string;
  /** `cn-retail@1` */
  champion: string;
  challenger: string;
  /** of new cases that go by the challenger, 0..1 */
  share: number;
  why: string;
  startedBy: string;
  startedAtMs: number;
  endedBy?: string;
  endedAtMs?: number;
  endedWhy?: string;
}

/** What a new case of a place may go by. */
export interface StrategyChoice {
  current: Strategy;
  /** the experiment that runs there; absent: none */
  experiment?: Pick<Experiment, 'experimentId' | 'share'> & { challenger: Strategy };
}

/**
 * The arm of a loan in an experiment: the same at every delinquency and on every machine, and another in another
 * experiment.
 *
 * @param share of loans that go by the challenger, 0..1
 * @example armOf('soft-start', 'L000001' as LoanId, 0) // 'champion'
 */
export function armOf(experimentId: string, loanId: LoanId, share: number): 'champion' | 'challenger' {
  return stableHash(`${experimentId}:${loanId}`) / 0x1_0000_0000 < share ? 'challenger' : 'champion';
}

/** @returns the version that a new case of the loan pins, which is how its arm is recorded */
export function chosenFor({ current, experiment }: StrategyChoice, loanId: LoanId): Strategy {
  if (!experiment) return current;
  const { experimentId, share, challenger } = experiment;
  return armOf(experimentId, loanId, share) === 'challenger' ? challenger : current;
}

/** @returns why the two are not compared, or undefined */
export function checkExperiment(
  champion: Strategy,
  challenger: Strategy,
  running: string | undefined,
): Rejection | undefined {
  const [one, other] = [strategyVersion(champion), strategyVersion(challenger)];
  if (one === other) {
    return {
      rule: 'StrategyUnchanged',
      message: `New cases of ${champion.jurisdiction} go by ${one} already.`,
    };
  }
  if (champion.jurisdiction !== challenger.jurisdiction) {
    const message = `Strategy ${other} is for ${challenger.jurisdiction}, not ${champion.jurisdiction}.`;
    return { rule: 'StrategyElsewhere', message };
  }
  if (running === undefined) return undefined;
  const message = `Experiment ${running} runs in ${champion.jurisdiction}; end it first.`;
  return { rule: 'ExperimentRunning', message };
}

/** @returns why it is not ended, or undefined */
export function checkEnd({
  experimentId,
  endedBy,
}: Pick<Experiment, 'experimentId' | 'endedBy'>): Rejection | undefined {
  if (endedBy === undefined) return undefined;
  return { rule: 'ExperimentEnded', message: `Experiment ${experimentId} was ended before, by ${endedBy}.` };
}
