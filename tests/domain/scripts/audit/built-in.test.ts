import { describe, expect, test } from 'vitest';
import { auditScript } from '../../../../domain/scripts/audit/audit-script.ts';
import { scriptOf } from '../../../../domain/scripts/built-in/index.ts';
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
        expect(auditScript({ lang, text: render(text, VARIABLES) }).violations).toEqual([]);
      }
    },
  );
});
