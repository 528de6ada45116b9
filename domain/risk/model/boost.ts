/** What a shape is learnt for: a feature in bins, or a pair of features in cells. */
export interface Term {
  /** bin of each row */
  readonly codes: Uint8Array;
  /** how many bins there are, that of missing values included */
  readonly bins: number;
  /**
   * Writes to `out` what to add to each bin's log-odds, given by bin the gradient of the log likelihood and minus its
   * second derivative.
   */
  readonly step: (gradient: Float64Array, hessian: Float64Array, out: Float64Array) => void;
}

/** What one machine learns from. */
export interface BoosterInput {
  readonly terms: readonly Term[];
  /** 0 or 1 by row */
  readonly target: Uint8Array;
  /** part of each row; those of part `heldOut` are not learnt from */
  readonly parts: Uint8Array;
  readonly heldOut: number;
  /** log-odds to begin with, by row; changed as it learns */
  readonly logOdds: Float64Array;
}

/**
 * Cyclic gradient boosting: round and round through the terms, each time one small step of one term's shape, so that
 * terms which say the same share what they say instead of the first taking it all.
 */
export class Booster {
  /** log-odds by term and bin, so far */
  readonly shapes: readonly Float64Array[];
  readonly logOdds: Float64Array;
  private readonly input: BoosterInput;
  private readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private readonly sums: { g: Float64Array; h: Float64Array; step: Float64Array };

  constructor(input: BoosterInput) {
    const rows = input.target.length;
    const widest = Math.max(1, ...input.terms.map(({ bins }) => bins));
    this.input = input;
    this.logOdds = input.logOdds;
    this.shapes = input.terms.map(({ bins }) => new Float64Array(bins));
    this.gradient = new Float64Array(rows);
    this.hessian = new Float64Array(rows);
    this.sums = {
      g: new Float64Array(widest),
      h: new Float64Array(widest),
      step: new Float64Array(widest),
    };
  }

  /**
   * Looks at every row's log-odds.
   *
   * @returns the sum of the log loss over the rows held out
   */
  derive(): number {
    const { target, parts, heldOut } = this.input;
    const { logOdds, gradient, hessian } = this;
    let loss = 0;
    for (let row = 0; row < target.length; row += 1) {
      const p = 1 / (1 + Math.exp(-logOdds[row]!));
      if (parts[row] === heldOut) loss -= Math.log(Math.max(target[row] === 1 ? p : 1 - p, 1e-15));
      else {
        gradient[row] = target[row]! - p;
        hessian[row] = p * (1 - p);
      }
    }
    return loss;
  }

  /** One step for each term; `derive` comes before it. */
  round(): void {
    const { g, h, step } = this.sums;
    for (const [at, { codes, step: stepOf }] of this.input.terms.entries()) {
      this.sumByBin(codes);
      stepOf(g, h, step);
      const shape = this.shapes[at]!;
      for (let bin = 0; bin < shape.length; bin += 1) shape[bin]! += step[bin]!;
      this.take(codes);
    }
  }

  private sumByBin(codes: Uint8Array): void {
    const { gradient, hessian } = this;
    const { g, h } = this.sums;
    g.fill(0);
    h.fill(0);
    for (let row = 0; row < codes.length; row += 1) {
      const bin = codes[row]!;
      g[bin]! += gradient[row]!;
      h[bin]! += hessian[row]!;
    }
  }

  /** Inside a round the gradient follows its tangent: steps are small, and each round begins with the exact one. */
  private take(codes: Uint8Array): void {
    const { logOdds, gradient, hessian } = this;
    const { step } = this.sums;
    for (let row = 0; row < codes.length; row += 1) {
      const by = step[codes[row]!]!;
      logOdds[row]! += by;
      gradient[row]! -= by * hessian[row]!;
    }
  }
}

/** How long to go on. */
export interface Patience {
  readonly mostRounds: number;
  /** rounds without a better log loss, after which it ends */
  readonly rounds: number;
}

/** How far it is. */
export interface Round {
  readonly round: number;
  readonly logLoss: number;
}

/** What several machines learnt together. */
export interface Ensemble {
  /** mean of their shapes: log-odds by term and bin */
  readonly shapes: readonly Float64Array[];
  /** of each machine, log-odds by row */
  readonly logOdds: readonly Float64Array[];
  readonly rounds: number;
}

/**
 * Boosts as many machines as there are parts of the rows, each without its part, in step with each other: they end
 * where the log loss of all rows, each judged by the machine that has not seen it, is the least.
 *
 * @param logOdds of each machine, by row, to begin with; taken over
 * @yields the mean log loss after each round
 * @returns the state of the best round
 */
export function* boostTogether(
  { terms, target, parts }: Omit<BoosterInput, 'heldOut' | 'logOdds'>,
  logOdds: readonly Float64Array[],
  patience: Patience,
): Generator<Round, Ensemble> {
  const machines = logOdds.map(
    (start, heldOut) => new Booster({ terms, target, parts, heldOut, logOdds: start }),
  );
  let best = { round: 0, loss: Infinity, shapes: machines.map(({ shapes }) => copies(shapes)) };
  const bestLogOdds = copies(logOdds);
  for (let round = 0; round <= patience.mostRounds; round += 1) {
    const loss = machines.reduce((sum, machine) => sum + machine.derive(), 0) / target.length;
    yield { round, logLoss: loss };
    if (loss < best.loss) {
      best = { round, loss, shapes: machines.map(({ shapes }) => copies(shapes)) };
      for (const [at, { logOdds: now }] of machines.entries()) bestLogOdds[at]!.set(now);
    } else if (round - best.round >= patience.rounds) break;
    for (const machine of machines) machine.round();
  }
  return {
    shapes: terms.map((_, at) => meanOf(best.shapes.map((shapes) => shapes[at]!))),
    logOdds: bestLogOdds,
    rounds: best.round,
  };
}

const copies = (arrays: readonly Float64Array[]) => arrays.map((array) => array.slice());

function meanOf(arrays: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(arrays[0]?.length ?? 0);
  for (const array of arrays)
    for (let at = 0; at < mean.length; at += 1) mean[at]! += array[at]! / arrays.length;
  return mean;
}
