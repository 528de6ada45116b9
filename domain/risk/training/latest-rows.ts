import { LEAST } from './split.ts';

/**
 * Rows by which a model is calibrated: the latest third of those that it learns from. What a feature means moves with the
 * books (in young ones, from month to month), and the latest rows are the likest to those that will be scored. Measured in
 * docs/how-to/train-a-model.md: a tenth of the error less where calibration was weak, the same where it was not.
 */
const LATEST_SHARE = 1 / 3;

/**
 * @param days since 1970-01-01, and @param target 0 or 1, by row
 * @returns places of the latest third of the rows, whole days; undefined: they are too few to calibrate by
 * @example latestRows({ days, target })?.length // 4203 of 12045
 */
export function latestRows({
  days,
  target,
}: {
  days: Int32Array;
  target: Uint8Array;
}): Uint32Array | undefined {
  const ordered = days.slice().sort();
  const from = ordered[Math.floor(ordered.length * (1 - LATEST_SHARE))] ?? 0;
  const rows = Uint32Array.from(days.keys()).filter((row) => days[row]! >= from);
  const events = rows.reduce((sum, row) => sum + target[row]!, 0);
  return Math.min(events, rows.length - events) < LEAST.learning.ofEach ? undefined : rows;
}
