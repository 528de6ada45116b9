import { describe, expect, test } from 'vitest';
import { PATHS, PathTally } from '../../../domain/portfolio/paths/tally.ts';
import type { Trace, TraceData } from '../../../domain/portfolio/paths/traces.ts';

const NOON = Date.parse('2026-11-10T12:00:00+08:00');

function trace(type: string, data: TraceData = {}, rest: Partial<Trace> = {}): Trace {
  return { type, data, atMs: NOON, holds: [], ...rest };
}

/** The paths that one case has gone. */
function pathsOf(...timeline: Trace[]): string[] {
  const tally = new PathTally();
  tally.add(timeline);
  const { cases } = tally.result();
  return Object.keys(cases).filter((path) => cases[path] === 1);
}

const promise = (eventId: string, ...dueOn: string[]) =>
  trace('promise', { eventId, instalments: dueOn.map((on) => ({ dueOn: on, amountMinor: 1 })) });

describe('paths', () => {
  test('have names of their own', () => {
    const names = PATHS.map(({ path }) => path);
    expect(new Set(names).size).toBe(names.length);
  });

  test('of nothing there are none', () => {
    expect(pathsOf()).toEqual([]);
  });

  test.each<[string, Trace[]]>([
    ['promise of one amount', [promise('p1', '2026-11-12')]],
    ['promise by instalments', [promise('p1', '2026-11-12', '2026-11-20')]],
    ['payment booked late', [trace('payment', { paidAtMs: NOON - 86_400_000 })]],
    ['re-opened after a bounced payment', [trace('opened', { reversedPaymentId: 'P1' })]],
    ['re-opened by a supervisor', [trace('opened', { reopenedBy: 'supervisor-qiu' })]],
    ['grace granted at once', [trace('grace', {}, { holds: ['grace'] })]],
    ['grace asked of a supervisor', [trace('grace', {}, { holds: ['hardship-review'] })]],
    ['dispute of all', [trace('dispute', {}, { wholeDispute: true })]],
    ['dispute of a part', [trace('dispute')]],
    ['dispute upheld', [trace('approval', { hold: 'dispute', approved: true })]],
    ['dispute upheld', [trace('resolve-dispute', { outcome: 'upheld' })]],
    ['cease by some channels', [trace('cease', { channels: ['sms'] })]],
    ['cease by all', [trace('cease')]],
    ['tier worse', [trace('tier-changed', { from: 'low', to: 'middle' })]],
    ['tier better', [trace('tier-changed', { from: 'high', to: 'middle' })]],
    ['call: third-party', [trace('call-outcome', { outcome: 'third-party' })]],
    ['court: hearing adjourned', [trace('legal-complete', { step: 'hearing', outcome: 'adjourned' })]],
    ['hold kept by a supervisor', [trace('approval', { approved: false }, { taskKind: 'hold-review' })]],
    ['core system: sold', [trace('loan-change', { change: 'sold' })]],
    ['alert taken: more security asked for', [trace('risk-alert', { action: 'more-security' })]],
    ['alert taken: early recall asked for', [trace('risk-alert', { action: 'early-recall' })]],
    ['alert taken: ladder compressed', [trace('risk-alert', { action: 'compress-ladder' })]],
    ['alert dismissed', [trace('alert-dismissed')]],
    ['work moved by absence', [trace('task-moved')]],
    ['re-scored by a trained model', [trace('rescored', { model: 'bank-1' })]],
    ['closed as written-off', [trace('close', { reason: 'written-off' })]],
  ])('%s', (path, timeline) => {
    expect(pathsOf(...timeline)).toEqual([path]);
  });

  test('who is scored by the experts’ scorecard is not scored by a trained model', () => {
    expect(pathsOf(trace('rescored', { model: 'expert-3' }))).toEqual([]);
  });

  test('a payment of the same day is booked in time', () => {
    expect(pathsOf(trace('payment', { paidAtMs: NOON - 3_600_000 }))).toEqual([]);
  });

  test('a promise is kept early before the day of its last instalment, not on it', () => {
    const kept = trace('promise-kept', { promiseId: 'p1' });
    expect(pathsOf(promise('p1', '2026-11-11'), kept)).toContain('promise kept early');
    expect(pathsOf(promise('p1', '2026-11-10'), kept)).not.toContain('promise kept early');
    expect(pathsOf(promise('p2', '2026-11-11'), kept)).not.toContain('promise kept early');
  });

  test('an address is not found when the letter is given up and nobody has found one', () => {
    const returned = trace('letter-outcome', { outcome: 'returned' });
    const denied = trace('contact-denied', { channel: 'letter' });
    const found = trace('task', { action: 'complete' }, { taskKind: 'find-address' });
    expect(pathsOf(returned, denied)).toContain('address not found');
    expect(pathsOf(denied, returned)).not.toContain('address not found');
    expect(pathsOf(returned, denied, found)).not.toContain('address not found');
  });

  test('the tally says how many of all, and which were not', () => {
    const tally = new PathTally();
    tally.add([trace('cured'), trace('cured')]);
    tally.add([trace('cured'), trace('note')]);
    const { used, of, unused, cases } = tally.result();
    expect({ used, of, cured: cases['cured'] }).toEqual({ used: 2, of: PATHS.length, cured: 2 });
    expect(unused).toHaveLength(PATHS.length - 2);
  });
});
