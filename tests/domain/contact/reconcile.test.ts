import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../domain/calendar.ts';
import { mayHaveLeft } from '../../../domain/contact/ledger.ts';
import { ASKED_FOR_MS, nextInquiryMs, reconciled } from '../../../domain/contact/reconcile.ts';

describe('what a channel says of a contact that nobody delivers any more', () => {
  it.each([
    ['sending', 'sent', 'sent', 'accepted'],
    ['sending', 'not-sent', 'failed', 'not-accepted'],
    ['sending', 'unknown', 'unknown', 'not-known'],
    ['unknown', 'sent', 'sent', 'accepted'],
    ['unknown', 'not-sent', 'failed', 'not-accepted'],
    ['calling', 'unknown', 'unknown', 'not-known'],
  ] as const)('at %s, it says %s: %s', (status, answer, now, end) => {
    expect(reconciled(status, answer)).toMatchObject({ status: now, end });
  });

  it('at unknown, it cannot tell: the ledger goes on saying so', () => {
    expect(reconciled('unknown', 'unknown')).toBeUndefined();
  });

  it('counts unless the channel is certain that it never had it', () => {
    for (const answer of ['sent', 'unknown'] as const) {
      const status = reconciled('sending', answer)?.status;
      expect(status !== undefined && mayHaveLeft({ status })).toBe(true);
    }
  });
});

describe('when it is asked again', () => {
  it.each([
    [1, 30],
    [2, 60],
    [5, 480],
  ])('after it could not tell %i times: in %i minutes', (asked, minutes) => {
    expect(nextInquiryMs(asked, DAY_MS)).toBe(DAY_MS + minutes * MINUTE_MS);
  });

  it('later each time, and about nine times in the week that it is asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (asked) => {
        expect(nextInquiryMs(asked + 1, 0)).toBe(2 * nextInquiryMs(asked, 0));
      }),
    );
    let [asked, atMs] = [0, 0];
    while (atMs < ASKED_FOR_MS) atMs = nextInquiryMs((asked += 1), atMs);
    expect(asked).toBe(9);
  });
});
