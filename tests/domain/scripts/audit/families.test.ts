import { describe, expect, test } from 'vitest';
import { AUDIT_CATEGORIES, type AuditCategory } from '../../../../domain/scripts/audit/category.ts';
import { compile, termsOf } from '../../../../domain/scripts/audit/engine/compile.ts';
import { EN } from '../../../../domain/scripts/audit/families/en/index.ts';
import { ZH } from '../../../../domain/scripts/audit/families/zh/index.ts';
import type { LanguagePack } from '../../../../domain/scripts/audit/rule.ts';

/** The engine asks for these itself. */
const OF_THE_ENGINE = ['plain', 'negator.strong', 'negator.weak', 'turn', 'presumption'];

const lexiconsOf = (pack: LanguagePack) => [pack.common, ...pack.families.map(({ concepts }) => concepts)];
const rulesOf = (pack: LanguagePack) => pack.families.flatMap(({ rules }) => rules);

describe.each([
  ['zh', ZH],
  ['en', EN],
])('the families of %s', (_, pack) => {
  const names = lexiconsOf(pack).flatMap((lexicon) => Object.keys(lexicon));

  test('compile: no rule names a concept that is not there', () => {
    expect(() => compile(pack)).not.toThrow();
  });

  test('have each concept once, and use it', () => {
    expect(new Set(names).size).toBe(names.length);
    const used = new Set([
      ...OF_THE_ENGINE,
      ...pack.families.flatMap(({ lifts }) => lifts),
      ...rulesOf(pack).flatMap(({ needs, lifts = [], liftsAnywhere = [] }) => [
        ...needs.flatMap((need) => need.split('|')),
        ...lifts,
        ...liftsAnywhere,
      ]),
    ]);
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  test('have a rule for each category', () => {
    const found = new Set<AuditCategory>(rulesOf(pack).map(({ category }) => category));
    expect(found).toEqual(new Set(AUDIT_CATEGORIES));
  });

  test('are written in what the text is folded to', () => {
    const allowed = pack.language === 'zh' ? /^[a-z#\u4e00-\u9fff]+$/ : /^[a-z#' ]+\*?$/;
    const terms = lexiconsOf(pack).flatMap((lexicon) =>
      Object.values(lexicon).flatMap((text) => termsOf(text, pack.language)),
    );
    expect(terms.filter((term) => !allowed.test(term))).toEqual([]);
  });
});

test('a rule that names an unknown concept is refused by name', () => {
  const family = {
    concepts: {},
    lifts: [],
    rules: [{ category: 'harassment', reason: 'x', needs: ['nonesuch'] }],
  } as const;
  expect(() => compile({ ...EN, families: [family] })).toThrow("the en lexicon has no concept 'nonesuch'");
});
