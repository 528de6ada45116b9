import { MISSING_BIN } from './bin.ts';

/** What a shape may do from bin to bin: rise only (1), fall only (-1), anything (0), or have no order at all. */
export interface ShapeRule {
  readonly bins: number;
  readonly order: 'ordered' | 'categories';
  readonly direction: -1 | 0 | 1;
  /** the direction holds from this bin on */
  readonly directionFrom: number;
}

/** How bold a step is. */
export interface StepOptions {
  /** share of the best step that is taken, 0..1 */
  readonly learningRate: number;
  /** pieces of constant value, 2.. */
  readonly leaves: number;
  /** least sum of second derivatives that a piece must rest on */
  readonly leastHessian: number;
  /** added to a piece's second derivatives: shrinks those that rest on little */
  readonly shrinkage: number;
}

/**
 * One step of boosting for one feature: the few constant pieces over its bins that lower the log loss most.
 *
 * @param gradient of the log likelihood by bin; @param hessian minus its second derivative by bin
 * @param out what to add to the log-odds, by bin
 */
export function shapeStep(
  gradient: Float64Array,
  hessian: Float64Array,
  rule: ShapeRule,
  options: StepOptions,
  out: Float64Array,
): void {
  const order = orderOf(gradient, hessian, rule, options);
  const ends = split(gradient, hessian, order, options);
  let from = 0;
  for (const end of ends) {
    const value = options.learningRate * bestValue(gradient, hessian, order, from, end, options);
    for (let at = from; at < end; at += 1) out[order[at]!] = value;
    from = end;
  }
  const ofMissing = hessian[MISSING_BIN]! >= options.leastHessian;
  out[MISSING_BIN] = ofMissing
    ? (options.learningRate * gradient[MISSING_BIN]!) / (hessian[MISSING_BIN]! + options.shrinkage)
    : 0;
  if (rule.direction !== 0) makeMonotone(out, hessian, rule);
}

/** Bins in the order in which they may be joined; categories by what they ask for. */
function orderOf(
  gradient: Float64Array,
  hessian: Float64Array,
  { bins, order }: ShapeRule,
  { shrinkage }: StepOptions,
): Int32Array {
  const all = Int32Array.from({ length: bins - 1 }, (_, at) => at + 1);
  if (order === 'ordered') return all;
  const asks = (bin: number) => gradient[bin]! / (hessian[bin]! + shrinkage);
  return all.sort((a, b) => asks(a) - asks(b) || a - b);
}

/** Cuts the piece whose cut gains most, until there are enough. @returns where each piece ends */
function split(
  gradient: Float64Array,
  hessian: Float64Array,
  order: Int32Array,
  options: StepOptions,
): number[] {
  const pieces = [bestCut(gradient, hessian, order, 0, order.length, options)];
  while (pieces.length < options.leaves) {
    let best = 0;
    for (let at = 1; at < pieces.length; at += 1) if (pieces[at]!.gain > pieces[best]!.gain) best = at;
    const piece = pieces[best]!;
    if (piece.gain <= 0) break;
    pieces.splice(
      best,
      1,
      bestCut(gradient, hessian, order, piece.from, piece.cut, options),
      bestCut(gradient, hessian, order, piece.cut, piece.to, options),
    );
  }
  return pieces.map(({ to }) => to);
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly cut: number;
  /** 0 when no cut helps */
  readonly gain: number;
}

function bestCut(
  gradient: Float64Array,
  hessian: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  { leastHessian, shrinkage }: StepOptions,
): Piece {
  let [g, h] = [0, 0];
  for (let at = from; at < to; at += 1) {
    g += gradient[order[at]!]!;
    h += hessian[order[at]!]!;
  }
  const whole = (g * g) / (h + shrinkage);
  let [leftG, leftH, cut, gain] = [0, 0, to, 0];
  for (let at = from; at < to - 1; at += 1) {
    leftG += gradient[order[at]!]!;
    leftH += hessian[order[at]!]!;
    if (leftH < leastHessian) continue;
    if (h - leftH < leastHessian) break;
    const [rightG, rightH] = [g - leftG, h - leftH];
    const gained = (leftG * leftG) / (leftH + shrinkage) + (rightG * rightG) / (rightH + shrinkage) - whole;
    if (gained > gain) [cut, gain] = [at + 1, gained];
  }
  return { from, to, cut, gain };
}

function bestValue(
  gradient: Float64Array,
  hessian: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  { shrinkage }: StepOptions,
): number {
  let [g, h] = [0, 0];
  for (let at = from; at < to; at += 1) {
    g += gradient[order[at]!]!;
    h += hessian[order[at]!]!;
  }
  return g / (h + shrinkage);
}

/**
 * Brings values to the nearest that only rise (or only fall): neighbours that run against it share their mean (pool
 * adjacent violators). Sums and means of such shapes are such shapes, so the whole model keeps the direction.
 */
export function makeMonotone(values: Float64Array, weights: Float64Array, rule: ShapeRule): void {
  const { bins, direction, directionFrom } = rule;
  const pools: { value: number; weight: number; size: number }[] = [];
  for (let bin = Math.max(1, directionFrom); bin < bins; bin += 1) {
    // A bin without rows still needs a weight to be a mean's part.
    let pool = { value: values[bin]!, weight: Math.max(weights[bin]!, 1e-9), size: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (direction * (pool.value - last.value) >= 0) break;
      const weight = last.weight + pool.weight;
      const value = (last.value * last.weight + pool.value * pool.weight) / weight;
      pool = { value, weight, size: last.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  }
  let bin = Math.max(1, directionFrom);
  for (const { value, size } of pools) {
    values.fill(value, bin, bin + size);
    bin += size;
  }
}
