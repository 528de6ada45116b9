import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../domain/calendar.ts';
import { nextStep } from '../../../domain/case/next-step.ts';
import type { Hold } from '../../../domain/case/hold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { beijing, caseState, NOW, promisedState } from '../fixtures.ts';

const strategy = { ...cnRetail, spreadMinutes: 0 };
const settled = (changes: Partial<CaseState> = {}) =>
  caseState({ notBefore: { atMs: 0, why: '' }, ...changes });
const hold = (kind: Hold['kind'], untilMs = NOW + 5 * DAY_MS): Hold => ({
  kind,
  sinceMs: NOW,
  untilMs,
  owner: 'x',
});
const step = (state: CaseState, now = NOW) => {
  const next = nextStep(state, strategy, now);
  return next && { atMs: next.atMs, kind: next.step.kind };
};

describe('nextStep', () => {
  // Overdue since 2026-10-30: day 3 is 2026-11-02.
  it.each<[string, CaseState, string, number]>([
    ['a rung on its day', settled(), 'rung', beijing('2026-11-02', '10:00')],
    ['a rung moved back', settled({ shiftDays: 4 }), 'rung', beijing('2026-11-06', '10:00')],
    ['a rung moved forward', settled({ rung: 2, shiftDays: -4 }), 'rung', beijing('2026-11-09', '10:00')],
    [
      'court is not moved forward',
      settled({ rung: 6, shiftDays: -4 }),
      'rung',
      beijing('2027-02-27', '10:00'),
    ],
    ['court is moved back', settled({ rung: 6, shiftDays: 4 }), 'rung', beijing('2027-03-03', '10:00')],
    ['not before', settled({ notBefore: { atMs: NOW + 9 * DAY_MS, why: 'w' } }), 'rung', NOW + 9 * DAY_MS],
    ['rest', settled({ rest: { atMs: NOW + 9 * DAY_MS, why: 'w' } }), 'rung', NOW + 9 * DAY_MS],
    ['the end of a hold', settled({ holds: [hold('grace')] }), 'hold-end', NOW + 5 * DAY_MS],
    [
      'a dispute of a part holds nothing',
      settled({ holds: [hold('dispute')] }),
      'rung',
      beijing('2026-11-02', '10:00'),
    ],
    [
      'a dispute of all does',
      settled({ holds: [hold('dispute')], disputedMinor: 50_000 }),
      'hold-end',
      NOW + 5 * DAY_MS,
    ],
    ['past the end the review comes again', settled({ rung: 99 }), 'rung', beijing('2027-04-28', '10:00')],
  ])('%s', (_name, state, kind, atMs) => {
    expect(step(state)).toEqual({ kind, atMs });
  });

  const promised = promisedState([{ dueOn: '2026-11-10', amountMinor: 50_000 }], {
    notBefore: { atMs: 0, why: '' },
  });

  it('an open promise is reminded of the day before, then judged', () => {
    expect(step(promised)).toEqual({ kind: 'promise-reminder', atMs: beijing('2026-11-09', '10:00') });
    const reminded = { ...promised, promise: { ...promised.promise!, reminded: 1 } };
    expect(step(reminded)).toEqual({ kind: 'judge-promise', atMs: beijing('2026-11-13', '00:00') });
  });

  it('a rest after a payment moves the reminder, and past the promised day there is none', () => {
    const resting = (date: string) => ({ ...promised, rest: { atMs: beijing(date, '10:00'), why: 'rest' } });
    expect(step(resting('2026-11-10'))).toEqual({
      kind: 'promise-reminder',
      atMs: beijing('2026-11-10', '10:00'),
    });
    expect(step(resting('2026-11-11'))?.kind).toBe('judge-promise');
  });

  it('a hold that ends after the promised day leaves no reminder behind', () => {
    const held = { ...promised, holds: [...promised.holds, hold('grace', beijing('2026-11-11', '09:00'))] };
    expect(step(held)?.kind).toBe('hold-end');
    expect(step(promised, beijing('2026-11-11', '09:00'))?.kind).toBe('judge-promise');
  });

  it('a closed case only has its thanks left', () => {
    const closed = settled({ closed: { reason: 'cured', atMs: NOW } });
    expect(step(closed)).toBeUndefined();
    expect(step({ ...closed, thanksDue: true })?.kind).toBe('thanks');
  });
});
