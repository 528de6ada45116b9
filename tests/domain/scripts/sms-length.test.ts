import { expect, test } from 'vitest';
import { smsLength } from '../../../domain/scripts/sms-length.ts';

test.each<[string, string, ReturnType<typeof smsLength>]>([
  ['nothing', '', { encoding: 'GSM-7', units: 0, segments: 1 }],
  ['one segment', 'a'.repeat(160), { encoding: 'GSM-7', units: 160, segments: 1 }],
  ['one more', 'a'.repeat(161), { encoding: 'GSM-7', units: 161, segments: 2 }],
  ['two full', 'a'.repeat(306), { encoding: 'GSM-7', units: 306, segments: 2 }],
  ['three', 'a'.repeat(307), { encoding: 'GSM-7', units: 307, segments: 3 }],
  ['signs that take two septets', '[€]', { encoding: 'GSM-7', units: 6, segments: 1 }],
  ['Chinese', '中'.repeat(70), { encoding: 'UCS-2', units: 70, segments: 1 }],
  ['Chinese, one more', '中'.repeat(71), { encoding: 'UCS-2', units: 71, segments: 2 }],
  [
    'one curly apostrophe makes all of it dear',
    `it’s ${'a'.repeat(66)}`,
    { encoding: 'UCS-2', units: 71, segments: 2 },
  ],
  ['a sign outside the first plane', '😀', { encoding: 'UCS-2', units: 2, segments: 1 }],
])('%s', (_name, text, expected) => expect(smsLength(text)).toEqual(expected));
