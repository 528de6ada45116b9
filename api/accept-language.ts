import type { LanguageTag } from '../domain/case/status/language.ts';

/** What is answered to somebody who names no language that is spoken here. */
const DEFAULT: LanguageTag = 'en';

/** By the first part of a language tag; of Chinese there is the simplified one. */
const SPOKEN: Readonly<Record<string, LanguageTag>> = { en: 'en', zh: 'zh-CN' };

/**
 * @param header `Accept-Language`, RFC 9110
 * @returns the language that is wanted most of those that are spoken here
 * @example languageOf('fr, zh-TW;q=0.9, en;q=0.8') // 'zh-CN'
 */
export function languageOf(header: string | undefined): LanguageTag {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { language: SPOKEN[range.split('-')[0] ?? ''], quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.find(({ language }) => language !== undefined)?.language ?? DEFAULT;
}
