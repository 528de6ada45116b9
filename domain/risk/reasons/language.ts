import type { LanguageTag } from '../../case/status/language.ts';
import type { FeatureUnit } from '../features/catalogue.ts';
import type { BetterSide } from './reason.ts';
import type { SaidRange } from './said-range.ts';

/** How a language says what bears on a score. A sentence of it has no full stop, so that several can be put together. */
export interface ReasonLanguage {
  readonly tag: LanguageTag;
  /** between two facts that are one reason */
  readonly and: string;
  /** behind a fact: how the score would be better */
  readonly better: (side: BetterSide, counted: boolean) => string;
  /** sentences by the name of the feature: where its number is */
  readonly within: Readonly<Record<string, (range: SaidRange, currency: string | undefined) => string>>;
  /** ... which text it has */
  readonly text: Readonly<Record<string, (text: string) => string>>;
  /** ... that there is none, where more can be said than that it is not known */
  readonly missing: Readonly<Record<string, string>>;
  /** for what has no sentence of its own, by what the feature is called */
  readonly named: {
    readonly within: (name: string, range: SaidRange, unit: FeatureUnit) => string;
    readonly text: (name: string, text: string) => string;
    readonly known: (name: string) => string;
    readonly missing: (name: string) => string;
    readonly unseen: (name: string) => string;
  };
  /** what features are called, where that is not their label */
  readonly names: Readonly<Record<string, string>>;
  /** between texts of which it is one */
  readonly or: string;
}
