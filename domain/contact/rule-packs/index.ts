import type { RulePack } from '../rule.ts';
import { cnPack } from './cn.ts';

const packs: Readonly<Record<string, RulePack>> = { CN: cnPack };

/** @returns the jurisdiction's rules, or undefined: without a pack nobody is contacted */
export function rulePackOf(jurisdiction: string): RulePack | undefined {
  return packs[jurisdiction];
}
