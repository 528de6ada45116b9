import type { LanguageTag } from '../../case/status/language.ts';
import { caseFeature, type CaseFeature } from '../features/case-features.ts';
import type { FeatureUnit } from '../features/catalogue.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import type { ReasonLanguage } from './language.ts';
import type { BetterSide, ReasonFact, StoredReason } from './reason.ts';
import { rangeOfFeature } from './said-range.ts';

const SPOKEN: Record<LanguageTag, ReasonLanguage> = { en: english, 'zh-CN': chinese };

export interface Saying {
  /** absent: English */
  readonly language?: LanguageTag;
  /** of the case, ISO 4217; absent: not known, so amounts are said in minor units */
  readonly currency?: string | undefined;
}

/**
 * Why a score is not better, as people read it. What was stored as words stays as it is.
 *
 * @example
 * sayReason({ points: -65, facts: [{ feature: 'daysPastDue', is: 'within', from: 31, below: 61, better: 'lower' }] })
 * // 'the loan is 31 to 60 days past due (fewer would be better)'
 */
export function sayReason(reason: StoredReason, saying: Saying = {}): string {
  if (typeof reason === 'string') return reason;
  const { facts } = reason;
  const { language = 'en', currency = '' } = saying;
  // A scorer gives the same facts for the same bins, thousands of times a second.
  let said = SAID.get(facts);
  if (said === undefined) SAID.set(facts, (said = new Map<string, string>()));
  const key = `${language} ${currency}`;
  const words =
    said.get(key) ??
    facts.map((fact) => `${sayFact(fact, saying)}${betterWords(fact, language)}`).join(SPOKEN[language].and);
  said.set(key, words);
  return words;
}

const SAID = new WeakMap<readonly ReasonFact[], Map<string, string>>();

/**
 * One fact as a sentence without a full stop. It is true of every value that the fact stands for.
 *
 * @example sayFact({ feature: 'arrearsShare', is: 'within', from: 0.01517, below: 0.0197957 })
 *   // 'arrears are 1.5 % to 2 % of the limit'
 */
export function sayFact(fact: ReasonFact, { language: tag = 'en', currency }: Saying = {}): string {
  const language = SPOKEN[tag];
  const { feature: name } = fact;
  const feature = caseFeature(name);
  const called = language.names[name] ?? feature?.label ?? name;
  switch (fact.is) {
    case 'missing':
      return language.missing[name] ?? language.named.missing(called);
    case 'unseen':
      return language.named.unseen(called);
    case 'text': {
      const text = fact.texts.join(language.or);
      return language.text[name]?.(text) ?? language.named.text(called, text);
    }
    case 'within': {
      const { from, below } = fact;
      if (from === undefined && below === undefined) return language.named.known(called);
      const range = rangeOfFeature(feature ?? UNKNOWN, { from, below }, currency);
      return language.within[name]?.(range, currency) ?? language.named.within(called, range, 'none');
    }
  }
}

/** @returns on which side the score would be better, to go behind the fact; empty where the fact itself says it */
export function betterWords(fact: ReasonFact, language: LanguageTag): string {
  const side = sideToSay(fact);
  const { unit, whole } = caseFeature(fact.feature) ?? UNKNOWN;
  return side ? SPOKEN[language].better(side, whole && !MEASURED.has(unit)) : '';
}

/** Whole all the same, but nobody says fewer of them. */
const MEASURED: ReadonlySet<FeatureUnit> = new Set(['score', 'years']);

const UNKNOWN: Pick<CaseFeature, 'unit' | 'whole'> = { unit: 'none', whole: false };

/** A bound that is alone says by itself on which side it would be better; so does the verb of a change that goes one way. */
function sideToSay(fact: ReasonFact): BetterSide | undefined {
  if (fact.is !== 'within' || fact.from === undefined || fact.below === undefined) return undefined;
  if (caseFeature(fact.feature)?.unit === 'level') return undefined;
  if (!CHANGES.has(fact.feature)) return fact.better;
  const toTheBetter = fact.better === 'lower' ? fact.from >= 0 : fact.below <= 0;
  return toTheBetter ? undefined : fact.better;
}

const CHANGES: ReadonlySet<string> = new Set(['paidShareTrend', 'ratingChange', 'externalDebtChange']);
