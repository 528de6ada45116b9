import { applyHousePolicy, type HousePolicy } from '../house-policy.ts';
import type { Basis, ContactRule, RulePack } from '../rule.ts';
import { basicPack } from './basic.ts';
import { cnPack } from './cn.ts';
import { euIePack } from './eu-ie.ts';
import { inPack } from './in.ts';
import { ukPack } from './uk.ts';
import { usCaPack } from './us-ca.ts';
import { usHousePack } from './us-house.ts';
import { usMaPack } from './us-ma.ts';
import { usPack } from './us.ts';

const US = [usPack, usHousePack];

/** What applies in a place: a part of a country has the rules of the whole as well. */
const packs: Readonly<Record<string, readonly RulePack[]>> = {
  CN: [cnPack],
  US,
  'US-CA': [...US, usCaPack],
  'US-MA': [...US, usMaPack],
  UK: [ukPack],
  IN: [inPack],
  'EU-IE': [euIePack],
};

/** @returns every rule that is shipped, drafts and unverified ones included, by pack */
export function shippedPacks(): readonly RulePack[] {
  return [basicPack, ...new Set(Object.values(packs).flat())];
}

export interface RuleSelection {
  /** `prudent` unless it is asked for the letter */
  basis?: Basis;
  /** ids of drafts and unverified rules that a compliance officer has switched on */
  switchedOn?: readonly string[];
  /** what the house adds of its own */
  house?: HousePolicy;
}

const selected = new Map<string, RulePack>();

/**
 * The rules to decide by.
 *
 * @param jurisdiction of the loan: `CN`, `US`, `US-MA` …; a state without rules of its own has the federal ones
 * @returns the same pack for the same question, or undefined: without a pack nobody is contacted
 * @throws InvalidInput when the house policy is looser than a rule, which it names
 */
export function rulePackOf(jurisdiction: string, selection: RuleSelection = {}): RulePack | undefined {
  const place = placeOf(jurisdiction);
  if (place === undefined) return undefined;
  const { basis = 'prudent', switchedOn = [], house } = selection;
  if (switchedOn.length > 0 || house) {
    const pack = select(place, basis, switchedOn);
    return house ? applyHousePolicy(pack, house) : pack;
  }
  const key = `${place} ${basis}`;
  let pack = selected.get(key);
  if (!pack) {
    pack = select(place, basis, []);
    selected.set(key, pack);
  }
  return pack;
}

/** @returns the places that have rules of their own, to which a bank may add its own */
export function jurisdictions(): readonly string[] {
  return Object.keys(packs);
}

/**
 * @returns the place and what it is a part of, the narrower first
 * @example placesOf('US-MA') // ['US-MA', 'US']
 */
export function placesOf(jurisdiction: string): string[] {
  return jurisdiction.startsWith('US-') ? [jurisdiction, 'US'] : [jurisdiction];
}

/** @returns the rules of a place, drafts and unverified ones included, whatever applies */
export function shippedRules(jurisdiction: string): readonly ContactRule[] {
  const place = placeOf(jurisdiction);
  return place === undefined ? [] : [...(packs[place] ?? []), basicPack].flatMap(({ rules }) => rules);
}

function placeOf(jurisdiction: string): string | undefined {
  if (Object.hasOwn(packs, jurisdiction)) return jurisdiction;
  return jurisdiction.startsWith('US-') ? 'US' : undefined;
}

function select(place: string, basis: Basis, switchedOn: readonly string[]): RulePack {
  const switched = (rule: ContactRule): ContactRule =>
    switchedOn.includes(rule.id) ? { ...rule, status: 'in-force' } : rule;
  const rules = shippedRules(place)
    .map(switched)
    .filter(({ strength }) => basis === 'prudent' || strength !== 'house');
  return { jurisdiction: place, rules };
}
