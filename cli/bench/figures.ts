/** @returns the middle value; of an even number the lower of the two */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** @param share 0..1 @returns the least value that so many are not above */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @returns the value rounded to so many decimals */
export function rounded(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}

/** @returns things per second */
export function perSecond(count: number, elapsedMs: number): number {
  return rounded((count * 1000) / elapsedMs, 1);
}

/** Runs `work` for every item with at most `lanes` at once. */
export async function inLanes<T>(
  items: Iterable<T>,
  lanes: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
