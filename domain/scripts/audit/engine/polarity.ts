import type { CompiledPack } from './compile.ts';
import type { Hits } from './hits.ts';

/**
 * Whether a hit is said not to be: a negator stands before it in its clause, near enough, and nothing in between takes
 * the sentence elsewhere. "Don't think we won't" says that it will be.
 */
export function isNegated(pack: CompiledPack, hits: Hits, hit: number): boolean {
  const { negatorStrong, negatorWeak, turn, presumption } = pack.concepts;
  const clause = hits.clause[hit];
  const start = hits.start[hit] as number;
  let turned = false;
  let negated = false;
  for (let before = hit - 1; before >= 0 && hits.clause[before] === clause; before -= 1) {
    const concept = hits.concept[before];
    const distance = start - (hits.end[before] as number);
    if (distance < 0) continue;
    if (distance > pack.strongReach) break;
    if (concept === turn) turned = true;
    else if (concept === negatorStrong) negated ||= !turned;
    else if (concept === negatorWeak) negated ||= !turned && distance <= pack.weakReach;
    else if (concept === presumption && negated) return false;
  }
  return negated;
}
