import { describe, expect, it } from 'vitest';
import {
  judgePromise,
  promiseDeadline,
  promiseReminderAt,
  promisedMinor,
} from '../../../domain/case/promise.ts';
import type { CaseState, OpenPromise } from '../../../domain/case/state.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, NOW, promisedState } from '../fixtures.ts';

const ONE = [{ dueOn: '2026-11-10', amountMinor: 50_000 }];
const THREE = [
  { dueOn: '2026-11-05', amountMinor: 20_000 },
  { dueOn: '2026-11-15', amountMinor: 20_000 },
  { dueOn: '2026-11-25', amountMinor: 10_000 },
];
const open = (state: CaseState) => state.promise as OpenPromise;
const judge = (instalments: OpenPromise['instalments'], paidMinor: number, atMs: number) => {
  const state = promisedState(instalments, { paidMinor });
  return judgePromise(state, open(state), atMs);
};

// Due on the 10th, two days of tolerance: the 12th is the last day.
const lastMoment = beijing('2026-11-13', '00:00') - 1;
const deadline = beijing('2026-11-13', '00:00');

describe('judgePromise', () => {
  it.each([
    ['all, early', 50_000, NOW, 'kept'],
    ['more than all', 90_000, NOW, 'kept'],
    ['all, on the last day of tolerance', 50_000, lastMoment, 'kept'],
    ['all but the tolerance', 49_900, NOW, 'kept'],
    ['all but a minor unit more', 49_899, NOW, 'open'],
    ['nothing, on the promised day', 0, beijing('2026-11-10', '23:59'), 'open'],
    ['nothing, on the last day of tolerance', 0, lastMoment, 'open'],
    ['nothing', 0, deadline, 'broken'],
    ['1 of 500', 100, deadline, 'broken'],
    ['all but the tolerance and a minor unit', 49_899, deadline, 'partly-kept'],
    ['half', 25_000, deadline, 'partly-kept'],
    ['a minor unit less than half', 24_999, deadline, 'broken'],
  ])('%s is paid: %s', (_name, paid, atMs, outcome) => {
    expect(judge(ONE, paid, atMs)).toBe(outcome);
  });

  it('what was paid before the promise does not count', () => {
    const state = promisedState(ONE, { paidMinor: 50_000 });
    const later = { ...open(state), paidBeforeMinor: 50_000 };
    expect(judgePromise(state, later, NOW)).toBe('open');
    expect(judgePromise(state, later, deadline)).toBe('broken');
    expect(judgePromise({ ...state, paidMinor: 100_000 }, later, NOW)).toBe('kept');
  });

  it('a payment that was taken back does not count as less than nothing', () => {
    const state = promisedState(ONE, { paidMinor: 0 });
    expect(judgePromise(state, { ...open(state), paidBeforeMinor: 10_000 }, deadline)).toBe('broken');
  });

  it.each([
    ['the first missed', 0, '2026-11-08', 'broken'],
    ['the first in part', 10_000, '2026-11-08', 'partly-kept'],
    ['the first paid', 20_000, '2026-11-08', 'open'],
    ['the second missed: half of what was due by then', 20_000, '2026-11-18', 'partly-kept'],
    ['the first two ahead', 40_000, '2026-11-18', 'open'],
    ['the last missed', 40_000, '2026-11-28', 'partly-kept'],
    ['all at once', 50_000, '2026-11-01', 'kept'],
  ])('of three instalments, %s', (_name, paid, day, outcome) => {
    expect(judge(THREE, paid, beijing(day, '00:00'))).toBe(outcome);
  });
});

describe('the dates of a promise', () => {
  it('the deadline is the end of the first unpaid date and the tolerance', () => {
    const at = (paidMinor: number) => {
      const state = promisedState(THREE, { paidMinor });
      return promiseDeadline(state, open(state));
    };
    expect(at(0)).toBe(beijing('2026-11-08', '00:00'));
    expect(at(20_000)).toBe(beijing('2026-11-18', '00:00'));
    expect(at(50_000)).toBeUndefined();
  });

  it('adds up', () => {
    expect(promisedMinor(open(promisedState(THREE)))).toBe(50_000);
  });

  const timing = { ...cnRetail, spreadMinutes: 0 };
  const reminderAt = (dueOn: string, changes: Partial<OpenPromise> = {}, paidMinor = 0) => {
    const state = promisedState([{ dueOn, amountMinor: 50_000 }], { paidMinor });
    return promiseReminderAt(state, { ...open(state), ...changes }, timing);
  };

  it('the reminder is the day before, at the preferred time', () => {
    expect(reminderAt('2026-11-10')).toBe(beijing('2026-11-09', '10:00'));
  });

  it.each([
    ['it was reminded of', '2026-11-10', { reminded: 1 }, 0],
    ['it is paid', '2026-11-10', {}, 50_000],
    ['it is due today', '2026-11-01', {}, 0],
    ['it is due tomorrow, promised after the preferred time', '2026-11-02', {}, 0],
  ])('there is none when %s', (_name, dueOn, changes, paid) => {
    expect(reminderAt(dueOn, changes, paid)).toBeUndefined();
  });
});
