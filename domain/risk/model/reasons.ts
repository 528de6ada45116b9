import { MISSING_BIN } from './bin.ts';
import type { PairTerm } from './schema.ts';
import type { ReadyTerm, Scorer } from './scorer.ts';
import { binWords } from './words.ts';

/** Why a row has no better score. */
export interface ScoreReason {
  /** 'worst payment status (PAY) is 2' */
  readonly text: string;
  /** what the family of features took from the score, below 0 */
  readonly points: number;
}

/** Less is not worth a word. */
const LEAST_POINTS = 1;

/**
 * What took points from a row, worst first. Views of one thing (the latest, the mean, the worst of a series) are one
 * reason: their points are added up and the view that took most gives the words.
 *
 * @param row of the block that was scored last
 * @param most reasons, 1..
 */
export function reasonsOf(scorer: Scorer, row: number, most: number): ScoreReason[] {
  const families = new Map<string, { points: number; worst: number; ready: ReadyTerm }>();
  for (const ready of scorer.terms) {
    const points = ready.points[ready.codes[row]!]!;
    const family = families.get(ready.term.family);
    if (family === undefined) families.set(ready.term.family, { points, worst: points, ready });
    else {
      family.points += points;
      if (points < family.worst) [family.worst, family.ready] = [points, ready];
    }
  }
  return [...families.values()]
    .filter(({ points, worst }) => points <= -LEAST_POINTS && worst < 0)
    .sort((a, b) => a.points - b.points)
    .slice(0, most)
    .map(({ points, ready }) => ({ text: words(ready, row), points: Math.round(points) }));
}

function words({ term, codes }: ReadyTerm, row: number): string {
  const code = codes[row]!;
  if (term.kind === 'pair') return pairWords(term, code);
  if (code === MISSING_BIN) return term.missing.reason;
  return term.bins[code - 1]?.reason ?? (term.kind === 'category' ? term.unseen.reason : term.label);
}

function pairWords({ x, y }: PairTerm, cell: number): string {
  const yBins = y.cuts.length + 2;
  return `${axisWords(x, Math.floor(cell / yBins))} and ${axisWords(y, cell % yBins)}`;
}

function axisWords({ label, cuts, whole }: PairTerm['x'], bin: number): string {
  if (bin === MISSING_BIN) return `${label} is unknown`;
  return binWords({ label, from: cuts[bin - 2], below: cuts[bin - 1], whole });
}
