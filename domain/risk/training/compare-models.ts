import { random } from '../../portfolio/random.ts';
import { CONFIDENCE, type Interval } from '../../statistics/compare.ts';

/** Two models on the same rows. */
export interface ModelRows {
  /** 0 or 1 by row, both there */
  readonly target: Uint8Array;
  /** rows of one customer belong together */
  readonly customers: Int32Array;
  /** probability of the event by row, 0..1 */
  readonly candidate: Float64Array;
  readonly incumbent: Float64Array;
  readonly seed: number;
}

/** One figure of both, and by how much the candidate's is higher. */
export interface PairedFigure {
  readonly candidate: number;
  readonly incumbent: number;
  readonly difference: number;
  /** of the difference, at 95 % */
  readonly interval: Interval;
}

export interface ModelComparison {
  readonly rows: number;
  readonly customers: number;
  readonly events: number;
  readonly auc: PairedFigure;
  readonly brier: PairedFigure;
}

/** Draws of customers: with so many the ends of a 95 % interval rest on ten draws each. */
const DRAWS = 400;

/**
 * Compares two models on the same rows. The interval is by bootstrap over customers, not over rows: the days of a loan, and
 * the loans of a customer, tell nearly the same story, and counting them as so many stories would make it too narrow.
 */
export function compareModels({ target, customers, candidate, incumbent, seed }: ModelRows): ModelComparison {
  const numbers = [...new Set(customers)];
  const placeOf = new Map(numbers.map((customer, place) => [customer, place]));
  const customerAt = Int32Array.from(customers, (customer) => placeOf.get(customer) ?? 0);
  const models = [candidate, incumbent].map((probabilities) => ({
    probabilities,
    order: orderOf(probabilities),
  }));
  const once = new Int32Array(numbers.length).fill(1);
  const figures = (weights: Int32Array) =>
    models.map((model) => weighted(model, target, customerAt, weights)) as [Figures, Figures];
  const [ofCandidate, ofIncumbent] = figures(once);
  const { int } = random(`risk-comparison:${seed}`);
  const differences: Figures[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const weights = new Int32Array(numbers.length);
    for (let pick = 0; pick < numbers.length; pick += 1) weights[int(0, numbers.length - 1)]! += 1;
    const [a, b] = figures(weights);
    // Customers may be drawn none of which has the event: such a draw ranks nothing.
    if (Number.isFinite(a.auc)) differences.push({ auc: a.auc - b.auc, brier: a.brier - b.brier });
  }
  const paired = (name: keyof Figures): PairedFigure => ({
    candidate: ofCandidate[name],
    incumbent: ofIncumbent[name],
    difference: ofCandidate[name] - ofIncumbent[name],
    interval: middle(differences.map((of) => of[name])),
  });
  return {
    rows: target.length,
    customers: numbers.length,
    events: target.reduce((sum, value) => sum + value, 0),
    auc: paired('auc'),
    brier: paired('brier'),
  };
}

interface Figures {
  readonly auc: number;
  readonly brier: number;
}

interface RankedModel {
  readonly probabilities: Float64Array;
  /** rows from the lowest probability up */
  readonly order: Uint32Array;
}

const orderOf = (probabilities: Float64Array) =>
  Uint32Array.from(probabilities.keys()).sort((a, b) => probabilities[a]! - probabilities[b]! || a - b);

/** Figures where each customer counts as often as they were drawn. */
function weighted(
  { probabilities, order }: RankedModel,
  target: Uint8Array,
  customerAt: Int32Array,
  weights: Int32Array,
): Figures {
  let [events, others, wins, squares] = [0, 0, 0, 0];
  for (let at = 0; at < order.length;) {
    const p = probabilities[order[at]!]!;
    let [tiedEvents, tiedOthers] = [0, 0];
    for (; at < order.length && probabilities[order[at]!] === p; at += 1) {
      const row = order[at]!;
      const weight = weights[customerAt[row]!]!;
      if (target[row] === 1) tiedEvents += weight;
      else tiedOthers += weight;
      squares += weight * (p - target[row]!) ** 2;
    }
    // Of two that are ranked the same, either may be above.
    wins += tiedEvents * (others + tiedOthers / 2);
    events += tiedEvents;
    others += tiedOthers;
  }
  return { auc: wins / events / others, brier: squares / (events + others) };
}

/** @returns the interval in which the middle `CONFIDENCE` of the values are */
function middle(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { from: at((1 - CONFIDENCE) / 2), to: at((1 + CONFIDENCE) / 2) };
}
