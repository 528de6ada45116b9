import type { AuditCategory, AuditLanguage } from './category.ts';
import type { AuditContext } from './context.ts';

/**
 * Concepts, each with the words that express it. Chinese words are separated by blanks; English ones by commas, and
 * `arrest*` stands for every word that begins so. A number is written `#`.
 */
export type Lexicon = Readonly<Record<string, string>>;

/** A combination of concepts that makes a text a violation. */
export interface AuditRule {
  readonly category: AuditCategory;
  /** What a person is told: begins with a verb, ends without a full stop. */
  readonly reason: string;
  /**
   * Concepts that must all be there; `a|b` is either. The first is the key: where it is negated ("I am not the
   * police"), the rule does not hold.
   */
  readonly needs: readonly string[];
  /** Greatest distance of the others from the key, in folded characters; default 24 in Chinese, 90 in English. */
  readonly near?: number;
  /** Where the others are looked for; default: the sentence. */
  readonly within?: 'clause' | 'sentence' | 'text';
  /** The others come behind the key, in their order. */
  readonly inOrder?: boolean;
  /** Concepts that excuse it when found in the same sentence, beside those of the family. */
  readonly lifts?: readonly string[];
  /** As `lifts`, but in the whole text. */
  readonly liftsAnywhere?: readonly string[];
  /** Negation of the key does not matter: the words have none, or are as bad with it. */
  readonly evenNegated?: boolean;
  /** Leaves out what the family excuses: for words that nothing excuses but negation. */
  readonly strict?: boolean;
  /** Facts that must be known to hold. */
  readonly when?: AuditContext;
  /** Facts that excuse it, each of them. */
  readonly unless?: AuditContext;
}

/** What one language says about one kind of violation. */
export interface AuditFamily {
  readonly concepts: Lexicon;
  /** Concepts that excuse each rule of the family when found in the same sentence. */
  readonly lifts: readonly string[];
  readonly rules: readonly AuditRule[];
}

/** All of one language. */
export interface LanguagePack {
  readonly language: AuditLanguage;
  /** Concepts that families share, and those that the engine itself asks for (see engine/polarity.ts). */
  readonly common: Lexicon;
  readonly families: readonly AuditFamily[];
}
