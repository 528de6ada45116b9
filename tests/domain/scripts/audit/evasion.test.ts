import { describe, expect, test } from 'vitest';
import { auditScript } from '../../../../domain/scripts/audit/audit-script.ts';
import { ZH } from '../../../../domain/scripts/audit/families/zh/index.ts';
import { SIMPLIFIED, UNEVEN_ROWS } from '../../../../domain/scripts/audit/normalise/traditional.ts';

const spread = (text: string, between: string) => Array.from(text).join(between);

/** Other scripts' letters that look the same. */
const cyrillic = (text: string) =>
  text.replace(/[aceopxyi]/g, (letter) => 'асеорхуі'['aceopxyi'.indexOf(letter)] ?? letter);
const fullWidth = (text: string) =>
  text
    .replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');
const bold = (text: string) =>
  text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97));
const traditional = (text: string) => {
  const back = new Map([...SIMPLIFIED].map(([from, to]) => [to, from]));
  return Array.from(text, (character) => back.get(character) ?? character).join('');
};

const EN = ['we will have you arrested', 'i will break your legs', 'we will call your boss about this debt'];
const EN_DISGUISES: readonly (readonly [string, (text: string) => string])[] = [
  ['plain', (text) => text],
  ['upper case', (text) => text.toUpperCase()],
  ['Cyrillic letters', cyrillic],
  ['full-width', fullWidth],
  ['bold letters', bold],
  ['accents', (text) => text.replaceAll('e', 'é').replaceAll('o', 'ö')],
  ['struck through', (text) => spread(text, '\u0336')],
  ['zero-width signs', (text) => spread(text, '\u200b')],
  ['soft hyphens', (text) => spread(text, '\u00ad')],
  ['figures', (text) => text.replaceAll('e', '3').replaceAll('o', '0')],
  ['blanks between all letters', (text) => spread(text.replaceAll(' ', ''), ' ')],
  ['stops between all letters', (text) => spread(text.replaceAll(' ', ''), '.')],
  [
    'hyphens between the letters of words',
    (text) =>
      text
        .split(' ')
        .map((word) => spread(word, '-'))
        .join(' '),
  ],
  [
    'stars between letters',
    (text) =>
      text
        .split(' ')
        .map((word) => spread(word, '*'))
        .join(' '),
  ],
];

const ZH_TEXTS = [
  '再不还钱就打断你的腿',
  '我这边是公安局经侦支队',
  '把你的照片贴到小区门口',
  '明天就去你家把东西搬走',
];
const ZH_DISGUISES: readonly (readonly [string, (text: string) => string])[] = [
  ['plain', (text) => text],
  ['traditional characters', traditional],
  ['blanks', (text) => spread(text, ' ')],
  ['ideographic blanks', (text) => spread(text, '\u3000')],
  ['stars', (text) => spread(text, '*')],
  ['middle dots', (text) => spread(text, '·')],
  ['full stops', (text) => spread(text, '。')],
  ['commas', (text) => spread(text, '，')],
  ['zero-width signs', (text) => spread(text, '\u200b')],
  ['emoji', (text) => spread(text, '😀')],
  ['line ends', (text) => spread(text, '\n')],
];

describe('a disguise does not get a threat past the audit', () => {
  test.each(EN_DISGUISES.flatMap(([name, dress]) => EN.map((text) => [name, text, dress] as const)))(
    '%s: %s',
    (_, text, dress) => {
      const expected = auditScript({ lang: 'en', text }).violations.map(({ category }) => category);
      expect(expected).not.toEqual([]);
      const found = auditScript({ lang: 'en', text: dress(text) }).violations.map(({ category }) => category);
      expect(found).toEqual(expect.arrayContaining(expected));
    },
  );

  test.each(ZH_DISGUISES.flatMap(([name, dress]) => ZH_TEXTS.map((text) => [name, text, dress] as const)))(
    '%s: %s',
    (_, text, dress) => {
      const expected = auditScript({ lang: 'zh', text }).violations.map(({ category }) => category);
      expect(expected).not.toEqual([]);
      const found = auditScript({ lang: 'zh', text: dress(text) }).violations.map(({ category }) => category);
      expect(found).toEqual(expect.arrayContaining(expected));
    },
  );

  test.each([
    ['en', 'You will be ar-rested tonight.'],
    ['en', 'You will be put in ja.il tonight, the pol ice are coming.'],
    ['en', 'Send it to my p3rsonal acc0unt.'],
    ['zh', '打断妳的腿'],
    ['zh', '【催收：再不还就打断你的腿】'],
  ] as const)('%s: %s', (lang, text) => {
    expect(auditScript({ lang, text }).ok).toBe(false);
  });

  test('and what it covers is shown in the text as it was given', () => {
    const text = 'Well, you will be a r r e s t e d.';
    const [violation] = auditScript({ lang: 'en', text }).violations;
    expect(text.slice(violation?.start, violation?.end)).toBe('be a r r e s t e d');
  });
});

describe('the tables of characters', () => {
  test('have a simplified form at the place of each traditional one', () => {
    expect(UNEVEN_ROWS).toEqual([]);
  });

  test('fold no character that the Chinese lexicon uses', () => {
    const used = new Set(
      [ZH.common, ...ZH.families.map(({ concepts }) => concepts)].flatMap((lexicon) =>
        Array.from(Object.values(lexicon).join('')),
      ),
    );
    expect(
      [...used].filter((character) => SIMPLIFIED.has(character) && SIMPLIFIED.get(character) !== character),
    ).toEqual([]);
  });
});
