import { describe, expect, test } from 'vitest';
import { builtInScripts } from '../../../domain/scripts/built-in/index.ts';
import { bankOf, composeScript } from '../../../domain/scripts/compose.ts';
import type { Script } from '../../../domain/scripts/script.ts';
import { SCRIPT_LANGUAGES, type ScriptLanguage } from '../../../domain/scripts/template.ts';
import type { ScriptValues } from '../../../domain/scripts/variables.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';

const reminder = builtInScripts.find(({ id }) => id === 'reminder-soft') as Script;

function compose(language: ScriptLanguage, changes: Partial<ScriptValues>) {
  const values: ScriptValues = {
    name: 'Li Na',
    amount: { amountMinor: 50_000, currency: 'CNY' },
    daysPastDue: 3,
    loanTail: '0123',
    reference: 'L000123-1',
    dueOn: '2026-10-30',
    ...changes,
  };
  const place = { jurisdiction: 'CN', lenderRole: 'first_party', secured: false } as const;
  const bank = bankOf(cnRetail.letters, language);
  return composeScript(reminder, values, { ...place, language, channel: 'email', bank });
}

describe.each(SCRIPT_LANGUAGES)('a message that is filled in, in %s', (language) => {
  test('says what stands in it', () => {
    const { body } = compose(language, {});
    for (const text of ['Li Na', '0123', '500.00']) expect(body).toContain(text);
  });

  test('numbers that look like words do not make it unlawful, and stand in it as they are', () => {
    expect(compose(language, { loanTail: 'COURT' }).body).toContain('COURT');
  });

  test.each([
    'Sarah Marshall',
    'Tom Sheriff',
    'Ann Judge',
    'John Constable',
    'Paul Law',
    'Mary Bond',
    '法正',
    '警予',
  ])('nor does a name: %s', (name) => {
    expect(compose(language, { name }).body).toContain(name);
  });

  test('a name that is no name does', () => {
    const threat = language === 'en' ? 'you will be arrested tomorrow' : '我们明天就来抓你';
    expect(() => compose(language, { name: threat })).toThrow('must not be sent');
  });
});
