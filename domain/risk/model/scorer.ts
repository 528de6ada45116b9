import { compileRecipe, type Fill, type Numbers, type Recipe } from '../features/recipe.ts';
import { MISSING, UNSEEN } from '../features/table.ts';
import { BinFinder } from './bin-finder.ts';
import type { CategoryTerm, ModelTerm, NumberTerm, PairTerm, RiskModel } from './schema.ts';

/** Rows that are scored at a time: few enough that all about them stays in the processor's cache. */
export const BLOCK_ROWS = 1024;

/** The columns that a model needs, by name. */
export interface ScoringColumns {
  /** NaN is missing */
  readonly numbers: Numbers;
  /** index into the model's categories of the column, or `MISSING`, or `UNSEEN` */
  readonly texts: Readonly<Record<string, Int32Array>>;
}

/** A term, ready: `codes[row]` is the place of the row's points in `points`. */
export interface ReadyTerm {
  readonly term: ModelTerm;
  readonly codes: Uint8Array;
  readonly points: Float64Array;
}

/** A feature, and all who want to know its bin. */
interface Feature {
  readonly fill: Fill;
  readonly wanted: { readonly finder: BinFinder; readonly codes: Uint8Array }[];
}

/** Scores rows, a block at a time. What is in the columns may change from block to block. */
export class Scorer {
  /** of the block that was scored last, by row of the block */
  readonly points = new Float64Array(BLOCK_ROWS);
  /** of the event, of the block that was scored last */
  readonly probabilities = new Float64Array(BLOCK_ROWS);
  readonly terms: readonly ReadyTerm[];
  private readonly model: RiskModel;
  private readonly features = new Map<string, Feature>();
  private readonly codings: ((from: number, to: number) => void)[] = [];
  private readonly values = new Float64Array(BLOCK_ROWS);
  private readonly words = new Uint32Array(this.values.buffer);

  /** @throws InvalidInput when a column that the model needs is not there */
  constructor(model: RiskModel, columns: ScoringColumns) {
    this.model = model;
    this.terms = model.terms.map((term) => {
      switch (term.kind) {
        case 'number':
          return this.readyNumber(term, columns.numbers);
        case 'category':
          return this.readyCategory(term, columns.texts[term.name] ?? new Int32Array());
        case 'pair':
          return this.readyPair(term, columns.numbers);
      }
    });
  }

  /** Scores the rows `from` to `to` (excluded), at most `BLOCK_ROWS` of them. */
  score(from: number, to: number): void {
    const rows = to - from;
    for (const { fill, wanted } of this.features.values()) {
      fill(this.values, from, to);
      for (const { finder, codes } of wanted) finder.find(this.values, this.words, rows, codes);
    }
    for (const code of this.codings) code(from, to);
    const { points, probabilities } = this;
    addUp(this.terms, this.model.base, points, rows);
    const { evenOdds, doubling } = this.model.scale;
    const perPoint = ((this.model.event === 'default' ? 1 : -1) * Math.LN2) / doubling;
    for (let row = 0; row < rows; row += 1) {
      probabilities[row] = 1 / (1 + Math.exp(perPoint * (points[row]! - evenOdds)));
    }
  }

  private readyNumber(term: NumberTerm, numbers: Numbers): ReadyTerm {
    const cuts = term.bins.slice(0, -1).map(({ below }) => below ?? Number.NaN);
    const codes = this.binsOf(term.recipe, cuts, numbers);
    const points = Float64Array.of(term.missing.points, ...term.bins.map(({ points }) => points));
    return { term, codes, points };
  }

  private readyCategory(term: CategoryTerm, texts: Int32Array): ReadyTerm {
    const column = this.model.columns.find(({ name }) => name === term.name);
    const categories = column?.kind === 'category' ? column.categories : [];
    const unseenBin = term.bins.length + 1;
    const binOf = categories.map((text) => {
      const bin = term.bins.findIndex(({ values }) => values.includes(text));
      return bin < 0 ? unseenBin : bin + 1;
    });
    const codes = new Uint8Array(BLOCK_ROWS);
    this.codings.push((from, to) => {
      for (let row = from; row < to; row += 1) {
        const text = texts[row] ?? MISSING;
        codes[row - from] = text === MISSING ? 0 : text === UNSEEN ? unseenBin : (binOf[text] ?? unseenBin);
      }
    });
    const bins = term.bins.map(({ points }) => points);
    return { term, codes, points: Float64Array.of(term.missing.points, ...bins, term.unseen.points) };
  }

  private readyPair(term: PairTerm, numbers: Numbers): ReadyTerm {
    const x = this.binsOf(term.x.recipe, term.x.cuts, numbers);
    const y = this.binsOf(term.y.recipe, term.y.cuts, numbers);
    const yBins = term.y.cuts.length + 2;
    const codes = new Uint8Array(BLOCK_ROWS);
    this.codings.push((from, to) => {
      for (let row = 0; row < to - from; row += 1) codes[row] = x[row]! * yBins + y[row]!;
    });
    const rows = term.points.map((ofX) => [term.missing, ...ofX]);
    return {
      term,
      codes,
      points: Float64Array.from([Array<number>(yBins).fill(term.missing), ...rows].flat()),
    };
  }

  /** A feature that several terms use is made once. */
  private binsOf(recipe: Recipe, cuts: readonly number[], numbers: Numbers): Uint8Array {
    const key = JSON.stringify(recipe);
    const feature = this.features.get(key) ?? { fill: compileRecipe(recipe, numbers), wanted: [] };
    this.features.set(key, feature);
    const codes = new Uint8Array(BLOCK_ROWS);
    feature.wanted.push({ finder: new BinFinder(cuts), codes });
    return codes;
  }
}

const NO_TERM = { codes: new Uint8Array(BLOCK_ROWS), points: Float64Array.of(0) };

/** Four terms at a time, so that the sum is read and written a quarter as often. */
function addUp(
  terms: readonly Omit<ReadyTerm, 'term'>[],
  base: number,
  out: Float64Array,
  rows: number,
): void {
  out.fill(base, 0, rows);
  for (let at = 0; at < terms.length; at += 4) {
    const { codes: a, points: pa } = terms[at] ?? NO_TERM;
    const { codes: b, points: pb } = terms[at + 1] ?? NO_TERM;
    const { codes: c, points: pc } = terms[at + 2] ?? NO_TERM;
    const { codes: d, points: pd } = terms[at + 3] ?? NO_TERM;
    for (let row = 0; row < rows; row += 1) {
      out[row]! += pa[a[row]!]! + pb[b[row]!]! + (pc[c[row]!]! + pd[d[row]!]!);
    }
  }
}
