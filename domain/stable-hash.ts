/**
 * FNV-1a with an avalanche finish: the same text gives the same number in every process and version, so a
 * case keeps its place in a spread or an experiment for ever. Not for secrets.
 *
 * @returns a 32-bit unsigned integer
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A stable place inside an interval, so that what is due at one instant does not happen all at once.
 *
 * @param key what is spread (a loan id), @param widthMs length of the interval
 * @returns 0 .. widthMs - 1
 */
export function spread(key: string, widthMs: number): number {
  return widthMs <= 0 ? 0 : Math.floor((stableHash(key) / 0x1_0000_0000) * widthMs);
}
