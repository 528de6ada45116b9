import { caseFeature } from '../features/case-features.ts';
import type { BetterSide, ReasonFact, ScoreReason } from '../reasons/reason.ts';
import { english } from '../reasons/english.ts';
import { betterWords, sayFact } from '../reasons/say-reason.ts';
import { MISSING_BIN } from './bin.ts';
import type { ModelTerm, PairTerm } from './schema.ts';
import type { ReadyTerm, Scorer } from './scorer.ts';
import { binWords, unitOf } from './words.ts';

/** Less is not worth a word. */
const LEAST_POINTS = 1;

/** What took points from a row: the place in a term that took most of them. */
interface Taken {
  readonly term: ModelTerm;
  readonly code: number;
  /** what the family of features took from the score, below 0 */
  readonly points: number;
}

/**
 * What took points from a row, worst first, in English. Views of one thing (the latest, the mean, the worst of a series)
 * are one reason: their points are added up and the view that took most gives the words.
 *
 * @param row of the block that was scored last
 * @param most reasons, 1..
 */
export function reasonsOf(scorer: Scorer, row: number, most: number): { text: string; points: number }[] {
  return takenFrom(scorer, row, most).map(({ term, code, points }) => ({
    text: wordsOf(term, code),
    points,
  }));
}

/** The same as data, to be said in whatever language when somebody reads it. */
export function reasonDataOf(scorer: Scorer, row: number, most: number): ScoreReason[] {
  return takenFrom(scorer, row, most).map(({ term, code, points }) => ({
    points,
    facts: factsOf(term, code),
  }));
}

function takenFrom(scorer: Scorer, row: number, most: number): Taken[] {
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
    .map(({ points, ready }) => ({
      term: ready.term,
      code: ready.codes[row]!,
      points: Math.round(points),
    }));
}

const wordsOf = onceEach(makeWords);
const factsOf = onceEach<readonly ReasonFact[]>(makeFacts);

/** Made once for each place in a term: a file has millions of rows, and a term a few places. */
function onceEach<T>(make: (term: ModelTerm, code: number) => T): typeof make {
  const made = new WeakMap<ModelTerm, T[]>();
  return (term, code) => {
    let ofTerm = made.get(term);
    if (ofTerm === undefined) made.set(term, (ofTerm = []));
    return (ofTerm[code] ??= make(term, code));
  };
}

function makeWords(term: ModelTerm, code: number): string {
  return factsOf(term, code)
    .map((fact, at) => `${factWords(term, code, fact, at)}${betterWords(fact, 'en')}`)
    .join(english.and);
}

/** What no case has is said by what is known of its column's name; the words in the model's file are made that way too. */
function factWords(term: ModelTerm, code: number, fact: ReasonFact, at: number): string {
  const feature = caseFeature(fact.feature);
  if (feature && (fact.is !== 'within' || feature.kind === 'number')) return sayFact(fact);
  if (term.kind === 'pair') return axisWords(at === 0 ? term.x : term.y, fact);
  if (code === MISSING_BIN) return term.missing.reason;
  return term.bins[code - 1]?.reason ?? (term.kind === 'category' ? term.unseen.reason : term.label);
}

function axisWords({ name, label, recipe, cuts, whole }: PairTerm['x'], fact: ReasonFact): string {
  if (fact.is !== 'within') return english.named.missing(label);
  const { from, below } = fact;
  return binWords({ name, label, unit: unitOf(recipe, cuts, whole), whole, from, below });
}

function makeFacts(term: ModelTerm, code: number): ReasonFact[] {
  switch (term.kind) {
    case 'number': {
      const { name, bins } = term;
      const points = bins.map((bin) => bin.points);
      return [withinFact(name, code, [bins[code - 2]?.below, bins[code - 1]?.below], points)];
    }
    case 'category': {
      if (code === MISSING_BIN) return [{ feature: term.name, is: 'missing' }];
      const bin = term.bins[code - 1];
      return [
        bin
          ? { feature: term.name, is: 'text', texts: bin.values }
          : { feature: term.name, is: 'unseen' as const },
      ];
    }
    case 'pair': {
      const [x, y] = binsOfPair(term, code);
      const cutsAt = ({ cuts }: PairTerm['x'], bin: number) => [cuts[bin - 2], cuts[bin - 1]] as const;
      return [
        withinFact(
          term.x.name,
          x,
          cutsAt(term.x, x),
          y === MISSING_BIN ? [] : term.points.map((row) => row[y - 1]!),
        ),
        withinFact(term.y.name, y, cutsAt(term.y, y), x === MISSING_BIN ? [] : term.points[x - 1]!),
      ];
    }
  }
}

function binsOfPair({ y }: PairTerm, cell: number): [x: number, y: number] {
  const yBins = y.cuts.length + 2;
  return [Math.floor(cell / yBins), cell % yBins];
}

/** @param points of the bins, the first of which is bin 1 */
function withinFact(
  feature: string,
  bin: number,
  [from, below]: readonly [number | undefined, number | undefined],
  points: readonly number[],
): ReasonFact {
  if (bin === MISSING_BIN) return { feature, is: 'missing' };
  const better = betterSide(points, bin - 1);
  return {
    ...{ feature, is: 'within' },
    ...(from !== undefined && { from }),
    ...(below !== undefined && { below }),
    ...(better && { better }),
  };
}

function betterSide(points: readonly number[], at: number): BetterSide | undefined {
  const here = points[at] ?? 0;
  const lower = points.slice(0, at).some((other) => other > here);
  const higher = points.slice(at + 1).some((other) => other > here);
  if (lower === higher) return undefined;
  return lower ? 'lower' : 'higher';
}
