import { describe, expect, test } from 'vitest';
import { pastContacts, type LedgerContact } from '../../../domain/contact/ledger.ts';

const row = (changes: Partial<LedgerContact> = {}): LedgerContact => ({
  ...{ contactId: 'C1', loanId: 'L1', covers: [], atMs: 1000, channel: 'sms', status: 'sent' },
  ...changes,
});

describe('what of the ledger the rules count', () => {
  test.each([
    ['sent', undefined, ['sent']],
    // It may have left, or may leave in a moment.
    ['reserved', undefined, ['unknown']],
    ['sending', undefined, ['unknown']],
    ['unknown', undefined, ['unknown']],
    ['calling', undefined, ['unknown']],
    // It certainly did not.
    ['failed', undefined, []],
    ['superseded', undefined, []],
    ['too-late', undefined, []],
    ['held', undefined, []],
    ['called', 'no-answer', ['no_answer']],
    ['called', 'wrong-number', ['no_answer']],
    ['called', 'promise', ['conversation']],
    ['called', 'hung-up', ['conversation']],
    ['called', undefined, ['sent']],
  ] as const)('%s, %s', (status, outcome, counted) => {
    const past = pastContacts([row({ status, ...(outcome && { outcome }) })]);
    expect(past.map((contact) => contact.outcome)).toEqual(counted);
  });

  test('a contact about several loans is about each of them', () => {
    expect(pastContacts([row({ covers: ['L2', 'L3'] })])).toMatchObject([{ debtIds: ['L1', 'L2', 'L3'] }]);
  });
});
