import { describe, expect, test } from 'vitest';
import { sampleValues, sampleWords } from '../../../domain/scripts/samples.ts';
import { SCRIPT_LANGUAGES } from '../../../domain/scripts/template.ts';
import { VARIABLES, wordsOf, type ScriptValues } from '../../../domain/scripts/variables.ts';

const money = (amountMinor: number, currency: string) => ({ amount: { amountMinor, currency } });

test.each<[ScriptValues, string, string]>([
  [money(123_450, 'CNY'), 'CNY 1,234.50', '1,234.50元'],
  [money(5, 'CNY'), 'CNY 0.05', '0.05元'],
  [money(123_456_789, 'CNY'), 'CNY 1,234,567.89', '1,234,567.89元'],
  [money(1_500, 'JPY'), 'JPY 1,500', 'JPY 1,500'],
  [money(123_450, 'GBP'), 'GBP 1,234.50', 'GBP 1,234.50'],
  [{ dueOn: '2026-11-02' }, '2 November 2026', '2026年11月2日'],
  [{ daysPastDue: 37 }, '37', '37'],
  [{ name: '' }, '', ''],
])('%j reads "%s" and "%s"', (values, english, chinese) => {
  expect(Object.values(wordsOf(values, 'en'))).toEqual([english]);
  expect(Object.values(wordsOf(values, 'zh-CN'))).toEqual([chinese]);
});

test.each([
  [{ amount: '123' }, '{amount} takes money'],
  [{ dueOn: 'tomorrow' }, '{dueOn} takes a date'],
  [{ dueOn: '2026-13-01' }, '{dueOn} takes a date'],
  [{ dueOn: 20_261_102 }, '{dueOn} takes a date'],
  [{ daysPastDue: 1.5 }, '{daysPastDue} takes a whole number'],
  [{ name: 7 }, '{name} takes a text'],
  [{ salary: 'x' }, '{salary} is no variable'],
])('%j: %s', (values, message) => {
  expect(() => wordsOf(values as ScriptValues, 'en')).toThrow(message);
});

describe.each(SCRIPT_LANGUAGES)('samples in %s', (language) => {
  test('are there for every variable, and read well', () => {
    expect(Object.keys(sampleValues(language)).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
    for (const word of Object.values(sampleWords(language))) expect(word).not.toBe('');
  });
});
