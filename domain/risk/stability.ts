import { comparableValues } from './amounts.ts';
import type { FeatureValues } from './features/case-features.ts';
import { BLOCK_ROWS, Scorer } from './model/scorer.ts';
import type { ModelContent } from './model-version.ts';
import { scoringColumns } from './stability-columns.ts';
import { groupsOf } from './stability-groups.ts';

/**
 * A share of nothing would make the index infinite: it counts as one row in ten thousand.
 *
 * @see N. Siddiqi, Intelligent Credit Scoring (2017), on the index; an empty group has no agreed treatment, and a small
 *   constant instead of 0 is the usual one
 */
export const LEAST_SHARE = 0.0001;

/** Fewer rows now than this, and chance alone moves tenths by as much as a change of the population does. */
export const FEWEST_ROWS = 200;

/** Index from which on a change is worth a look, and above which the model does not know this population. */
export const MOVED_FROM = 0.1;
export const DRIFTED_ABOVE = 0.25;

export type Drift = 'stable' | 'moved' | 'drifted';

/** What a drift is called for people. */
export const DRIFT_WORDS: Readonly<Record<Drift, string>> = {
  stable: 'no change that matters',
  moved: 'some change: look at it',
  drifted: 'a large change: the model has not learnt from such loans',
};

/** Of a scorecard that experts have made. */
export const NOTHING_TO_COMPARE_WITH =
  'nothing to compare with, since it was made by experts and not learnt from loans';

/** What is measured: the score, or a feature of the model. */
export interface Measured {
  /** `score`, or the name of the feature */
  readonly name: string;
  readonly label: string;
  readonly psi: number;
  readonly drift: Drift;
  /** the group that grew most: 'days past due from 60: 31 % now, 12 % at training' */
  readonly most: string;
}

export type Stability =
  | { readonly kind: 'measured'; readonly rows: number; readonly measured: readonly Measured[] }
  | { readonly kind: 'too-few'; readonly rows: number; readonly why: string };

/**
 * The population stability index: how far two distributions over the same groups are apart.
 *
 * @param expected shares at training, by group, adding up to 1; 0 counts as 0.0001
 * @param actual shares now, by group
 * @returns 0 .. : 0 where both are the same, below 0.1 no change that matters, above 0.25 a large one
 * @example psi([0.5, 0.5], [0.6, 0.4]) // 0.0405
 * @see E. M. Lewis, An Introduction to Credit Scoring (1994), for 0.1 and 0.25, which are conventions and no test
 */
export function psi(expected: readonly number[], actual: readonly number[]): number {
  return expected.reduce((sum, share, group) => {
    const [then, now] = [Math.max(share, LEAST_SHARE), Math.max(actual[group] ?? 0, LEAST_SHARE)];
    return sum + (now - then) * Math.log(now / then);
  }, 0);
}

/** @example driftOf(0.25) // 'moved' */
export function driftOf(index: number): Drift {
  return index > DRIFTED_ABOVE ? 'drifted' : index >= MOVED_FROM ? 'moved' : 'stable';
}

/**
 * Compares the loans of now with those that a model has learnt from: the score by its tenths, and every feature of the
 * model by groups of its bins.
 *
 * @param content of the model
 * @param rows features of the loans of now, see `recentRows`; of fewer than 200 nothing is said
 * @returns the score first, then the features, the farthest moved first
 */
export function stabilityOf(content: ModelContent, rows: readonly FeatureValues[]): Stability {
  if (rows.length < FEWEST_ROWS) {
    const why = `${rows.length} days of overdue loans are too few to compare with those of training: it takes ${FEWEST_ROWS}`;
    return { kind: 'too-few', rows: rows.length, why };
  }
  const { bounds, shares } = content.scores;
  const score = {
    name: 'score',
    label: 'score',
    shares,
    words: scoreWords(bounds),
    counts: shares.map(() => 0),
  };
  const { repayment, amountsIn } = content;
  const seen = rows.map((row) => comparableValues(row, amountsIn));
  const scorer = new Scorer(repayment, scoringColumns(repayment.columns, seen));
  const features = scorer.terms.flatMap(({ term, codes }) => {
    const groups = groupsOf(term);
    if (groups === null || term.kind === 'pair') return [];
    const counts = groups.shares.map(() => 0);
    return [{ ...groups, name: term.name, label: term.label, codes, counts }];
  });
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, rows.length);
    scorer.score(from, to);
    for (let row = 0; row < to - from; row += 1) {
      score.counts[tenthOf(scorer.points[row]!, bounds)]! += 1;
      for (const { codes, counts, groupOf } of features) counts[groupOf[codes[row]!]!]! += 1;
    }
  }
  const moved = features
    .map((feature) => measure(feature, rows.length))
    .sort((a, b) => b.psi - a.psi || (a.name < b.name ? -1 : 1));
  return { kind: 'measured', rows: rows.length, measured: [measure(score, rows.length), ...moved] };
}

/** Points that were added up in another order differ behind the comma, and many rows may be just at a bound. */
const ROUNDING = 1e-6;

/** @returns how many bounds are not above the points: 0 for the lowest tenth */
function tenthOf(points: number, bounds: readonly number[]): number {
  const above = bounds.findIndex((bound) => points < bound - ROUNDING);
  return above < 0 ? bounds.length : above;
}

function scoreWords(bounds: readonly number[]): string[] {
  if (bounds.length === 0) return ['any score'];
  return [...bounds, undefined].map((bound, tenth) => {
    if (bound === undefined) return `score from ${bounds[tenth - 1]}`;
    return tenth === 0 ? `score below ${bound}` : `score from ${bounds[tenth - 1]} to below ${bound}`;
  });
}

interface Counted {
  readonly name: string;
  readonly label: string;
  readonly shares: readonly number[];
  readonly words: readonly string[];
  readonly counts: readonly number[];
}

function measure({ name, label, shares, words, counts }: Counted, rows: number): Measured {
  const actual = counts.map((count) => count / rows);
  const index = psi(shares, actual);
  const growth = actual.map((share, group) => share - shares[group]!);
  const most = growth.indexOf(Math.max(...growth));
  const grown = `${words[most]}: ${percent(actual[most]!)} now, ${percent(shares[most]!)} at training`;
  return {
    name,
    label,
    psi: index,
    drift: driftOf(index),
    most: growth[most]! > 0 ? grown : 'as at training',
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
