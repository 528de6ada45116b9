import { invalidInput } from '../failures.ts';
import type { ScriptWords, VariableName } from './variables.ts';

export const SCRIPT_LANGUAGES = ['zh-CN', 'en'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** A `{variable}`, and a part in `[[ ]]` that is left out when one of its variables has nothing to say. */
const PLACE = /\{(\w+)\}/g;
const PART = /\[\[([^[\]]*)\]\]/g;

/**
 * Fills in a text.
 *
 * @param template text with `{variable}` places and `[[parts]]` that may be left out
 * @param words values as they are read; absent or empty: there is nothing to say
 * @returns the text as it is sent
 * @throws InvalidInput naming the variable that is unknown or empty: nothing half-filled is ever sent
 * @example render('Dear {name}[[, due on {dueOn}]]', { name: 'Li Na' }) // 'Dear Li Na'
 */
export function render(template: string, words: ScriptWords): string {
  const valueOf = (key: string) => words[key as VariableName] ?? '';
  return template
    .replace(PART, (_part, inner: string) => (placesIn(inner).every(valueOf) ? inner : ''))
    .replace(PLACE, (_place, key: string) => {
      const value = valueOf(key);
      if (value === '') throw invalidInput(`the script needs a value for {${key}}`);
      return value;
    });
}

/** @returns the names of the variables of a text, each once, in order */
export function placesIn(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, name = '']) => name))];
}

/** @returns the names of the variables that stand outside every `[[part]]`: without these there is no text */
export function requiredIn(template: string): string[] {
  return placesIn(template.replace(PART, ''));
}

/** @returns whether braces and brackets stand for something: all that is left of them would be sent as it is */
export function isWellFormed(template: string): boolean {
  return !/[{}]|\[\[|\]\]/.test(template.replace(PART, '$1').replace(PLACE, ''));
}

/** @param language BCP 47 @returns the language of the scripts that such a customer reads */
export function scriptLanguage(language: string): ScriptLanguage {
  return language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
