import type { IsoDate } from '../calendar.ts';
import { shippedRules } from './rule-packs/index.ts';
import type { Basis, ContactRule } from './rule.ts';

/** A rule of a place, and whether it decides. */
export interface ListedRule {
  rule: ContactRule;
  /** `bank`: the bank's own */
  from: 'shipped' | 'bank';
  applied: boolean;
  /** in words; absent: it is applied */
  whyNot?: string;
}

/** What the bank has chosen for a place. */
export interface ChosenRules {
  basis: Basis;
  switchedOn: readonly string[];
  house: readonly ContactRule[];
}

/**
 * @param on the day it is asked about
 * @returns every rule of the place, drafts and unverified ones included, the shipped ones first
 */
export function listRules(jurisdiction: string, chosen: ChosenRules, on: IsoDate): ListedRule[] {
  const listed = (from: ListedRule['from']) => (rule: ContactRule) => {
    const whyNot = whyNotApplied(rule, from, chosen, on);
    return { rule, from, applied: whyNot === undefined, ...(whyNot !== undefined && { whyNot }) };
  };
  return [...shippedRules(jurisdiction).map(listed('shipped')), ...chosen.house.map(listed('bank'))];
}

function whyNotApplied(
  { id, status, strength, effectiveFrom, effectiveTo }: ContactRule,
  from: ListedRule['from'],
  { basis, switchedOn }: ChosenRules,
  on: IsoDate,
): string | undefined {
  if (from === 'shipped' && strength === 'house' && basis === 'letter') {
    return 'a stricter reading than the text, and the bank decides by the letter';
  }
  const off = from === 'bank' ? 'publish it as in force' : 'a compliance officer may switch it on';
  if (status === 'draft' && !switchedOn.includes(id)) return `a draft: ${off}`;
  if (status === 'unverified' && !switchedOn.includes(id)) return `its text was not seen: ${off}`;
  if (on < effectiveFrom) return `in force from ${effectiveFrom}`;
  return effectiveTo !== undefined && on > effectiveTo ? `in force until ${effectiveTo}` : undefined;
}
