import { describe, expect, it } from 'vitest';
import { readLanguage, readList, readText } from '../../../domain/import/values.ts';

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
