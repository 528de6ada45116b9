import { describe, expect, test } from 'vitest';
import { coveringContact, loansToCover } from '../../../domain/case/covered-loans.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { LedgerContact } from '../../../domain/contact/ledger.ts';
import type { LoanId } from '../../../domain/ids.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { caseContext, caseFacts, caseState, NOW } from '../fixtures.ts';

const HOUR = 3_600_000;
const OTHER = 'L000002' as LoanId;

const ladder = cnRetail.ladders.low;
const [reminder] = ladder;
const call = ladder.find((rung) => rung.do === 'call');

/** Another case of the customer that is due in two hours for its first reminder. */
const sibling = (changes: Partial<CaseState> = {}): CaseState =>
  caseState({ loanId: OTHER, rung: 0, notBefore: { atMs: NOW + 2 * HOUR, why: 'spread' }, ...changes });

const contact = (changes: Partial<LedgerContact> = {}): LedgerContact => ({
  ...{ contactId: 'L000001-1.2', loanId: 'L000001', covers: [OTHER], channel: 'sms', status: 'sent' },
  ...{ atMs: NOW - HOUR, ...changes },
});

function covered(siblings: CaseState[], ledger: LedgerContact[] = []) {
  if (!reminder) throw new Error('the ladder begins with a reminder');
  return loansToCover(caseState(), reminder, caseFacts({ siblings, customer: { ledger } }), caseContext());
}

describe('which other loans a reminder speaks of', () => {
  test('those that are due for one within a day, with what is overdue and undisputed', () => {
    expect(covered([sibling({ disputedMinor: 20_000 })])).toEqual([
      { loanId: OTHER, amountMinor: 30_000, dueOn: '2026-10-30', paidMinor: 0 },
    ]);
  });

  test.each<[string, Partial<CaseState>]>([
    ['is due later', { notBefore: { atMs: NOW + 25 * HOUR, why: 'spread' } }],
    ['goes by another version of the strategy', { strategy: 'cn-retail@2' }],
    ['is in another currency', { currency: 'USD' }],
    ['is in dispute as a whole', { disputedMinor: 50_000 }],
    ['is due for a call', { rung: ladder.findIndex((rung) => rung.do === 'call') }],
    ['has a message on its way', { pending: { contactId: 'X' as never, channel: 'sms', reservedAtMs: NOW } }],
    [
      'is held',
      { holds: [{ kind: 'grace', sinceMs: NOW, untilMs: NOW + 99 * HOUR, owner: 'supervisor-1' }] },
    ],
  ])('not one that %s', (_name, changes) => {
    expect(covered([sibling(changes)])).toEqual([]);
  });

  test('not one that was spoken of a moment ago', () => {
    expect(covered([sibling()], [contact()])).toEqual([]);
  });

  test('nothing but a reminder speaks of other loans', () => {
    if (!call) throw new Error('the ladder has a call');
    const facts = caseFacts({ siblings: [sibling()] });
    expect(loansToCover(caseState(), call, facts, caseContext())).toEqual([]);
  });
});

describe('whether a loan has been spoken of', () => {
  test.each<[string, Partial<LedgerContact>, boolean]>([
    ['an hour ago', {}, true],
    ['and nobody knows whether it arrived', { status: 'unknown' }, true],
    ['and it is on its way', { status: 'sending' }, true],
    ['and it failed', { status: 'failed' }, false],
    ['and it was not sent', { status: 'superseded' }, false],
    ['a day ago', { atMs: NOW - 24 * HOUR }, false],
    ['about another one', { covers: ['L000003'] }, false],
  ])('%s', (_name, changes, expected) => {
    expect(coveringContact(OTHER, [contact(changes)], NOW) !== undefined).toBe(expected);
  });
});
