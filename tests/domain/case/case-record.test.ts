import { describe, expect, it } from 'vitest';
import { disputesIn, promisesIn, type RecordedEntry } from '../../../domain/case/case-record.ts';

const entry = (
  type: string,
  data: Record<string, unknown> = {},
  caseId = 'L1-1',
  atMs = 1,
): RecordedEntry => ({
  ...{ caseId, atMs, type, actor: 'collector-1', data },
});
const instalments = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
const made = (eventId: string) => entry('promise', { eventId, instalments });
const judged = (type: string, data: object = {}) => entry(type, { promiseId: 'P', paidMinor: 700, ...data });

describe('promises', () => {
  it.each<[string, RecordedEntry[], string, number]>([
    ['just made', [], 'open', 0],
    ['kept', [judged('promise-kept')], 'kept', 700],
    ['partly kept', [judged('promise-partly-kept')], 'partly-kept', 700],
    ['broken', [judged('promise-broken')], 'broken', 700],
    ['moot', [judged('promise-moot')], 'moot', 700],
    ['replaced by another', [judged('promise-renegotiated')], 'replaced', 700],
    ['replaced by a plan', [entry('plan-approved', { replaced: { promiseId: 'P' } })], 'replaced', 0],
    [
      'kept, then the payment bounced',
      [judged('promise-kept'), judged('promise-judged-again', { outcome: 'broken', paidMinor: 0 })],
      'broken',
      0,
    ],
    ['another one is kept', [entry('promise-kept', { promiseId: 'Q', paidMinor: 1 })], 'open', 0],
  ])('%s', (_name, then, outcome, paidMinor) => {
    const all = promisesIn([entry('opened'), made('P'), ...then]);
    expect(all).toMatchObject([
      { promiseId: 'P', caseId: 'L1-1', takenBy: 'collector-1', instalments, outcome, paidMinor },
    ]);
  });

  it('in the order in which they were made', () => {
    expect(promisesIn([made('P'), judged('promise-broken'), made('Q')])).toMatchObject([
      { promiseId: 'P', outcome: 'broken' },
      { promiseId: 'Q', outcome: 'open' },
    ]);
  });
});

describe('disputes', () => {
  const raised = entry('dispute', { disputedMinor: 20_000, subject: 'fee' });
  it.each<[string, RecordedEntry[], string]>([
    ['raised', [], 'open'],
    ['upheld', [entry('approval', { hold: 'dispute', approved: true })], 'upheld'],
    ['rejected', [entry('approval', { hold: 'dispute', approved: false })], 'rejected'],
    ['partly upheld', [entry('resolve-dispute', { outcome: 'partly' })], 'partly'],
    ['corrected in the books', [entry('dispute-settled')], 'books-corrected'],
    ['another approval', [entry('approval', { hold: 'grace', approved: true })], 'open'],
    ['resolved in another case', [entry('resolve-dispute', { outcome: 'upheld' }, 'L1-2')], 'open'],
  ])('%s', (_name, then, outcome) => {
    expect(disputesIn([raised, ...then])).toMatchObject([
      {
        caseId: 'L1-1',
        subject: 'fee',
        disputedMinor: 20_000,
        outcome,
        resolvedAtMs: outcome === 'open' ? null : 1,
      },
    ]);
  });

  it('raised after the first was resolved is open', () => {
    const resolved = entry('resolve-dispute', { outcome: 'rejected' });
    expect(disputesIn([raised, resolved, raised]).map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'open',
    ]);
  });
});
