import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUnsubscribeToken, unsubscribeToken } from '../../../domain/contact/unsubscribe-token.ts';
import type { ContactId } from '../../../domain/ids.ts';

const signWith = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest('base64');
const sign = signWith('one');
const contactIds = fc.string({ unit: 'grapheme', minLength: 1 }).map((id) => id as ContactId);

test('a token says of which contact it is, and needs no escaping in a query', () => {
  fc.assert(
    fc.property(contactIds, (contactId) => {
      const token = unsubscribeToken(contactId, sign);
      expect(encodeURIComponent(token)).toBe(token);
      expect(readUnsubscribeToken(token, sign)).toBe(contactId);
    }),
  );
});

test('a token with any character changed, cut or added is none', () => {
  const token = unsubscribeToken('L1-1.4' as ContactId, sign);
  for (let at = 0; at < token.length; at += 1) {
    const changed = token[at] === 'A' ? 'B' : 'A';
    expect(readUnsubscribeToken(token.slice(0, at) + changed + token.slice(at + 1), sign)).toBeUndefined();
    expect(readUnsubscribeToken(token.slice(0, at), sign)).toBeUndefined();
  }
  expect(readUnsubscribeToken(`${token}A`, sign)).toBeUndefined();
  expect(readUnsubscribeToken(`${token}.A`, sign)).toBeUndefined();
});

test('neither the signature of another contact nor that of another key will do', () => {
  const [mine, other] = ['L1-1.4', 'L2-1.4'].map((id) => unsubscribeToken(id as ContactId, sign));
  const swapped = `${mine?.split('.')[0]}.${other?.split('.')[1]}`;
  expect(readUnsubscribeToken(swapped, sign)).toBeUndefined();
  expect(readUnsubscribeToken(mine ?? '', signWith('two'))).toBeUndefined();
});
