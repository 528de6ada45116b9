import { expect, it } from 'vitest';
import { holdReachWords } from '../../../domain/case/hold-words.ts';
import type { LoanId } from '../../../domain/ids.ts';
import type { Channel } from '../../../domain/strategy/schema.ts';

it.each<['loan' | 'customer', Channel[] | undefined, string]>([
  ['customer', undefined, 'every loan of the customer, contact by any channel'],
  ['customer', ['sms'], 'every loan of the customer, contact by SMS'],
  ['loan', ['sms', 'voice'], 'loan L1, contact by SMS and phone'],
  ['loan', ['sms', 'email', 'letter'], 'loan L1, contact by SMS, e-mail and post'],
])('a hold of the %s of %j reaches: %s', (scope, channels, words) => {
  const hold = { scope, ...(channels && { channels }) };
  expect(holdReachWords(hold, scope === 'loan' ? ('L1' as LoanId) : null)).toBe(words);
});
