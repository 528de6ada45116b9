/** A group of rows with about the same probability. */
export interface ReliabilityRow {
  readonly rows: number;
  /** mean probability that was predicted */
  readonly predicted: number;
  /** share of the rows in which the event came true */
  readonly observed: number;
}

/** How good predicted probabilities are; null where it takes both outcomes to tell. */
export interface Quality {
  readonly rows: number;
  readonly events: number;
  /** probability that a row with the event is ranked above one without, 0..1 */
  readonly auc: number | null;
  /** mean squared error, 0..1, lower is better */
  readonly brier: number;
  readonly logLoss: number;
  /** largest distance between the two distributions, 0..1 */
  readonly ks: number | null;
  /** ten groups of the same size, from the lowest probability to the highest */
  readonly reliability: readonly ReliabilityRow[];
}

const GROUPS = 10;

/**
 * Judges probabilities by what came true.
 *
 * @param probabilities 0..1, by row; @param target 0 or 1, by row
 */
export function qualityOf(probabilities: Float64Array, target: Uint8Array): Quality {
  const rows = probabilities.length;
  const order = new Uint32Array(rows).map((_, row) => row);
  order.sort((a, b) => probabilities[a]! - probabilities[b]! || a - b);
  let [events, squares, loss] = [0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    const p = probabilities[row]!;
    events += target[row]!;
    squares += (p - target[row]!) ** 2;
    loss -= Math.log(Math.max(target[row] === 1 ? p : 1 - p, 1e-15));
  }
  const { auc, ks } = ranking(order, probabilities, target, events);
  const reliability = reliabilityOf(order, probabilities, target);
  return { rows, events, auc, brier: squares / rows, logLoss: loss / rows, ks, reliability };
}

function ranking(order: Uint32Array, probabilities: Float64Array, target: Uint8Array, events: number) {
  const others = order.length - events;
  if (events === 0 || others === 0) return { auc: null, ks: null };
  let [othersBelow, eventsBelow, wins, ks] = [0, 0, 0, 0];
  for (let at = 0; at < order.length;) {
    const p = probabilities[order[at]!]!;
    let [tiedEvents, tiedOthers] = [0, 0];
    for (; at < order.length && probabilities[order[at]!] === p; at += 1) {
      if (target[order[at]!] === 1) tiedEvents += 1;
      else tiedOthers += 1;
    }
    // Of two that are ranked the same, either may be above.
    wins += tiedEvents * (othersBelow + tiedOthers / 2);
    othersBelow += tiedOthers;
    eventsBelow += tiedEvents;
    ks = Math.max(ks, Math.abs(othersBelow / others - eventsBelow / events));
  }
  return { auc: wins / events / others, ks };
}

function reliabilityOf(
  order: Uint32Array,
  probabilities: Float64Array,
  target: Uint8Array,
): ReliabilityRow[] {
  return Array.from({ length: GROUPS }, (_, group) => {
    const rows = order.subarray(
      Math.floor((group * order.length) / GROUPS),
      Math.floor(((group + 1) * order.length) / GROUPS),
    );
    const mean = (of: Float64Array | Uint8Array) =>
      rows.reduce((sum, row) => sum + of[row]!, 0) / rows.length;
    return { rows: rows.length, predicted: mean(probabilities), observed: mean(target) };
  }).filter(({ rows }) => rows > 0);
}
