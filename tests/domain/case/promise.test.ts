import { describe, expect, it } from 'vitest';
import {
  countTowards,
  judgePromise,
  movePromise,
  promiseDeadline,
  promiseReminderAt,
  promisedMinor,
  watchedSince,
} from '../../../domain/case/promise.ts';
import type { CaseState, OpenPromise } from '../../../domain/case/state.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseState, NOW, promisedState } from '../fixtures.ts';

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

  it('nothing paid is broken, whatever share a policy takes for partly kept', () => {
    const state = promisedState(ONE);
    const terms = { ...state.terms, promise: { ...state.terms.promise, partlyKeptShare: 0 } };
    expect(judgePromise({ ...state, terms }, open(state), deadline)).toBe('broken');
    expect(judgePromise({ ...state, terms }, { ...open(state), paidMinor: 1 }, deadline)).toBe('partly-kept');
  });
});

describe('countTowards', () => {
  const state = caseState();
  const at = (day: string, amountMinor: number) => ({ paidAtMs: beijing(day, '18:00'), amountMinor });
  const counted = (
    instalments: OpenPromise['instalments'],
    now: string,
    ...payments: ReturnType<typeof at>[]
  ) => countTowards({ instalments, madeAtMs: NOW }, payments, state, beijing(now, '00:00'));

  it.each([
    ['a payment made before the promise', [at('2026-10-31', 50_000)], 0],
    ['one made since', [at('2026-11-05', 30_000)], 30_000],
    [
      'both, in the order in which they were booked',
      [at('2026-11-05', 30_000), at('2026-10-31', 50_000)],
      30_000,
    ],
    ['one that was taken back', [at('2026-11-05', 30_000), at('2026-11-05', -30_000)], 0],
    ['one made on the last day of tolerance', [at('2026-11-12', 30_000)], 30_000],
    ['one made after it', [at('2026-11-13', 50_000)], 0],
  ])('%s', (_name, payments, minor) => {
    expect(counted(ONE, '2026-11-20', ...payments)).toBe(minor);
  });

  it('a payment in the instant of the promise counts, one a millisecond before does not', () => {
    const promise = { instalments: ONE, madeAtMs: NOW };
    expect(countTowards(promise, [{ paidAtMs: NOW, amountMinor: 1 }], state, NOW)).toBe(1);
    expect(countTowards(promise, [{ paidAtMs: NOW - 1, amountMinor: 1 }], state, NOW)).toBe(0);
  });

  it('what is paid after a missed date does not mend it, though later dates are still to come', () => {
    const late = [at('2026-11-09', 20_000), at('2026-11-12', 30_000)];
    expect(counted(THREE, '2026-11-09', ...late)).toBe(0);
    expect(counted(THREE, '2026-11-20', at('2026-11-07', 19_900), ...late)).toBe(69_900);
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

  it('there is no deadline while the case stands still', () => {
    const state = promisedState(ONE, { frozenSinceMs: NOW });
    expect(promiseDeadline(state, open(state))).toBeUndefined();
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

describe('after a standstill', () => {
  const dates = (state: CaseState) => open(state).instalments.map(({ dueOn }) => dueOn);
  const standstill = { fromMs: beijing('2026-11-08', '09:00'), toMs: beijing('2026-11-18', '21:00') };

  it('the dates promised before it move by its days, and are reminded of again', () => {
    const before = promisedState(THREE, { paidMinor: 20_000 });
    const reminded = { ...before, promise: { ...open(before), reminded: 2 } };
    const moved = movePromise(reminded, standstill);
    expect(dates(moved)).toEqual(['2026-11-15', '2026-11-25', '2026-12-05']);
    expect(open(moved).reminded).toBe(1);
  });

  it('those promised in it stand as they were said; what is over is due today', () => {
    const before = promisedState(THREE);
    const inIt = { ...before, promise: { ...open(before), madeAtMs: beijing('2026-11-09', '10:00') } };
    expect(dates(movePromise(inIt, standstill))).toEqual(['2026-11-18', '2026-11-18', '2026-11-25']);
  });

  it('a standstill within a day moves nothing', () => {
    const state = promisedState(THREE);
    expect(movePromise(state, { fromMs: standstill.fromMs, toMs: standstill.fromMs + 3_600_000 })).toEqual(
      state,
    );
  });
});

it('payments are watched since the older of the promises that can still be judged', () => {
  const state = promisedState(ONE);
  expect(watchedSince(caseState())).toBeNull();
  expect(watchedSince(state)).toBe(NOW);
  const last = { ...open(state), madeAtMs: NOW - 5, outcome: 'kept' as const, owner: 'c' };
  expect(watchedSince({ ...state, lastPromise: last })).toBe(NOW - 5);
});
