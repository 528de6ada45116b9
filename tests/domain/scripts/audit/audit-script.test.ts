import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditScript } from '../../../../domain/scripts/audit/audit-script.ts';
import { AUDIT_LANGUAGES, type AuditCategory } from '../../../../domain/scripts/audit/category.ts';
import type { AuditContext } from '../../../../domain/scripts/audit/context.ts';
import { CORPUS } from './corpus.ts';

const found = (lang: 'zh' | 'en', text: string, context: AuditContext = {}): AuditCategory[] =>
  auditScript({ lang, text, context }).violations.map(({ category }) => category);

describe('the same words in another light', () => {
  test.each<[string, 'zh' | 'en', string, string]>([
    ['negation', 'en', 'We will have you arrested.', 'We will never have you arrested.'],
    ['negation', 'zh', '我是警察。', '我不是警察。'],
    [
      'a report',
      'en',
      'We will break your legs.',
      'If a caller says that they will break your legs, tell us.',
    ],
    ['a report', 'zh', '我是法院的。', '有人自称我是法院的，请不要相信。'],
    ['a condition', 'zh', '今天就冻结你的账户。', '判决生效后如仍未履行，法院可以冻结账户。'],
    ['a regret', 'zh', '我们会不停给你打电话。', '很抱歉，系统故障导致不停给您打电话。'],
  ])('%s: %s %s', (_, lang, said, lawful) => {
    expect(found(lang, said)).not.toEqual([]);
    expect(found(lang, lawful)).toEqual([]);
  });

  test.each([
    ["Don't think we won't have you arrested."],
    ['If you do not pay we will have you arrested.'],
    ["I'm not joking: you will be arrested."],
  ])('what only looks like a negation is none: %s', (text) => {
    expect(found('en', text)).toContain('false_legal_consequence');
  });

  test('不要脸 has no negation in it', () => {
    expect(found('zh', '你真不要脸')).toContain('abusive_language');
  });
});

describe('context decides', () => {
  test.each<[string, string, AuditContext, AuditCategory]>([
    [
      'a suit that there is not',
      'The judge already ruled for us.',
      { suitFiled: false },
      'false_legal_consequence',
    ],
    [
      'a debt past limitation',
      'We may take you to court.',
      { limitationExpired: true },
      'false_legal_consequence',
    ],
    ['a third person', 'The loan is overdue.', { listener: 'third-party' }, 'third_party_disclosure'],
    ['a moratorium', 'You must pay by Friday.', { moratorium: true }, 'ignore_rights'],
    ['an unsecured loan', 'We may repossess your car.', { secured: false }, 'property_seizure_threat'],
  ])('%s makes "%s" a violation', (_, text, context, category) => {
    expect(found('en', text, context)).toContain(category);
    expect(found('en', text)).toEqual([]);
  });

  test('a lawyer may say so', () => {
    const text = 'I am an attorney for First Bank.';
    expect(found('en', text)).toEqual(['impersonate_lawyer']);
    expect(found('en', text, { speaker: 'lawyer' })).toEqual([]);
  });

  test.each([
    ['[No suit filed] The judge already ruled for us.'],
    ['The judge already ruled for us. (File note: no claim has been issued)'],
  ])('and is read from remarks: %s', (text) => {
    expect(found('en', text)).toContain('false_legal_consequence');
    expect(found('en', text, { suitFiled: true })).toEqual([]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...CORPUS.map(({ text }) => text)),
    fc.constantFrom(
      '[',
      '】',
      '（',
      '\ud835',
      'a b c ',
      '4',
      '$',
      '。',
      "'",
      '-',
      '\u0000',
      '😀',
      '1,0',
      '...',
    ),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

  test('has a verdict, the same each time, with spans inside it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...AUDIT_LANGUAGES), text, (lang, any) => {
        const verdict = auditScript({ lang, text: any });
        expect(auditScript({ lang, text: any })).toEqual(verdict);
        expect(verdict.ok).toBe(verdict.violations.length === 0);
        for (const { start, end, reason } of verdict.violations) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(any.length);
          expect(reason).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each(AUDIT_LANGUAGES)('that is wrong stays so between a greeting and a signature: %s', (lang) => {
    const [before, behind] =
      lang === 'en' ? ['Good morning. ', '\nYours, First Bank.'] : ['早上好。', '\n第一银行。'];
    const wrong = CORPUS.filter(
      (line) => line.lang === lang && !line.ok && !/[【（[(]/.test(line.text) && !auditScript(line).ok,
    );
    expect(wrong.length).toBeGreaterThan(80);
    expect(wrong.filter(({ text }) => auditScript({ lang, text: before + text + behind }).ok)).toEqual([]);
  });

  test.each([
    ['en', "I'm so sorry, but we will break your legs."],
    ['en', 'Thank you for your patience. Please pay, or we will have you arrested.'],
    ['zh', '不好意思，再不还就打断你的腿。'],
    ['zh', '非常抱歉，明天警察就去抓你。'],
  ] as const)('that is polite may be a threat still: %s %s', (lang, polite) => {
    expect(found(lang, polite)).not.toEqual([]);
  });

  // Whoever makes the work grow with the square of the length finds out here: it does not end.
  test.each([
    ['en', 'a r ', true],
    ['en', 'we will call you all day ', false],
    ['zh', '不会', true],
    ['zh', '打断你的腿', false],
  ] as const)(
    'of a hundred thousand characters without a full stop is audited: %s %s',
    (lang, unit, ok) => {
      expect(auditScript({ lang, text: unit.repeat(100_000 / unit.length) }).ok).toBe(ok);
    },
    60_000,
  );
});
