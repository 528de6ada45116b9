import { describe, expect, test } from 'vitest';
import { auditScript } from '../../../../domain/scripts/audit/audit-script.ts';
import { scriptOf } from '../../../../domain/scripts/built-in/index.ts';
import { LETTER_JURISDICTIONS, letterLaw } from '../../../../domain/scripts/letter-law.ts';
import { SCRIPT_LANGUAGES, render } from '../../../../domain/scripts/template.ts';
import { builtInStrategies } from '../../../../domain/strategy/built-in/index.ts';

/** Sent by the case itself and not by a step of a strategy. */
const BESIDE_STRATEGIES = ['promise-reminder', 'thanks'];

/** The value of every `script` in a strategy, wherever it stands. */
function scriptsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'script' && typeof inner === 'string' ? [inner] : scriptsIn(inner),
  );
}

const ids = [...new Set([...builtInStrategies.flatMap(scriptsIn), ...BESIDE_STRATEGIES])];

const VARIABLES = {
  name: '李娜 Li Na',
  amount: 'CNY 1,234.50',
  daysPastDue: '37',
  dueOn: '2026-10-01',
  loanTail: '8890',
  promisedAmount: 'CNY 500.00',
  promisedOn: '2026-11-20',
  creditor: '示例银行 Example Bank',
  contact: '95000',
  reference: 'L8890-1',
  principalAmount: 'CNY 1,100.00',
  interestAmount: 'CNY 120.00',
  feeAmount: 'CNY 14.50',
  disputedAmount: 'CNY 0.00',
  answerDays: '15',
};

describe('the scripts of the built-in strategies', () => {
  test('are found', () => expect(ids.length).toBeGreaterThan(4));

  test.each(ids.flatMap((id) => SCRIPT_LANGUAGES.map((language) => [id, language] as const)))(
    '%s in %s passes, as a template and filled in',
    (id, language) => {
      const lang = language === 'en' ? 'en' : 'zh';
      const { subject, body } = scriptOf(id).texts[language];
      for (const text of [subject, body, `${subject}\n${body}`]) {
        expect(auditScript({ lang, text }).violations).toEqual([]);
        for (const jurisdiction of LETTER_JURISDICTIONS) {
          const filledIn = render(text, { ...VARIABLES, ...letterLaw(jurisdiction, language) });
          expect(auditScript({ lang, text: filledIn }).violations).toEqual([]);
        }
      }
    },
  );
});
