import type { AuditContext } from '../context.ts';
import type { CompiledPack, CompiledRule } from './compile.ts';
import type { Hits } from './hits.ts';
import { isNegated } from './polarity.ts';

/** A rule that holds, and where in the folded text. */
export interface Finding {
  readonly compiled: CompiledRule;
  readonly start: number;
  readonly end: number;
}

/** No term is longer: how much sooner than its end a hit may start. */
const LONGEST_TERM = 64;
/** Farther away nothing excuses anything, in folded characters: keeps a text without a full stop from costing its square. */
const LIFT_REACH = 400;

/** Tries every rule whose key was found. */
export function evaluate(
  pack: CompiledPack,
  hits: Hits,
  context: AuditContext,
  present: Uint8Array,
): Finding[] {
  const findings: Finding[] = [];
  present.fill(0);
  for (let hit = 0; hit < hits.length; hit += 1) present[hits.concept[hit] as number] = 1;
  for (let hit = 0; hit < hits.length; hit += 1) {
    const rules = pack.rulesByKey[hits.concept[hit] as number];
    if (rules === undefined || rules.length === 0) continue;
    for (const compiled of rules) {
      if (!compiled.others.every((concepts) => concepts.some((concept) => present[concept] === 1))) continue;
      const finding = tryRule(pack, hits, hit, compiled, context, present);
      if (finding) findings.push(finding);
    }
  }
  return findings;
}

function tryRule(
  pack: CompiledPack,
  hits: Hits,
  key: number,
  compiled: CompiledRule,
  context: AuditContext,
  present: Uint8Array,
): Finding | undefined {
  const { rule } = compiled;
  if (!compiled.when.every(([field, value]) => context[field] === value)) return undefined;
  if (compiled.unless.some(([field, value]) => context[field] === value)) return undefined;
  if (compiled.liftsAnywhere.some((concept) => present[concept] === 1)) return undefined;
  let start = hits.start[key] as number;
  let end = hits.end[key] as number;
  let behind = end;
  for (const concepts of compiled.others) {
    const other = nearest(pack, hits, key, concepts, compiled, rule.inOrder ? behind : -1);
    if (other < 0) return undefined;
    behind = hits.end[other] as number;
    start = Math.min(start, hits.start[other] as number);
    end = Math.max(end, behind);
  }
  if (isLifted(hits, key, compiled.lifts, present)) return undefined;
  if (!rule.evenNegated && isNegated(pack, hits, key)) return undefined;
  return { compiled, start, end };
}

/** The nearest hit of one of the concepts that counts, lies where the rule looks and does not overlap the key. */
function nearest(
  pack: CompiledPack,
  hits: Hits,
  key: number,
  concepts: readonly number[],
  { rule, near }: CompiledRule,
  from: number,
): number {
  const keyStart = hits.start[key] as number;
  const keyEnd = hits.end[key] as number;
  // What is said not to be does not make a violation ("none of it goes to your employer").
  const counts = (hit: number) => {
    const concept = hits.concept[hit] as number;
    if (!concepts.includes(concept)) return false;
    return rule.evenNegated === true || pack.colourless[concept] === 1 || !isNegated(pack, hits, hit);
  };
  let [found, best] = [-1, near + 1];
  // Hits are in order of their start: outward from the key, no farther than the rule looks.
  for (let hit = key + 1; hit < hits.length; hit += 1) {
    const start = hits.start[hit] as number;
    if (start - keyEnd >= best || !sameScope(hits, key, hit, rule)) break;
    if (start < keyEnd || start < from || !counts(hit)) continue;
    [found, best] = [hit, start - keyEnd];
    break;
  }
  if (from >= 0) return found;
  for (let hit = key - 1; hit >= 0; hit -= 1) {
    const distance = keyStart - (hits.end[hit] as number);
    if (keyStart - (hits.start[hit] as number) >= best + LONGEST_TERM || !sameScope(hits, key, hit, rule))
      break;
    if (distance < 0 || distance >= best || !counts(hit)) continue;
    [found, best] = [hit, distance];
  }
  return found;
}

function sameScope(
  hits: Hits,
  one: number,
  other: number,
  { within = 'sentence' }: CompiledRule['rule'],
): boolean {
  if (within === 'text') return true;
  const column = within === 'clause' ? hits.clause : hits.sentence;
  return column[one] === column[other];
}

/** Whether one of the concepts is in the sentence of a hit, and not in another corner of one without end. */
function isLifted(hits: Hits, key: number, lifts: readonly number[], present: Uint8Array): boolean {
  if (!lifts.some((concept) => present[concept] === 1)) return false;
  const sentence = hits.sentence[key];
  const start = hits.start[key] as number;
  for (const step of [1, -1]) {
    for (let hit = key + step; hit >= 0 && hit < hits.length; hit += step) {
      if (hits.sentence[hit] !== sentence || Math.abs((hits.start[hit] as number) - start) > LIFT_REACH)
        break;
      if (lifts.includes(hits.concept[hit] as number)) return true;
    }
  }
  return lifts.includes(hits.concept[key] as number);
}
