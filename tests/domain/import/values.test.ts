import { describe, expect, it } from 'vitest';
import { readLanguage, readList, readShort, readSigned, readText } from '../../../domain/import/values.ts';

describe('readList', () => {
  it.each([
    ['', '{}'],
    [' ; ', '{}'],
    ['legal', '{"legal"}'],
    [' hardship ; legal;', '{"hardship","legal"}'],
    ['say "x";a,b;c\\d;{e}', '{"say \\"x\\"","a,b","c\\\\d","{e}"}'],
  ])('%j is %s', (text, list) => {
    expect(readList(readText)(text)).toBe(list);
  });

  it('reads each value', () => {
    expect(readList(readLanguage)('zh-cn;EN')).toBe('{"zh-CN","en"}');
    expect(() => readList(readLanguage)('zh-CN;??')).toThrow('is not a language (zh-CN)');
  });
});

describe('readSigned', () => {
  it.each(['0', '-0.35', '12', '1234567.891'])('%s is a number', (text) => {
    expect(readSigned(text)).toBe(text);
  });

  it.each(['', '-', '.5', '5.', '1e3', '5,2', '+1', 'NaN', ' 1'])("'%s' is none", (text) => {
    expect(() => readSigned(text)).toThrow('is not a decimal number');
  });
});

describe('readShort', () => {
  it('takes as many characters as it says, and at least one', () => {
    const read = readShort(3);
    expect(read('abc')).toBe('abc');
    expect(() => read('abcd')).toThrow('is longer than 3 characters');
    expect(() => read('')).toThrow('is empty');
  });
});
