import { describe, expect, test } from 'vitest';
import { auditScript } from '../../../../domain/scripts/audit/audit-script.ts';
import { AUDIT_CATEGORIES, AUDIT_LANGUAGES } from '../../../../domain/scripts/audit/category.ts';
import { CORPUS, type CorpusLine } from './corpus.ts';

const rightShare = (lines: readonly CorpusLine[]) =>
  lines.filter((line) => auditScript(line).ok === line.ok).length / lines.length;

describe('the corpus', () => {
  test.each(AUDIT_LANGUAGES.flatMap((lang) => AUDIT_CATEGORIES.map((category) => [lang, category] as const)))(
    'has lines of both kinds in %s for %s',
    (lang, category) => {
      const lines = CORPUS.filter((line) => line.lang === lang && line.category === category);
      expect(lines.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(4);
      expect(lines.filter(({ ok }) => !ok).length).toBeGreaterThanOrEqual(4);
    },
  );

  test('has no line twice', () => {
    expect(new Set(CORPUS.map(({ text }) => text)).size).toBe(CORPUS.length);
  });
});

describe('what the rules were worked out on comes out right', () => {
  test.each(CORPUS.filter(({ part }) => part === 'tuned').map((line) => [line.text, line] as const))(
    '%s',
    (_, line) => {
      const { ok, violations } = auditScript(line);
      expect({ ok, found: violations.map(({ category }) => category) }).toEqual({
        ok: line.ok,
        found: line.ok ? [] : (expect.arrayContaining([line.category]) as unknown),
      });
    },
  );
});

// Shares, so that whoever mends one line does not do it at the cost of many others.
describe.each(['held-out', 'later'] as const)('of the lines that are %s', (part) => {
  const lines = CORPUS.filter((line) => line.part === part);

  test.each(AUDIT_LANGUAGES)('at least 95 in 100 come out right in %s', (lang) => {
    expect(rightShare(lines.filter((line) => line.lang === lang))).toBeGreaterThanOrEqual(0.95);
  });

  test('at most 2 in 100 that may be said are flagged', () => {
    const allowed = lines.filter(({ ok }) => ok);
    expect(1 - rightShare(allowed)).toBeLessThanOrEqual(0.02);
  });

  test('at least 9 in 10 violations are found under their name', () => {
    const broken = lines.filter(({ ok }) => !ok);
    const named = broken.filter((line) =>
      auditScript(line).violations.some(({ category }) => category === line.category),
    );
    expect(named.length / broken.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('of the lines that no rule was made for', () => {
  const lines = CORPUS.filter(({ part }) => part === 'last');

  test.each(AUDIT_LANGUAGES)('at least 85 in 100 come out right in %s', (lang) => {
    expect(rightShare(lines.filter((line) => line.lang === lang))).toBeGreaterThanOrEqual(0.85);
  });

  test('at most 8 in 100 that may be said are flagged', () => {
    expect(1 - rightShare(lines.filter(({ ok }) => ok))).toBeLessThanOrEqual(0.08);
  });
});
