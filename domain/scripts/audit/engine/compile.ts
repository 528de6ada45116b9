import type { AuditContext } from '../context.ts';
import { Vocabulary } from '../normalise/respell.ts';
import type { AuditRule, LanguagePack } from '../rule.ts';
import { TermTree } from './term-tree.ts';

/** A rule with its concepts as numbers. */
export interface CompiledRule {
  readonly rule: AuditRule;
  /** concepts of each need but the key */
  readonly others: readonly (readonly number[])[];
  readonly lifts: readonly number[];
  readonly liftsAnywhere: readonly number[];
  readonly near: number;
  /** facts that must hold, and facts that excuse */
  readonly when: readonly Fact[];
  readonly unless: readonly Fact[];
}

/** A field of the context and its value. */
export type Fact = readonly [keyof AuditContext, AuditContext[keyof AuditContext]];

/** Concepts that the engine itself knows. */
export interface EngineConcepts {
  /** Words that mean nothing here and hide what they contain: 搬家 is not carrying anything away. */
  readonly plain: number;
  readonly negatorStrong: number;
  readonly negatorWeak: number;
  /** Ends the reach of a weak negator: "or else". */
  readonly turn: number;
  /** Turns a negator round: "don't think we won't". */
  readonly presumption: number;
}

export interface CompiledPack {
  readonly tree: TermTree;
  readonly conceptCount: number;
  /** rules by the number of the concept that is their key */
  readonly rulesByKey: readonly (readonly CompiledRule[])[];
  /** 1: a concept that says something by itself, so that a negator inside its words is part of it (不要脸) */
  readonly telling: Uint8Array;
  /** 1: a concept so common (you, we, will) that a negator before it says nothing about it */
  readonly colourless: Uint8Array;
  readonly concepts: EngineConcepts;
  readonly vocabulary: Vocabulary;
  /** reach of a negator, in folded characters */
  readonly strongReach: number;
  readonly weakReach: number;
}

const REACH = {
  zh: { near: 24, strong: 18, weak: 5 },
  en: { near: 90, strong: 70, weak: 36 },
} as const;

/** See {@link CompiledPack.colourless}. */
const COLOURLESS = [
  'you',
  'you.rude',
  'self',
  'future',
  'he',
  'they',
  'pay',
  'debt',
  'others.circle',
  'ban.mark',
  'dismiss',
];

/** Common words that nobody cuts in two to hide them; also too short ones, whose halves are words. */
const CUTTABLE_LENGTH = 5;

/** @throws Error when a rule names a concept that no lexicon has: a mistake in the data */
export function compile(pack: LanguagePack): CompiledPack {
  const numbers = new Map<string, number>();
  const tree = new TermTree();
  const words = new Set<string>();
  const cuttable = new Set<string>();
  const lexicons = [pack.common, ...pack.families.map(({ concepts }) => concepts)];
  for (const lexicon of lexicons) {
    for (const [name, text] of Object.entries(lexicon)) {
      const concept = numbers.get(name) ?? numbers.size;
      numbers.set(name, concept);
      for (const term of termsOf(text, pack.language)) {
        tree.add(term, concept);
        for (const word of term.replaceAll('*', '').split(' ')) {
          words.add(word);
          if (lexicon !== pack.common && word.length >= CUTTABLE_LENGTH && !/[#']/.test(word))
            cuttable.add(word);
        }
      }
    }
  }
  tree.freeze();

  const numberOf = (name: string): number => {
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`the ${pack.language} lexicon has no concept '${name}'`);
    return number;
  };
  const alternatives = (need: string) => need.split('|').map(numberOf);
  const rulesByKey: CompiledRule[][] = Array.from({ length: numbers.size }, () => []);
  for (const family of pack.families) {
    for (const rule of family.rules) {
      const [key = '', ...others] = rule.needs;
      const compiled: CompiledRule = {
        rule,
        others: others.map(alternatives),
        lifts: [...(rule.strict ? [] : family.lifts), ...(rule.lifts ?? [])].map(numberOf),
        liftsAnywhere: (rule.liftsAnywhere ?? []).map(numberOf),
        near: rule.near ?? REACH[pack.language].near,
        when: factsOf(rule.when),
        unless: factsOf(rule.unless),
      };
      for (const concept of alternatives(key)) rulesByKey[concept]?.push(compiled);
    }
  }
  const colourless = new Set(COLOURLESS.map((name) => numbers.get(name)));
  return {
    tree,
    conceptCount: numbers.size,
    rulesByKey,
    telling: Uint8Array.from(rulesByKey, (rules, concept) =>
      rules.length > 0 || concept === numberOf('plain') ? 1 : 0,
    ),
    colourless: Uint8Array.from(rulesByKey, (_, concept) => (colourless.has(concept) ? 1 : 0)),
    vocabulary: new Vocabulary(words, cuttable),
    strongReach: REACH[pack.language].strong,
    weakReach: REACH[pack.language].weak,
    concepts: {
      plain: numberOf('plain'),
      negatorStrong: numberOf('negator.strong'),
      negatorWeak: numberOf('negator.weak'),
      turn: numberOf('turn'),
      presumption: numberOf('presumption'),
    },
  };
}

const factsOf = (context: AuditContext = {}) => Object.entries(context) as unknown as Fact[];

/** The words of a concept as they are matched. */
export function termsOf(text: string, language: LanguagePack['language']): string[] {
  const terms = (language === 'zh' ? text.split(/\s+/) : text.split(','))
    // As the text is folded: a hyphen parts words.
    .map((term) =>
      term
        .trim()
        .replace(/[\s\-&]+/g, ' ')
        .toLowerCase(),
    )
    .filter((term) => term !== '');
  // People leave the apostrophe out, where what remains is no other word (we'll, I'll).
  return terms.flatMap((term) => {
    const bare = term
      .replaceAll(/n't\b/g, 'nt')
      .replaceAll(/\b(i'm|you're|they're|that's|it's)\b/g, (word) => word.replace("'", ''));
    return bare === term ? [term] : [term, bare];
  });
}
